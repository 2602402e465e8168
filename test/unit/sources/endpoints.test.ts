import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { contextStore } from '../../../src/sources/contexts.js';
import { endpointOf } from '../../../src/sources/endpoint.js';
import { type EndpointWishes, type EndpointWorld, endpointChoices } from '../../../src/sources/endpoints.js';
import { hostFs } from '../../../src/sources/hostFs.js';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const world = (env: NodeJS.ProcessEnv = {}, platform: NodeJS.Platform = 'linux'): EndpointWorld => ({ fs: hostFs(), platform, env, home, uid: 1000 });
const first = (env: NodeJS.ProcessEnv = {}, wishes: EndpointWishes = {}) => endpointChoices(world(env), wishes)[0];
const digestOf = (name: string): string => createHash('sha256').update(name).digest('hex');

function store(file: string, text: string): void {
  const path = join(home, '.docker', file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

function context(name: string, host: string, tls: Record<string, string> = {}, skip = false): void {
  store(`contexts/meta/${digestOf(name)}/meta.json`, JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: skip } } }));
  for (const [file, text] of Object.entries(tls)) {
    store(`contexts/tls/${digestOf(name)}/docker/${file}`, text);
  }
}

const config = (name: string): void => store('config.json', JSON.stringify({ auths: {}, currentContext: name }));

