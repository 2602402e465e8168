/** Engines that stop answering in the middle of a look, and such that list rubbish. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { containersOf } from '../../../src/model/containers.js';
import { isRead } from '../../../src/model/reading.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { type CollectOptions, collect } from '../../../src/sources/collect.js';
import { type Engine, connectEngine, isEngine } from '../../../src/sources/connection.js';
import { hostAt } from '../../../src/sources/host.js';
import { forOneLook } from '../../../src/sources/oneLook.js';
import { type Answers, dockerThat, json, withEngine } from './engineOverSocket.js';
import { type FakeMachine, fakeMachine } from './fakeProc.js';

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine();
});
afterEach(() => rmSync(machine.folder, { recursive: true }));

const ids = Array.from({ length: 60 }, (_, index) => String(index).padStart(64, 'a'));
const listing = (others: Answers): Answers => dockerThat((request, response) => (
  request.url === '/v1.41/containers/json' ? json(response, ids.map((id) => ({ Id: id, Names: [`/${id}`], State: 'running' }))) : others(request, response)
));

async function withConnected(answers: Answers, timeLimit: number, test: (engine: Engine, requests: string[]) => Promise<void>): Promise<void> {
  await withEngine(answers, async ({ endpoint, requests }) => {
    const engine = await connectEngine({ endpoint, chosenBy: 'option', why: '' }, { timeLimit });
    assert.ok(isEngine(engine));
    await test(engine, requests);
    engine.close();
  });
}

async function look(engine: Engine, options: CollectOptions): Promise<Snapshot> {
  return collect(hostAt(machine, { engines: [engine], states: [engine.state], diagnoses: [], close: () => undefined }), options);
}

const inspections = (requests: readonly string[]): number => requests.filter((each) => each.includes('/containers/a')).length;

describe('an engine that stops answering within a look', { timeout: 30_000 }, () => {
  it('is asked nothing more after it let one call run out of time, and is no engine that is well', async () => {
    await withConnected(listing(() => undefined), 200, async (engine, requests) => {
      const snapshot = await look(engine, { depth: 'facts', top: true });
      assert.equal(snapshot.engines[0]?.status, 'timeout');
      assert.match(snapshot.engines[0].detail ?? '', /no answer within 0\.2 s/);
      assert.equal(containersOf(snapshot).length, ids.length);
      assert.ok(inspections(requests) <= 8);
      const answer = snapshot.engine[`GET /containers/${ids[59] ?? ''}/json`];
      assert.deepEqual(answer, { unread: 'failed', detail: 'no answer within 0.2 s' });
    });
  });

  it('that is slow with each call has so much time for all of them', async () => {
    const slow: Answers = (_, response) => void setTimeout(() => json(response, {}), 100);
    await withConnected(listing(slow), 5000, async (engine, requests) => {
      const bounded = forOneLook(engine, 250);
      const readings = await Promise.all(ids.map((id) => bounded.get(`/containers/${id}/json`)));
      assert.ok(readings.some(isRead));
      assert.ok(!readings.every(isRead));
      assert.equal(bounded.lastTrouble?.status, 'timeout');
      assert.ok(inspections(requests) < ids.length);
    });
  });

  it('has its time counted only while it is waited for', async () => {
    await withConnected(dockerThat((_, response) => json(response, {})), 5000, async (engine) => {
      const bounded = forOneLook(engine, 500);
      assert.ok(isRead(await bounded.get('/info')));
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.ok(isRead(await bounded.get('/info')));
      assert.equal(bounded.lastTrouble, undefined);
    });
  });

  it('keeps its list where the list of all is not told any more', async () => {
    await withConnected(listing(() => undefined), 100, async (engine) => {
      const snapshot = await look(engine, { depth: 'facts', subject: 'nobody' });
      assert.equal(snapshot.engines[0]?.status, 'timeout');
      assert.equal(containersOf(snapshot).length, ids.length);
    });
  });

  it('has nothing under way and is asked nothing once it is given up', async () => {
    await withConnected(dockerThat(() => undefined), 5000, async (engine, requests) => {
      const bounded = forOneLook(engine);
      const asked = bounded.get('/info');
      while (requests.length < 2) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      bounded.giveUp({ status: 'timeout', detail: 'too slow' });
      assert.deepEqual([await asked, await bounded.get('/nodes')], ['/info', '/nodes'].map((path) => ({ unread: 'failed', from: `GET ${path}`, detail: 'too slow' })));
      assert.equal(requests.length, 2);
    });
  });

  it('and says more than fits into memory is asked nothing more in this look', async () => {
    const long: Answers = (_, response) => json(response, { Long: 'x'.repeat(256 * 1024) });
    await withConnected(listing(long), 5000, async (engine, requests) => {
      const bounded = forOneLook(engine, 10_000, 4 * 1024 * 1024);
      const readings = await Promise.all(ids.map((id) => bounded.get(`/containers/${id}/json`)));
      assert.ok(readings.some(isRead));
      assert.deepEqual(bounded.lastTrouble, { status: 'malformed', detail: 'its answers to one look are longer than 4 MB' });
      assert.ok(readings.filter(isRead).length < 16);
      assert.ok(inspections(requests) < 16 + 8);
      assert.deepEqual(await bounded.get('/info'), { unread: 'failed', from: 'GET /info', detail: 'its answers to one look are longer than 4 MB' });
    });
  });

  it('tells no more than a few MB about one container', async () => {
    await withConnected(listing((_, response) => json(response, { Long: 'x'.repeat(5 * 1024 * 1024) })), 5000, async (engine) => {
      const from = 'GET /containers/a/json';
      assert.deepEqual(await forOneLook(engine).get('/containers/a/json'), { unread: 'malformed', from, detail: 'an answer longer than 4 MB' });
      assert.ok(isRead(await forOneLook(engine).get('/info')));
    });
  });

  it('lists more containers than are inspected: the others by their names, and each when it is opened', async () => {
    const many = Array.from({ length: 2003 }, (_, index) => String(index).padStart(64, 'a'));
    const crowd = dockerThat((request, response) => (
      request.url === '/v1.41/containers/json' ? json(response, many.map((id) => ({ Id: id, Names: [`/${id}`], State: 'running' }))) : json(response, {})
    ));
    await withConnected(crowd, 5000, async (engine, requests) => {
      const last = many.at(-1) ?? '';
      const snapshot = await look(engine, { depth: 'list' });
      assert.equal(inspections(requests), 2000);
      assert.equal(containersOf(snapshot).length, many.length);
      assert.deepEqual(snapshot.engine[`GET /containers/${last}/json`], { unread: 'failed', detail: 'not asked: the engine lists more than 2000 running containers' });
      assert.deepEqual((await look(engine, { depth: 'list', subject: last })).engine[`GET /containers/${last}/json`], {});
    });
  });

  it('is asked anew in the next look', async () => {
    let hangs = true;
    await withConnected(dockerThat((_, response) => (hangs ? undefined : json(response, {}))), 100, async (engine) => {
      assert.ok(!isRead(await forOneLook(engine).get('/info')));
      hangs = false;
      assert.ok(isRead(await forOneLook(engine).get('/info')));
    });
  });

  it('by closing every connection after its list is not well either', async () => {
    await withConnected(listing((request) => request.socket.destroy()), 2000, async (engine) => {
      const snapshot = await look(engine, { depth: 'list' });
      assert.notEqual(snapshot.engines[0]?.status, 'ok');
      assert.equal(containersOf(snapshot).length, ids.length);
    });
  });

  for (const rubbish of [{}, null, 'containers', 7]) {
    it(`or lists ${JSON.stringify(rubbish)} is malformed`, async () => {
      await withConnected(dockerThat((_, response) => json(response, rubbish)), 2000, async (engine) => {
        const snapshot = await look(engine, { depth: 'list' });
        assert.deepEqual([snapshot.engines[0]?.status, snapshot.engines[0]?.detail], ['malformed', 'its answer is no list of containers']);
      });
    });
  }

  it('one container that cannot be inspected leaves the engine as it is', async () => {
    await withConnected(listing((_, response) => json(response, { message: 'broken' }, 500)), 2000, async (engine) => {
      assert.equal((await look(engine, { depth: 'list' })).engines[0]?.status, 'ok');
    });
  });
});
