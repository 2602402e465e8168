import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { findContainer } from '../../../src/model/findContainer.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { type CollectOptions, collect } from '../../../src/sources/collect.js';
import { type Connections, noConnections } from '../../../src/sources/connect.js';
import { connectEngine, isEngine } from '../../../src/sources/connection.js';
import { hostAt } from '../../../src/sources/host.js';
import { type Answers, dockerThat, dockerVersion, json, withEngine } from './engineOverSocket.js';
import { type FakeMachine, fakeMachine } from './fakeProc.js';

const id = 'a'.repeat(64);
const other = 'b'.repeat(64);
const stopped = 'c'.repeat(64);
const own = { pid: 4026532001, net: 4026532002 };
let machine: FakeMachine;

beforeEach(() => {
  machine = fakeMachine();
  machine.process(50, { comm: 'containerd-shim', cmdline: `/usr/bin/containerd-shim-runc-v2\0-namespace\0moby\0-id\0${id}\0` });
  machine.process(100, { parent: 50, nsPids: [100, 1], comm: 'web', cgroup: `0::/docker/${id}\n`, namespaces: own });
  machine.process(101, { parent: 100, nsPids: [101, 7], comm: 'worker', cgroup: `0::/docker/${id}/below\n`, namespaces: own });
  machine.process(200, { parent: 1, nsPids: [200, 1], comm: 'db', cgroup: `0::/docker/${other}\n`, namespaces: { pid: 4026532003 } });
  machine.process(300, { comm: 'bash', cmdline: 'bash\0SECRET\0' });
  for (const [name, text] of [['memory.max', '67108864\n'], ['memory.current', '1000\n'], ['cgroup.procs', '100\n'], ['below/cgroup.procs', '101\n'], ['cgroup.controllers', 'memory\n']] as const) {
    machine.file(`sys/fs/cgroup/docker/${id}/${name}`, text);
  }
});
afterEach(() => rmSync(machine.folder, { recursive: true }));

const at = (connections: Connections = noConnections) => hostAt(machine, connections);
const proc = (path: string): string => join(machine.procfs, path);
const textAt = (snapshot: Snapshot, path: string): unknown => snapshot.files[path];

const listed = [
  { Id: id, Names: ['/web'], Image: 'nginx', State: 'running', Labels: { note: 'A=secretvalue' } },
  { Id: other, Names: ['/db'], Image: 'db', State: 'running' },
];
const inspects = new Map<string, object>([
  [id, { Id: id, Name: '/web', Image: 'sha256:1', State: { Status: 'running', Pid: 100 }, Config: { Env: ['A=secretvalue'] }, HostConfig: {} }],
  [other, { Id: other, Name: '/db', Image: 'sha256:2', State: { Status: 'running', Pid: 200 }, Config: { Env: null }, HostConfig: {} }],
  [stopped, { Id: stopped, Name: '/old', Image: 'sha256:3', State: { Status: 'exited', Pid: 0 }, Config: {}, HostConfig: {} }],
]);

const docker: Answers = dockerThat((request, response) => {
  const url = request.url ?? '';
  const [, asked = ''] = /^\/v1\.41\/containers\/(\w{64})\/json$/.exec(url) ?? [];
  if (url === '/v1.41/containers/json') {
    json(response, listed);
  } else if (url === '/v1.41/containers/json?all=1') {
    json(response, [...listed, { Id: stopped, Names: ['/old'], Image: 'nginx', State: 'exited' }]);
  } else if (inspects.has(asked)) {
    json(response, inspects.get(asked));
  } else if (url.endsWith('/history')) {
    json(response, [{ CreatedBy: 'ENV A=secretvalue', Size: 5 }]);
  } else if (url.includes('/top?')) {
    json(response, { Titles: ['PID'], Processes: [['100']] });
  } else {
    json(response, url === '/v1.41/info' ? { KernelVersion: '6.1.0' } : { message: 'page not found' }, url === '/v1.41/info' ? 200 : 404);
  }
});

async function withSnapshot(answers: Answers, options: CollectOptions, test: (snapshot: Snapshot, requests: string[]) => void | Promise<void>): Promise<void> {
  await withEngine(answers, async ({ endpoint, requests }) => {
    const engine = await connectEngine({ endpoint, chosenBy: 'option', why: '' }, { timeLimit: 2000 });
    assert.ok(isEngine(engine));
    const snapshot = await collect(at({ engines: [engine], states: [engine.state], diagnoses: [], close: () => undefined }), options);
    engine.close();
    await test(snapshot, requests);
  });
}

