/**
 * An engine that vanishes in the middle of each call: played again and again from recorded answers, it dies at the first
 * request, at the second, and so on to the last. What is known until then stays, what is not has a reason.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { after, describe, test } from 'node:test';
import { explain } from '../../../src/explain/explain.js';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { isRead } from '../../../src/model/reading.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { swarmOf } from '../../../src/model/swarm.js';
import { collect } from '../../../src/sources/collect.js';
import { connect, diagnosesOf } from '../../../src/sources/connect.js';
import { endpointChoices } from '../../../src/sources/endpoints.js';
import { hostAt, readerHere } from '../../../src/sources/host.js';
import { called } from '../cli/called.js';
import { type Answers, dockerVersion, json, withEngine } from './engineOverSocket.js';
import { fakeMachine } from './fakeProc.js';

const machine = fakeMachine();
after(() => rmSync(machine.folder, { recursive: true }));

const [web, db] = ['a'.repeat(64), 'b'.repeat(64)];
const listed = [web, db].map((id, index) => ({ Id: id, Names: [index === 0 ? '/web' : '/db'], Image: 'nginx', State: 'running' }));
const inspected = (id: string) => ({
  Id: id, Image: 'sha256:1', State: { Status: 'running', Pid: 4711, OOMKilled: false },
  Config: { Env: [], Image: 'nginx' }, HostConfig: { Memory: 67108864, NanoCpus: 500000000, PidsLimit: 50, NetworkMode: 'default' }, Mounts: [],
});

/** Another machine's engine, so that everything that is known of its containers comes through these calls. */
function answer(url: string, response: ServerResponse): void {
  const path = url.replace(/^\/v[\d.]+/, '').replace(/\?.*$/, '');
  const bodies: Readonly<Record<string, unknown>> = {
    '/version': dockerVersion, '/containers/json': listed, [`/containers/${web}/json`]: inspected(web), [`/containers/${db}/json`]: inspected(db),
    '/info': { ID: 'X', Name: 'far', KernelVersion: '9.9.9', MemoryLimit: true, CgroupDriver: 'systemd', CgroupVersion: '2', Swarm: { NodeID: 'n1', ControlAvailable: true, LocalNodeState: 'active' } },
    '/nodes': [{ ID: 'n1', Description: { Hostname: 'far' }, Spec: { Role: 'manager' }, Status: { State: 'ready' } }], '/tasks': [], '/services': [],
    '/images/sha256:1/history': [{ Id: 'x', CreatedBy: 'CMD nginx', Size: 5 }],
    [`/containers/${web}/top`]: { Titles: ['PID', 'PPID', 'PIDNS', 'MNTNS', 'NETNS', 'IPCNS', 'UTSNS', 'USERNS', 'CGROUPNS', 'TIMENS', 'RUID', 'NLWP', 'RSS', '%CPU', 'OOMADJ', 'CGROUP', 'COMMAND'], Processes: [] },
    [`/containers/${web}/stats`]: { memory_stats: { usage: 1000, limit: 67108864, stats: {} }, pids_stats: { current: 3, limit: 50 }, cpu_stats: { cpu_usage: { total_usage: 5 } } },
  };
  json(response, bodies[path] ?? { message: 'page not found' }, path in bodies ? 200 : 404);
}

type Death = 'before a word' | 'in the middle of a word' | 'with its socket';

/** The n-th request (from 1) is its last. */
function dyingAt(last: number, death: Death, gone: () => void): Answers {
  let count = 0;
  return (request, response) => {
    count += 1;
    if (count < last) {
      answer(request.url ?? '', response);
      return;
    }
    if (death === 'in the middle of a word' && count === last) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('[{"Id":"');
      setTimeout(() => request.socket.destroy(), 5);
    } else {
      request.socket.destroy();
    }
    if (death === 'with its socket') {
      gone();
    }
  };
}

