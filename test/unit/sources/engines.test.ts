/** Several engines in one snapshot: each played over a socket of its own. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { containersOf } from '../../../src/model/containers.js';
import { findContainer } from '../../../src/model/findContainer.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { type CollectOptions, collect } from '../../../src/sources/collect.js';
import { connect } from '../../../src/sources/connect.js';
import { hostAt, readerHere } from '../../../src/sources/host.js';
import { type Answers, dockerThat, json, withEngine } from './engineOverSocket.js';
import { type FakeMachine, fakeMachine } from './fakeProc.js';

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine();
});
afterEach(() => rmSync(machine.folder, { recursive: true }));

interface Played {
  readonly info: object;
  readonly containers: readonly { readonly id: string; readonly name: string; readonly pid?: number; readonly state?: string; readonly env?: string }[];
}

function playing({ info, containers }: Played): Answers {
  return dockerThat((request, response) => {
    const url = request.url ?? '';
    const asked = containers.find(({ id }) => url === `/v1.41/containers/${id}/json`);
    if (url.startsWith('/v1.41/containers/json')) {
      const shown = containers.filter(({ state = 'running' }) => url.endsWith('all=1') || state === 'running');
      json(response, shown.map(({ id, name, state = 'running' }) => ({ Id: id, Names: [`/${name}`], Image: 'x', State: state })));
    } else if (asked) {
      json(response, { Id: asked.id, State: { Status: asked.state ?? 'running', Pid: asked.pid ?? 0 }, Config: { Env: [`A=${asked.env ?? ''}`] }, HostConfig: {} });
    } else {
      json(response, url === '/v1.41/info' ? info : { message: 'page not found' }, url === '/v1.41/info' ? 200 : 404);
    }
  });
}

async function look(endpoints: readonly string[], options: CollectOptions): Promise<Snapshot> {
  const connections = await connect(readerHere(), { host: endpoints }, { timeLimit: 2000 });
  const snapshot = await collect(hostAt(machine, connections), options);
  connections.close();
  return snapshot;
}

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];
const one: Played = { info: { ID: 'ONE', Name: 'host', KernelVersion: '6.1.0' }, containers: [{ id: a, name: 'web', pid: 100, env: 'firstsecret' }] };
const other: Played = { info: { ID: 'TWO', Name: 'host', KernelVersion: '9.9.9' }, containers: [{ id: b, name: 'web', pid: 200, env: 'othersecret' }, { id: c, name: 'old', state: 'exited' }] };

describe('several engines in one snapshot', { timeout: 20_000 }, () => {
  it('each container comes with the engine that has it, and is looked up in its answers', async () => {
    await withEngine(playing(one), async (first) => withEngine(playing(other), async (second) => {
      const snapshot = await look([first.endpoint, second.endpoint], { depth: 'list' });
      const containers = containersOf(snapshot);
      assert.deepEqual(containers.map(({ id, engine, pid }) => [id, engine?.endpoint, pid]), [[a, first.endpoint, 100], [b, second.endpoint, 200]]);
      assert.deepEqual(Object.keys(snapshot.otherEngines ?? {}), [second.endpoint]);
      assert.ok(Object.hasOwn(snapshot.engine, `GET /containers/${a}/json`));
      assert.doesNotMatch(JSON.stringify(snapshot), /firstsecret|othersecret/);
      assert.deepEqual(findContainer(snapshot, containers, 'web'), { ambiguous: [`web (${a.slice(0, 12)})`, `web (${b.slice(0, 12)})`] });
    }));
  });

  it('a stopped one is looked for in all', async () => {
    await withEngine(playing(one), async (first) => withEngine(playing(other), async (second) => {
      const snapshot = await look([first.endpoint, second.endpoint], { depth: 'facts', subject: 'old' });
      assert.equal(snapshot.subject, c);
      assert.ok(Object.hasOwn(snapshot.otherEngines?.[second.endpoint] ?? {}, `GET /containers/${c}/json`));
    }));
  });

  it('one engine alone leaves no word of others', async () => {
    await withEngine(playing(one), async (first) => {
      assert.equal('otherEngines' in await look([first.endpoint], { depth: 'list' }), false);
    });
  });

  it('an engine that two ways lead to is there once', async () => {
    await withEngine(playing(one), async (first) => withEngine(playing(one), async (twin) => {
      const snapshot = await look([first.endpoint, twin.endpoint], { depth: 'list' });
      assert.deepEqual(snapshot.engines.map(({ endpoint }) => endpoint), [first.endpoint]);
      assert.equal(containersOf(snapshot).length, 1);
    }));
  });

  it('one whose id says nothing is not doubled either', async () => {
    const podmanLike = (id: string): Played => ({ ...one, info: { ID: id } });
    await withEngine(playing(podmanLike('')), async (first) => withEngine(playing(podmanLike('')), async (twin) => {
      const snapshot = await look([first.endpoint, twin.endpoint], { depth: 'list' });
      assert.equal(snapshot.engines.length, 2);
      assert.deepEqual(containersOf(snapshot).map(({ engine }) => engine?.endpoint), [first.endpoint]);
    }));
  });

  it('one that hangs when it is asked costs its own containers only', async () => {
    const hangs = dockerThat(() => undefined);
    await withEngine(hangs, async (first) => withEngine(playing(other), async (second) => {
      const snapshot = await look([first.endpoint, second.endpoint], { depth: 'list', engineLimit: 2000 });
      assert.deepEqual(snapshot.engines.map(({ endpoint, status }) => [endpoint, status]), [[first.endpoint, 'timeout'], [second.endpoint, 'ok']]);
      assert.deepEqual(containersOf(snapshot).map(({ id }) => id), [b]);
    }));
  });
});