describe('collecting without an engine', () => {
  it('keeps the machine and the candidates, and of nobody else a file', async () => {
    const snapshot = await collect(at(), { depth: 'list' });
    assert.deepEqual([snapshot.schema, snapshot.subject, snapshot.reader, snapshot.roots], ['isolation-lens-snapshot/1', null, '1', { proc: machine.procfs, sys: machine.sysfs }]);
    assert.equal(textAt(snapshot, proc('sys/kernel/osrelease')), '6.1.0\n');
    assert.deepEqual(textAt(snapshot, proc('100/ns/net')), { link: 'net:[4026532002]' });
    assert.match(String(textAt(snapshot, proc('50/cmdline'))), /containerd-shim/);
    assert.ok(!JSON.stringify(snapshot).includes('SECRET'));
    assert.deepEqual(containersOf(snapshot).map(({ name, runtime, pid }) => [name, runtime, pid]), [['aaaaaaaaaaaa', 'docker', 100], ['bbbbbbbbbbbb', 'docker', 200]]);
  });

  it('looks at so many cgroups of a container and no more, however many it made', async () => {
    for (let index = 0; index < 1200; index += 1) {
      machine.file(`sys/fs/cgroup/docker/${id}/${index}/cgroup.procs`, '');
    }
    const { files } = await collect(at(), { depth: 'facts' });
    const looked = Object.keys(files).filter((path) => path.includes(`/docker/${id}/`) && path.endsWith('/cgroup.procs'));
    assert.ok(looked.length > 100 && looked.length <= 500, `${looked.length} cgroups`);
  });

  it('reads cgroup files and members for the facts of all, or of the one that is asked for', async () => {
    const all = await collect(at(), { depth: 'facts' });
    const one = await collect(at(), { depth: 'facts', subject: id.slice(0, 6) });
    for (const snapshot of [all, one]) {
      assert.equal(textAt(snapshot, join(machine.sysfs, `fs/cgroup/docker/${id}/memory.max`)), '67108864\n');
      assert.equal(textAt(snapshot, join(machine.sysfs, `fs/cgroup/docker/${id}/below/cgroup.procs`)), '101\n');
      assert.match(String(textAt(snapshot, proc('101/status'))), /worker/);
    }
    assert.equal(one.subject, id);
    assert.ok(textAt(all, proc('200/attr/current')));
    assert.equal(textAt(one, proc('200/attr/current')), undefined);
    assert.ok(textAt(one, proc('200/ns/net')));
  });

  it('finds the container by the pid of any process inside', async () => {
    const snapshot = await collect(at(), { depth: 'facts', subject: '101' });
    assert.equal(snapshot.subject, id);
    assert.ok('found' in findContainer(snapshot, containersOf(snapshot), '101'));
  });

  it('an unknown subject gives the list, and no subject', async () => {
    const snapshot = await collect(at(), { depth: 'facts', subject: 'nobody' });
    assert.equal(snapshot.subject, null);
    assert.equal(containersOf(snapshot).length, 2);
    assert.deepEqual(findContainer(snapshot, containersOf(snapshot), 'nobody'), { none: true });
  });

  it('the environment of the first process keeps its names alone', async () => {
    machine.file('proc/1/environ', 'container=lxc\0TOKEN=secretvalue\0');
    assert.equal(textAt(await collect(at(), { depth: 'list' }), proc('1/environ')), 'container=lxc\0TOKEN=…\0');
    assert.equal(textAt(await collect(at(), { depth: 'list', environment: true }), proc('1/environ')), 'container=lxc\0TOKEN=secretvalue\0');
  });

  it('tells a pid that was given to another process meanwhile', async () => {
    const host = at();
    const readAgain = (path: string) => {
      // The process has ended since, and its pid was given away.
      if (path === proc('100/stat')) {
        writeFileSync(path, readFileSync(path, 'utf8').replace(' 100 2322432', ' 999 2322432'));
      }
      return host.fs.readAgain(path);
    };
    const snapshot = await collect({ ...host, fs: { ...host.fs, readAgain } }, { depth: 'facts' });
    const [container] = containersOf(snapshot);
    assert.ok(container);
    const { memory } = build(snapshot, container, containersOf(snapshot)).cgroup;
    assert.equal('unread' in memory.limit && memory.limit.unread, 'gone');
  });

  it('survives rubbish in every file of a process, and processes that end during the scan', async () => {
    for (const name of ['status', 'stat', 'cgroup', 'mountinfo', 'uid_map', 'cmdline', 'comm']) {
      machine.file(`proc/100/${name}`, Buffer.from([0xff, 0x00, 0x0a, 0x3a, 0x2f]));
    }
    machine.file('proc/400/nothing', '');
    machine.file('proc/999999999999999999999/status', 'Name:\tx\n');
    const snapshot = await collect(at(), { depth: 'facts', subject: 'x'.repeat(1_000_000) });
    assert.deepEqual(containersOf(snapshot).map(({ pid }) => pid), [101, 200]);
  });

  it('on another platform there is no kernel to read, and it says so', async () => {
    const snapshot = await collect({ ...at(), platform: 'darwin' }, { depth: 'facts', subject: 'web' });
    assert.deepEqual(snapshot.files, { [machine.procfs]: { unread: 'unsupported', detail: 'no Linux kernel on this platform (darwin)' } });
  });
});