const wanted = { subject: 'web', depth: 'facts', top: true, all: true } as const;

async function look(endpoint: string): Promise<Snapshot> {
  const connections = await connect(readerHere(), { host: endpoint }, { timeLimit: 2000 });
  const snapshot = await collect(hostAt(machine, connections), wanted);
  connections.close();
  return snapshot;
}

/** How many requests a whole look makes. */
async function requestsOfALook(): Promise<number> {
  let count = 0;
  await withEngine((request, response) => answer(request.url ?? '', response), async ({ endpoint, requests }) => {
    const snapshot = await look(endpoint);
    assert.equal(snapshot.engines[0]?.status, 'ok');
    assert.ok(isRead(build(snapshot, containersOf(snapshot).find(({ name }) => name === 'web')!, containersOf(snapshot)).cgroup.memory.usage));
    count = requests.length;
  });
  return count;
}

/** Nothing that was not read is a number or a word of its own. */
function assertHonest(snapshot: Snapshot): void {
  const containers = containersOf(snapshot, { all: true });
  for (const container of containers) {
    const isolation = build(snapshot, container, containers);
    for (const reading of Object.values(isolation.cgroup.memory) as unknown[]) {
      const { value, unread } = reading as { readonly value?: unknown; readonly unread?: unknown };
      assert.ok((value === undefined) !== (unread === undefined));
    }
    const { memory } = isolation.cgroup.configured;
    assert.deepEqual(isRead(memory) ? memory.value : memory.unread, isRead(memory) ? 67108864 : memory.unread);
    const explanation = explain(isolation);
    assert.ok(explanation.sections.length >= 4);
    assert.ok(explanation.sections.flatMap(({ facts }) => facts).every(({ value }) => value !== '' && !/undefined|NaN|\[object/.test(value)));
  }
}

describe('an engine that vanishes', async () => {
  const whole = await requestsOfALook();
  for (const death of ['before a word', 'in the middle of a word', 'with its socket'] as const) {
    test(`${death}, at each of the ${whole} requests of a look`, { timeout: 120_000 }, async (context) => {
      assert.ok(whole > 10, String(whole));
      for (let last = 1; last <= whole; last += 1) {
        await context.test(`at request ${last}`, async () => {
          let stop: () => Promise<void> = () => Promise.resolve();
          await withEngine(dyingAt(last, death, () => void stop()), async ({ endpoint, stop: halt }) => {
            stop = halt;
            const snapshot = await look(endpoint);
            assertHonest(snapshot);
            const [engine] = snapshot.engines;
            const names = containersOf(snapshot).map(({ name }) => name);
            assert.equal(snapshot.engines.length, 1);
            assert.ok(names.length === 0 || names.join() === 'db,web', names.join());
            assert.equal(engine?.status === 'ok' || (engine?.detail ?? '') !== '', true);
            assert.ok(isRead(swarmOf(snapshot, endpoint, containersOf(snapshot))) || last < whole);
            const [diagnosis] = diagnosesOf(readerHere(), endpointChoices(readerHere(), { host: endpoint }), snapshot.engines);
            assert.equal(diagnosis === undefined, engine?.status === 'ok');
          });
        });
      }
    });
  }

  test('on a terminal: it answers or says why, in one line and without a trace of the program', { timeout: 120_000 }, async () => {
    for (let last = 1; last <= whole; last += 1) {
      await withEngine(dyingAt(last, 'before a word', () => undefined), async ({ endpoint }) => {
        const { code, out, err } = await called('explain', 'web', '--host', endpoint, '--path.procfs', machine.procfs, '--path.sysfs', machine.sysfs);
        assert.ok(code === 0 ? out.startsWith('web ') : out === '' && err !== '', `${last}: ${code} ${err}`);
        assert.doesNotMatch(err, /\n\s+at |undefined|\[object/);
        assert.ok(err.trimEnd().split('\n').length <= 2, err);
      });
    }
  });
});