describe('which engine', () => {
  it('the default first, then the well-known sockets', () => {
    const choices = endpointChoices(world({ XDG_RUNTIME_DIR: '/run/user/1000' }));
    assert.deepEqual(choices[0], { endpoint: 'unix:///var/run/docker.sock', chosenBy: 'default', why: 'where Docker listens by default' });
    assert.ok(choices.slice(1).every(({ chosenBy }) => chosenBy === 'well-known'));
    const endpoints = choices.map(({ endpoint }) => endpoint);
    for (const path of ['/run/user/1000/docker.sock', `${home}/.docker/run/docker.sock`, `${home}/.colima/default/docker.sock`, '/run/podman/podman.sock', '/run/user/1000/podman/podman.sock']) {
      assert.ok(endpoints.includes(`unix://${path}`), path);
    }
    assert.equal(endpointChoices(world({}, 'win32'))[0]?.endpoint, 'npipe:////./pipe/docker_engine');
  });

  it('option before setting before DOCKER_HOST before DOCKER_CONTEXT before config.json', () => {
    context('there', 'tcp://there:2375');
    context('here', 'tcp://here:2375');
    config('there');
    const env = { DOCKER_HOST: 'unix:///h.sock', DOCKER_CONTEXT: 'here' };
    const setting = ['unix:///s.sock', 'unix:///t.sock'];
    const chosen = (given: NodeJS.ProcessEnv, wishes: EndpointWishes): unknown => endpointChoices(world(given), wishes)
      .filter(({ chosenBy }) => chosenBy !== 'well-known').map(({ endpoint, chosenBy }) => `${chosenBy} ${endpoint}`);
    assert.deepEqual(chosen(env, { host: 'unix:///o.sock', setting }), ['option unix:///o.sock']);
    assert.deepEqual(chosen(env, { context: 'here', setting }), ['option tcp://here:2375']);
    assert.deepEqual(chosen(env, { setting }), ['setting unix:///s.sock', 'setting unix:///t.sock']);
    assert.deepEqual(chosen(env, {}), ['DOCKER_HOST unix:///h.sock']);
    assert.deepEqual(chosen({ DOCKER_CONTEXT: 'here' }, {}), ['DOCKER_CONTEXT tcp://here:2375']);
    assert.deepEqual(chosen({}, {}), ['config tcp://there:2375']);
  });

  it('points out the context that DOCKER_HOST hides', () => {
    context('there', 'tcp://there:2375');
    config('there');
    assert.equal(first({ DOCKER_HOST: 'unix:///h.sock' })?.hides, 'there');
    assert.equal(first({ DOCKER_HOST: 'unix:///h.sock', DOCKER_CONTEXT: 'other' })?.hides, 'other');
    assert.equal(first({ DOCKER_HOST: 'unix:///h.sock', DOCKER_CONTEXT: 'default' })?.hides, undefined, 'the context named default is DOCKER_HOST itself');
    config('default');
    assert.equal(first({ DOCKER_HOST: 'unix:///h.sock' })?.hides, undefined);
  });

  it('several by option, then no other; by the setting beside the chosen one; the well-known ones last', () => {
    context('there', 'tcp://there:2375');
    context('here', 'unix:///here.sock');
    const all = (wishes: EndpointWishes, env: NodeJS.ProcessEnv = {}): readonly string[] => endpointChoices(world(env), wishes)
      .map(({ endpoint, chosenBy, context: name = '-' }) => `${chosenBy} ${endpoint} ${name}`);
    assert.deepEqual(all({ host: ['unix:///a.sock', 'unix:///b.sock', '/a.sock'], more: ['all-contexts'] }), ['option unix:///a.sock -', 'option unix:///b.sock -']);
    const more = ['there', 'unix:///more.sock', 'nowhere', 'all-contexts'];
    assert.deepEqual(all({ more }, { DOCKER_HOST: 'unix:///h.sock' }).slice(0, 6), [
      'DOCKER_HOST unix:///h.sock -', 'setting tcp://there:2375 there', 'setting unix:///more.sock -', 'setting context nowhere nowhere',
      'setting unix:///here.sock here', `well-known unix:///run/user/1000/docker.sock -`,
    ]);
    config('there');
    assert.ok(all({}).includes('well-known unix:///var/run/docker.sock -'));
    assert.ok(!all({}, { DOCKER_HOST: 'unix:///h.sock' }).includes('well-known unix:///var/run/docker.sock -'));
  });

  it('the setting\'s list is an order too: the chosen one stands where it names it, and keeps why it was chosen', () => {
    context('there', 'tcp://there:2375');
    const all = (more: readonly string[], setting?: string): readonly string[] => endpointChoices(world(), { more, ...(setting !== undefined && { setting: [setting] }) })
      .slice(0, 3).map(({ endpoint, chosenBy }) => `${chosenBy} ${endpoint}`);
    assert.deepEqual(all(['there', 'unix:///b.sock']), ['default unix:///var/run/docker.sock', 'setting tcp://there:2375', 'setting unix:///b.sock']);
    assert.deepEqual(all(['there', 'unix:///var/run/docker.sock', 'unix:///b.sock']), ['setting tcp://there:2375', 'default unix:///var/run/docker.sock', 'setting unix:///b.sock']);
    assert.deepEqual(all(['unix:///b.sock', 'there'], 'tcp://there'), ['setting unix:///b.sock', 'setting tcp://there', 'well-known unix:///var/run/docker.sock']);
  });

  it('a program for ssh goes with the ways that need it', () => {
    const programs = endpointChoices(world(), { more: ['ssh://there', 'tcp://there'], ssh: '/opt/ssh' }).map(({ endpoint, ssh }) => [endpoint, ssh]);
    assert.deepEqual(programs.filter(([, ssh]) => ssh !== undefined), [['ssh://there', '/opt/ssh']]);
  });

  it('the same socket through a symbolic link is the same place', () => {
    const real = join(home, 'real.sock');
    writeFileSync(real, '');
    mkdirSync(join(home, '.docker/run'), { recursive: true });
    symlinkSync(real, join(home, '.docker/run/docker.sock'));
    const endpoints = endpointChoices(world({ DOCKER_HOST: `unix://${real}` })).map(({ endpoint }) => endpoint);
    assert.ok(!endpoints.includes(`unix://${home}/.docker/run/docker.sock`));
    assert.equal(endpoints[0], `unix://${real}`);
  });

  it('takes a context\'s TLS files along', () => {
    context('tls', 'tcp://there:2376', { 'ca.pem': 'CA', 'cert.pem': 'CERT', 'key.pem': 'KEY' });
    context('unchecked', 'tcp://there:2376', {}, true);
    assert.deepEqual(first({}, { context: 'tls' })?.tls, { ca: 'CA', cert: 'CERT', key: 'KEY', skipVerify: false });
    assert.deepEqual(first({}, { context: 'unchecked' })?.tls, { skipVerify: true });
  });

  it('takes the TLS files of DOCKER_CERT_PATH along, where TLS is asked for', () => {
    store('ca.pem', 'CA');
    assert.deepEqual(first({ DOCKER_HOST: 'tcp://x:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: join(home, '.docker') })?.tls, { ca: 'CA', skipVerify: false });
    assert.deepEqual(first({ DOCKER_HOST: 'tcp://x:2376', DOCKER_TLS_VERIFY: '1' })?.tls, { ca: 'CA', skipVerify: false });
    assert.equal(first({ DOCKER_HOST: 'tcp://x:2376' })?.tls, undefined);
    for (const wishes of [{ setting: ['tcp://x:2376'] }, { more: ['tcp://x:2376'] }, { host: 'tcp://x:2376' }]) {
      const found = endpointChoices(world({ DOCKER_TLS_VERIFY: '1' }), wishes).find(({ endpoint }) => endpoint === 'tcp://x:2376');
      assert.deepEqual(found?.tls, { ca: 'CA', skipVerify: false });
    }
  });

  it('a password in an address goes no further, and the address stays what it was', () => {
    for (const [written, told] of [
      ['ssh://me:pw@there', 'ssh://me:***@there'], ['tcp://u:p@ss@there:2375', 'tcp://u:***@there:2375'], ['tcp://:pw@there', 'tcp://:***@there'],
      ['ssh://me@there:22/run/a@b.sock', 'ssh://me@there:22/run/a@b.sock'], ['ssh://there:22/a@b', 'ssh://there:22/a@b'], ['tcp://[::1]:2375', 'tcp://[::1]:2375'],
    ] as const) {
      const found = [first({ DOCKER_HOST: written }), first({}, { host: written }), first({}, { setting: [written] }), first({}, { more: [written] })];
      assert.deepEqual(found.slice(0, 3).map((each) => each?.endpoint), [told, told, told]);
      assert.ok(found.every((each) => each?.endpoint !== written || written === told));
    }
    assert.deepEqual(endpointOf('tcp://u:***@there:2375'), endpointOf('tcp://u:p@there:2375'));
  });

  it('reads the settings where DOCKER_CONFIG says', () => {
    context('there', 'tcp://there:2375');
    config('there');
    assert.equal(endpointChoices({ ...world({ DOCKER_CONFIG: join(home, '.docker') }), home: '/nonexistent' })[0]?.endpoint, 'tcp://there:2375');
  });

  it('a variable that is set to nothing is as one that is not set, and never the folder that a program was started in', () => {
    context('there', 'tcp://there:2375');
    config('there');
    store('ca.pem', 'CA');
    assert.equal(first({ DOCKER_CONFIG: '' })?.endpoint, 'tcp://there:2375');
    assert.deepEqual(first({ DOCKER_HOST: 'tcp://x:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '' })?.tls, { ca: 'CA', skipVerify: false });
    const rootless = endpointChoices(world({ XDG_RUNTIME_DIR: '' })).find(({ product }) => product === 'Podman, rootless');
    assert.equal(rootless?.endpoint, 'unix:///run/user/1000/podman/podman.sock');
  });

  it('a context that is not in the store, or broken there, is trouble and no other engine', () => {
    const missing = endpointChoices(world({ DOCKER_CONTEXT: 'nowhere' }));
    assert.equal(missing[0]?.trouble?.status, 'absent');
    assert.ok(missing.slice(1).every(({ chosenBy }) => chosenBy === 'well-known'));
    for (const text of ['', '{', '[]', 'null', '{"Name":"x"}', '{"Name":"x","Endpoints":{"docker":{"Host":5}}}', '{"Name":"x","Endpoints":{"docker":{"Host":""}}}']) {
      store(`contexts/meta/${digestOf('x')}/meta.json`, text);
      assert.equal(first({}, { context: 'x' })?.trouble?.status, 'malformed', text);
    }
  });

  it('a broken config.json chooses nothing', () => {
    for (const text of ['', '{', '[]', 'null', '{"currentContext":5}', '{"currentContext":""}', '{"currentContext":"default"}']) {
      store('config.json', text);
      assert.equal(first()?.chosenBy, 'default', text);
    }
    store('config.json', '{');
    assert.match(first()?.configTrouble ?? '', /config\.json: .*JSON/);
  });

  it('the context named default is DOCKER_HOST or the default socket, as for Docker', () => {
    assert.equal(first({}, { context: 'default' })?.endpoint, 'unix:///var/run/docker.sock');
    assert.equal(first({ DOCKER_HOST: 'unix:///h.sock' }, { context: 'default' })?.endpoint, 'unix:///h.sock');
  });

  it('all contexts by option: the default one, each in the store, and what is broken there, each by its own name', () => {
    context('there', 'tcp://there:2375');
    context('There', 'tcp://elsewhere:2375');
    store(`contexts/meta/${digestOf('lost')}/meta.json`, '{');
    const all = endpointChoices(world(), { context: 'all-contexts' }).map(({ endpoint, chosenBy, context: name, trouble }) => [chosenBy, endpoint, name, trouble?.status]);
    const short = digestOf('lost').slice(0, 12);
    assert.deepEqual(all, [
      ['option', 'unix:///var/run/docker.sock', 'default', undefined], ['option', 'tcp://elsewhere:2375', 'There', undefined],
      ['option', 'tcp://there:2375', 'there', undefined], ['option', `context ${short}`, short, 'malformed'],
    ]);
  });

  it('a store that is none is said to be, one that is not there is empty', () => {
    assert.equal(endpointChoices(world(), { context: 'all-contexts' }).length, 1);
    store('contexts', 'a file in its place');
    const [, broken] = endpointChoices(world(), { context: 'all-contexts' });
    assert.equal(broken, undefined, 'nothing is below a file');
    rmSync(join(home, '.docker/contexts'));
    store('contexts/meta', 'a file in its place');
    assert.deepEqual(endpointChoices(world(), { more: ['all-contexts'] }).filter(({ why }) => why === 'all-contexts').map(({ endpoint }) => endpoint), []);
  });

  it('lists 200 contexts, same names in another case apart, broken ones with the reason, and not those of Kubernetes', () => {
    for (let index = 0; index < 200; index += 1) {
      context(index % 2 === 0 ? `c${index}` : `C${index - 1}`, `tcp://h${index}`);
    }
    store('contexts/meta/broken/meta.json', '{');
    store('contexts/meta/kubernetes/meta.json', '{"Name":"kube","Endpoints":{"kubernetes":{"Host":"https://x"}}}');
    const { contexts, broken } = contextStore(hostFs(), join(home, '.docker'));
    assert.equal(contexts.length, 200);
    assert.equal(new Set(contexts.map(({ name }) => name.toLowerCase())).size, 100);
    assert.deepEqual(broken.map(({ unread, from }) => [unread, from]), [['malformed', join(home, '.docker/contexts/meta/broken/meta.json')]]);
    assert.equal(first({}, { context: 'c0' })?.endpoint, 'tcp://h0');
    assert.equal(first({}, { context: 'C0' })?.endpoint, 'tcp://h1');
  });
});

describe('endpoints as text', () => {
  for (const [text, endpoint] of [
    ['unix:///var/run/docker.sock', { scheme: 'unix', path: '/var/run/docker.sock' }],
    ['/var/run/docker.sock', { scheme: 'unix', path: '/var/run/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { scheme: 'npipe', path: '//./pipe/docker_engine' }],
    ['tcp://10.0.0.1:2375', { scheme: 'tcp', host: '10.0.0.1', port: 2375, tls: false }],
    ['tcp://10.0.0.1:2376', { scheme: 'tcp', host: '10.0.0.1', port: 2376, tls: true }],
    ['tcp://somewhere', { scheme: 'tcp', host: 'somewhere', port: 2375, tls: false }],
    ['somewhere:1234', { scheme: 'tcp', host: 'somewhere', port: 1234, tls: false }],
    ['https://somewhere', { scheme: 'tcp', host: 'somewhere', port: 2376, tls: true }],
    ['tcp://[::1]:2375', { scheme: 'tcp', host: '::1', port: 2375, tls: false }],
    ['ssh://me@somewhere:22', { scheme: 'ssh', url: 'ssh://me@somewhere:22' }],
    ['unix://relative', { scheme: 'unknown', text: 'unix://relative' }],
    ['fd://', { scheme: 'unknown', text: 'fd://' }],
    ['tcp://', { scheme: 'unknown', text: 'tcp://' }],
    ['tcp://a:b:c', { scheme: 'unknown', text: 'tcp://a:b:c' }],
    ['', { scheme: 'unknown', text: '' }],
  ] as const) {
    it(JSON.stringify(text), () => assert.deepEqual(endpointOf(text), endpoint));
  }

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string().map((rest) => `tcp://${rest}`)), (text) => {
      assert.ok('scheme' in endpointOf(text));
    }));
  });
});