describe('collecting with an engine', () => {
  it('asks the list, info and an inspection of each; the values of the environment stay out', async () => {
    await withSnapshot(docker, { depth: 'list' }, (snapshot, requests) => {
      assert.deepEqual(Object.keys(snapshot.engine).sort(), ['GET /containers/json', `GET /containers/${id}/json`, `GET /containers/${other}/json`, 'GET /info', 'GET /version'].sort());
      assert.ok(!JSON.stringify(snapshot).includes('secretvalue'));
      assert.ok(requests.every((request) => request.startsWith('GET ')));
      assert.deepEqual(containersOf(snapshot).map(({ name, pid, image }) => [name, pid, image]), [['db', 200, 'db'], ['web', 100, 'nginx']]);
    });
    await withSnapshot(docker, { depth: 'list', environment: true }, (snapshot) => {
      assert.ok(JSON.stringify(snapshot).includes('secretvalue'));
    });
  });

  it('the names are the engine\'s list and nothing else', async () => {
    await withSnapshot(docker, { depth: 'names' }, (snapshot, requests) => {
      assert.deepEqual(containersOf(snapshot).map(({ name, state, pid }) => [name, state, pid]), [['db', 'running', null], ['web', 'running', null]]);
      assert.ok(!requests.some((request) => request.includes(id)), requests.join(' '));
      assert.ok(!Object.keys(snapshot.files).some((path) => path.startsWith(proc('100/'))));
    });
  });

  it('asks for top and history only for what is opened', async () => {
    await withSnapshot(docker, { depth: 'facts' }, (_, requests) => assert.ok(!requests.some((request) => /top|history/.test(request))));
    await withSnapshot(docker, { depth: 'facts', subject: 'web', top: true }, (snapshot, requests) => {
      assert.equal(requests.filter((request) => /top|history/.test(request)).length, 2);
      assert.deepEqual(snapshot.engine[`GET /containers/${id}/top`], { Titles: ['PID'], Processes: [['100']] });
      assert.deepEqual(snapshot.engine['GET /images/sha256:1/history'], [{ CreatedBy: 'ENV A=…', Size: 5 }]);
      assert.equal(snapshot.subject, id);
    });
    await withSnapshot(docker, { depth: 'list', top: true }, (snapshot) => assert.equal(Object.keys(snapshot.engine).filter((key) => key.endsWith('/top')).length, 2));
  });

  it('asks for stats only of what is opened on a kernel that is not ours', async () => {
    const stats = { memory_stats: { usage: 5000 } };
    const elsewhere = (info: object): Answers => dockerThat((request, response) => {
      const url = request.url ?? '';
      if (url.includes('/stats?')) {
        json(response, stats);
      } else if (url === '/v1.41/info') {
        json(response, info);
      } else if (url.endsWith(`${id}/json`)) {
        json(response, { ...inspects.get(id), State: { Status: 'running', Pid: 99999 } });
      } else {
        docker(request, response);
      }
    });
    const counting = { KernelVersion: '5.0-elsewhere', CgroupDriver: 'cgroupfs' };
    const asked = (requests: readonly string[]) => requests.filter((request) => request.includes('/stats'));
    await withSnapshot(elsewhere(counting), { depth: 'facts', subject: 'web', top: true }, (snapshot, requests) => {
      assert.deepEqual(asked(requests), [`GET /v1.41/containers/${id}/stats?stream=false&one-shot=true`]);
      assert.deepEqual(snapshot.engine[`GET /containers/${id}/stats`], stats);
    });
    const quiet: readonly (readonly [Answers, CollectOptions])[] = [
      [elsewhere(counting), { depth: 'facts', subject: 'web' }], [elsewhere(counting), { depth: 'facts', top: true }],
      [elsewhere({ ...counting, CgroupDriver: 'none' }), { depth: 'facts', subject: 'web', top: true }],
      [docker, { depth: 'facts', subject: 'web', top: true }],
    ];
    for (const [answers, options] of quiet) {
      await withSnapshot(answers, options, (_, requests) => assert.deepEqual(asked(requests), []));
    }
  });

  it('a stopped container is found though it was not listed', async () => {
    await withSnapshot(docker, { depth: 'facts', subject: 'old' }, (snapshot) => {
      assert.equal(snapshot.subject, stopped);
      assert.ok(snapshot.engine[`GET /containers/${stopped}/json`]);
    });
  });

  it('a machine without ps columns is asked with fewer, and that is remembered', async () => {
    const refused = { message: "ps: bad -o argument 'pidns', supported arguments: pid" };
    const busybox: Answers = (request, response) => (request.url?.includes('pidns') ? json(response, refused, 500) : docker(request, response));
    await withSnapshot(busybox, { depth: 'list', top: true }, (snapshot, requests) => {
      assert.deepEqual(snapshot.engine[`GET /containers/${id}/top`], { Titles: ['PID'], Processes: [['100']] });
      assert.ok(requests.some((request) => request.endsWith('top?ps_args=-o%20pid%2Cppid%2Cuser%2Ccomm%2Cargs')));
    });
  });

  it('Podman is asked for its own list and with its own columns', async () => {
    const podman = { ...dockerVersion, Version: '4.3.1', Components: [{ Name: 'Podman Engine', Details: { MinAPIVersion: '4.0.0' } }] };
    const answers: Answers = (request, response) => {
      if (request.url === '/version') {
        json(response, podman);
      } else if (request.url?.includes('/libpod/')) {
        json(response, [{ Id: id, Pid: 100 }]);
      } else {
        docker(request, response);
      }
    };
    await withSnapshot(answers, { depth: 'list', top: true }, (snapshot, requests) => {
      assert.ok(requests.includes('GET /v4.0.0/libpod/containers/json?namespace=true'));
      assert.deepEqual(snapshot.engine['GET /libpod/containers/json'], [{ Id: id, Pid: 100 }]);
      assert.equal(requests.filter((request) => request.includes('ps_args=hpid%2Cpid')).length, 2);
      assert.equal(snapshot.engines[0]?.kind, 'podman');
    });
  });

  it('an engine that stops in the middle is not well any more, and the kernel\'s facts stay', async () => {
    await withEngine(docker, async ({ endpoint, stop }) => {
      const engine = await connectEngine({ endpoint, chosenBy: 'option', why: '' });
      assert.ok(isEngine(engine));
      await stop();
      const snapshot = await collect(at({ engines: [engine], states: [engine.state], diagnoses: [], close: () => undefined }), { depth: 'facts' });
      assert.equal(snapshot.engines[0]?.status, 'absent');
      assert.equal(snapshot.engines[0].version, '20.10.24');
      assert.equal((snapshot.engine['GET /containers/json'] as { unread: string }).unread, 'failed');
      assert.deepEqual(containersOf(snapshot).map(({ pid }) => pid), [100, 200]);
    });
  });

  it('one whose list is rubbish is malformed; a container that went meanwhile is gone', async () => {
    await withSnapshot(dockerThat((_, response) => void response.end('<html>')), { depth: 'facts' }, (snapshot) => {
      assert.deepEqual([snapshot.engines[0]?.status, snapshot.engines[0]?.detail], ['malformed', 'not JSON: <html>']);
    });
    await withSnapshot((request, response) => (request.url?.endsWith(`${other}/json`) ? json(response, { message: `No such container: ${other}` }, 404) : docker(request, response)), { depth: 'list' }, (snapshot) => {
      assert.deepEqual(snapshot.engine[`GET /containers/${other}/json`], { unread: 'gone', detail: `HTTP 404: No such container: ${other}` });
      assert.equal(snapshot.engines[0]?.status, 'ok');
    });
  });

  for (const list of [null, 'x', 5, {}, [null], [5], [{ Id: 5 }], [{ Id: '../../info' }], [{ Id: '__proto__', State: 'running' }], [{ Id: id, Names: null, State: null }]]) {
    it(`survives the list ${JSON.stringify(list).slice(0, 40)}`, async () => {
      await withSnapshot(dockerThat((request, response) => (request.url?.endsWith('/containers/json') ? json(response, list) : json(response, null))), { depth: 'facts', top: true }, (snapshot, requests) => {
        assert.ok(requests.every((request) => !request.includes('..')));
        assert.ok(containersOf(snapshot, { all: true }).length >= 2);
      });
    });
  }
});
