/**
 * What a person without the right to the engine's socket reads, provoked for real: an ordinary user outside of its group, one
 * whose process began before the group had them, a folder that bars the way, settings and contexts that cannot be read.
 */
import { equal, match, doesNotMatch, ok } from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { closeAll } from '../support/closing.mjs';
import { writeContext } from '../support/faults.js';
import { programOf, run } from '../support/programs.mjs';
import { inRoot } from '../support/root.mjs';
import { folderFor } from '../support/truth/builtProgram.js';
import { call, type Done } from '../support/truth/commands.js';
import { stageFor } from '../support/truth/readers.js';

const [user, group] = [65_021, 65_022];
const missing = ['setpriv', 'unshare', 'mount'].filter((name) => programOf(name) === undefined);
const skip = process.getuid?.() !== 0 ? 'needs root, to be somebody else' : missing.length > 0 ? `not installed: ${missing.join(', ')}` : false;
const words = { en: { denied: 'You may not use the engine’s socket', root: /all that root can/ }, ko: { denied: '엔진의 소켓을 쓸 권한이 없습니다', root: /root가 할 수 있는 모든 것/ } } as const;

describe('without the right to the engine', { skip, timeout: 120_000 }, () => {
  let [folder, node] = ['', ''];
  const at = (name: string): string => join(folder, name);
  const servers: Server[] = [];

  before(async () => {
    folder = folderFor('denied');
    node = await stageFor(folder);
    mkdirSync(at('l10n'));
    writeFileSync(at('l10n/bundle.l10n.ko.json'), readFileSync(inRoot('l10n', 'bundle.l10n.ko.json')));
    await listen('engine.sock');
    mkdirSync(at('closed'), { mode: 0o755 });
    await listen('closed/engine.sock');
    chownSync(at('closed'), 0, group);
    chmodSync(at('closed'), 0o750);
    // Those of the machine with ours added: they stand in their place in a mount namespace of the one who reads.
    writeFileSync(at('group'), `${readFileSync('/etc/group', 'utf8').trimEnd()}\nlensgroup:x:${group}:lensuser\n`);
    writeFileSync(at('passwd'), `${readFileSync('/etc/passwd', 'utf8').trimEnd()}\nlensuser:x:${user}:${user}::/nonexistent:/bin/sh\n`);
  });
  after(async () => {
    servers.forEach((server) => {
      server.close();
      server.closeAllConnections();
    });
    await closeAll();
  });

  async function listen(name: string): Promise<void> {
    const server = createServer((request, response) => void response.end(JSON.stringify(request.url === '/version'
      ? { Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12', Os: 'linux', Components: [{ Name: 'Engine' }] } : [])));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(at(name), resolve));
    chownSync(at(name), 0, group);
    chmodSync(at(name), 0o660);
  }

  interface Who {
    /** Whether the machine's files have the user in the group. */
    readonly listed?: boolean;
    /** Whether the process has the group. */
    readonly inGroup?: boolean;
    readonly env?: NodeJS.ProcessEnv;
  }

  function lens({ listed = false, inGroup = false, env = {} }: Who, ...args: readonly string[]): Promise<Done> {
    const groups = inGroup ? ['--groups', String(group)] : ['--clear-groups'];
    const asUser = ['setpriv', '--reuid', String(user), '--regid', String(user), ...groups, '--inh-caps=-all', '--bounding-set=-all', node, at('dist/cli.js'), ...args];
    const all = { PATH: process.env.PATH, HOME: at('home'), LANG: 'C.UTF-8', ...env };
    const mounts = `mount --bind ${at('group')} /etc/group && mount --bind ${at('passwd')} /etc/passwd && exec "$@"`;
    return listed ? call('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', mounts, 'sh', ...asUser], all) : call('setpriv', asUser.slice(1), all);
  }

  const host = (name = 'engine.sock'): string[] => ['--host', `unix://${at(name)}`];

  for (const lang of ['en', 'ko'] as const) {
    const { denied, root } = words[lang];

    test(`an ordinary user outside of the group, in ${lang}: the socket, its owner and mode, and the groups of the one who reads`, async () => {
      const { code, stdout, stderr } = await lens({}, 'list', ...host(), '--lang', lang);
      equal(code, 1);
      equal(stdout, '');
      ok(stderr.includes(`: ${denied}. `), stderr);
      match(stderr, /EACCES/);
      ok(stderr.includes(at('engine.sock')));
      match(stderr, new RegExp(`root:${group}.*660`));
      match(stderr, new RegExp(`(Your groups|그룹): ${user}\\.`));
      doesNotMatch(stderr, /chmod|666|\n\s+at /);
    });

    test(`one whose process began before the group had them, in ${lang}`, async () => {
      const { code, stderr } = await lens({ listed: true }, 'list', ...host(), '--lang', lang);
      equal(code, 1);
      ok(stderr.includes(`: ${denied}. `), stderr);
      match(stderr, /root:lensgroup.*660/);
      match(stderr, lang === 'en' ? /1\) You are in the group lensgroup now, but this process began before that\. Log out/ : /1\) 이제 lensgroup 그룹에 들어 있지만 이 프로세스는 그 전에 시작했습니다/);
      match(stderr, root);
      doesNotMatch(stderr, /usermod|chmod|666/);
    });
  }

  test('one who has the group is answered', async () => {
    for (const listed of [true, false]) {
      const { code, stderr } = await lens({ listed, inGroup: true }, 'list', ...host());
      equal(code, 0, stderr);
      doesNotMatch(stderr, /engine/);
    }
  });

  test('one in no group that is listed is told to join it, and that its members can do all that root can', async () => {
    writeFileSync(at('group'), readFileSync(at('group'), 'utf8').replace(':lensuser\n', ':somebody\n'));
    const { stderr } = await lens({ listed: true }, 'list', ...host());
    match(stderr, /1\) Join the group lensgroup with “sudo usermod -aG lensgroup \$USER”, then log out and in again\. Its members can do all that root can\. 2\) Use a rootless engine/);
    writeFileSync(at('group'), readFileSync(at('group'), 'utf8').replace(':somebody\n', ':lensuser\n'));
  });

  test('where nobody asked for that engine by an option, the kernel\'s facts come all the same', async () => {
    const { code, stdout, stderr } = await lens({ env: { DOCKER_HOST: `unix://${at('engine.sock')}` } }, 'machine', '--json');
    equal(code, 0);
    ok((JSON.parse(stdout) as { kernel: { value?: unknown } }).kernel.value !== undefined);
    match(stderr, /chosen by DOCKER_HOST.*What follows is what the kernel shows\.\n$/);
  });

  test('a folder that bars the way is named, for it and not the socket is in the way', async () => {
    const { code, stderr } = await lens({}, 'list', ...host('closed/engine.sock'));
    equal(code, 1);
    match(stderr, new RegExp(`EACCES.*${at('closed')} belongs to root:${group}, mode 750`));
  });

  test('Docker\'s settings that cannot be read are told of, and so is a context', async () => {
    mkdirSync(at('config'));
    writeFileSync(at('config/config.json'), '{"currentContext":"there"}', { mode: 0o600 });
    writeContext(at('config'), 'secret', 'unix:///nonexistent/docker.sock');
    run('chmod', ['-R', 'go-rwx', at('config/contexts/meta')]);
    const env = { DOCKER_CONFIG: at('config') };
    const settings = await lens({ env }, 'list');
    equal(settings.code, 0);
    match(settings.stderr, /Docker’s settings cannot be used, so no context was taken from them: .*config\.json: EACCES: permission denied\.\n/);
    const context = await lens({ env }, 'list', '--context', 'secret');
    equal(context.code, 1);
    match(context.stderr, /: The Docker context cannot be used\. .*EACCES.* Make its file readable for you/);
    const all = await lens({ env }, 'list', '--context', 'all-contexts');
    equal(all.code, 1, 'it was asked for by its name');
    match(all.stderr, /: The Docker context cannot be used\. .*contexts\/meta: EACCES/);
  });
});
