import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connect, connectAmong } from '../../../src/sources/connect.js';
import type { EndpointChoice } from '../../../src/sources/endpoints.js';
import { readerHere } from '../../../src/sources/host.js';
import { EnginePool } from '../../../src/sources/pool.js';
import { dockerThat, json, withEngine } from './engineOverSocket.js';

const absent: EndpointChoice = { endpoint: 'unix:///nonexistent/docker.sock', chosenBy: 'default', why: 'default' };
const missing: EndpointChoice = { endpoint: 'unix:///nonexistent/other.sock', chosenBy: 'well-known', why: 'Colima' };
const docker = dockerThat((_, response) => json(response, {}));

describe('connecting', () => {
  it('takes each that answers, and says what failed', async () => {
    await withEngine(docker, async ({ endpoint }) => {
      const second: EndpointChoice = { endpoint, chosenBy: 'well-known', why: 'Docker Desktop' };
      const pool = new EnginePool();
      const { engines, states, diagnoses } = await connectAmong(readerHere(), [absent, missing, second], pool);
      pool.close();
      assert.deepEqual(states.map(({ status, chosenBy }) => [status, chosenBy]), [['absent', 'default'], ['ok', 'well-known']]);
      assert.equal(engines.length, 1);
      assert.deepEqual(diagnoses.map(({ endpoint: failed, status }) => [failed, status]), [[absent.endpoint, 'absent']]);
    });
  });

  it('nothing answers: each that was chosen is named with its reason, well-known ones that are not there are not', async () => {
    const { engines, states, diagnoses } = await connectAmong(readerHere(), [absent, missing], new EnginePool());
    assert.deepEqual([engines.length, states.length, diagnoses.length], [0, 1, 1]);
    assert.equal(diagnoses[0]?.facts.platform, process.platform);
  });

  it('whoever chose an engine gets no other one', async () => {
    const { states } = await connect(readerHere(), { host: 'unix:///nonexistent/x.sock' });
    assert.deepEqual(states.map(({ endpoint, chosenBy, status }) => [endpoint, chosenBy, status]), [['unix:///nonexistent/x.sock', 'option', 'absent']]);
  });

  it('a context that is not in the store is said before anything is tried', async () => {
    const { states } = await connect(readerHere(), { context: 'there is no such context' });
    assert.equal(states[0]?.status, 'absent');
    assert.match(states[0].detail ?? '', /not in the context store/);
  });
});

describe('several engines', { timeout: 20_000 }, () => {
  const chosen = (endpoint: string): EndpointChoice => ({ endpoint, chosenBy: 'setting', why: '' });
  const wellKnown = (endpoint: string): EndpointChoice => ({ endpoint, chosenBy: 'well-known', why: 'Colima', product: 'Colima' });
  const silent = dockerThat(() => undefined);

  it('one that does not answer is waited for no longer than the patience, and told of when it does', async () => {
    let answer: (() => void) | undefined;
    await withEngine((request, response) => {
      answer = () => docker(request, response);
    }, async (slow) => withEngine(docker, async (quick) => {
      const { promise: late, resolve } = withResolvers();
      const pool = new EnginePool({ patience: 50, onLate: resolve });
      const choices = [chosen(slow.endpoint), wellKnown(quick.endpoint)];
      const first = await connectAmong(readerHere(), choices, pool);
      assert.deepEqual(first.states.map(({ endpoint, status }) => [endpoint, status]), [[slow.endpoint, 'timeout'], [quick.endpoint, 'ok']]);
      assert.deepEqual(first.diagnoses.map(({ endpoint }) => endpoint), [slow.endpoint]);
      answer?.();
      await late;
      const { states } = await connectAmong(readerHere(), choices, pool);
      pool.close();
      assert.deepEqual(states.map(({ endpoint, status }) => [endpoint, status]), [[slow.endpoint, 'ok'], [quick.endpoint, 'ok']]);
    }));
  });

  it('a well-known one that is none is left out beside one that answers, but not once it has answered', async () => {
    await withEngine((_, response) => json(response, 'no engine'), async (rubbish) => withEngine(docker, async (quick) => withEngine(docker, async (stops) => {
      const pool = new EnginePool({ patience: 2000 });
      const choices = [chosen(quick.endpoint), wellKnown(rubbish.endpoint), wellKnown(stops.endpoint)];
      const before = await connectAmong(readerHere(), choices, pool);
      assert.deepEqual(before.states.map(({ endpoint, status }) => [endpoint, status]), [[quick.endpoint, 'ok'], [stops.endpoint, 'ok']]);
      await stops.stop();
      const after = await connectAmong(readerHere(), choices, pool);
      assert.deepEqual(after.states.map(({ endpoint, status }) => [endpoint, status]), [[quick.endpoint, 'ok'], [stops.endpoint, 'absent']]);
      assert.equal(after.states[1]?.answeredBefore, true);
      assert.deepEqual(after.diagnoses.map(({ endpoint }) => endpoint), [stops.endpoint]);
      await stops.start();
      const again = await connectAmong(readerHere(), choices, pool);
      pool.close();
      assert.equal(again.states[1]?.status, 'ok');
    })));
  });

  it('each engine has its own time limit', async () => {
    await withEngine((request) => void request.resume(), async (hangs) => withEngine(silent, async (quick) => {
      const { states, close } = await connect(readerHere(), { host: [hangs.endpoint, quick.endpoint] }, { timeLimit: 200 });
      close();
      assert.deepEqual(states.map(({ status }) => status), ['timeout', 'ok']);
    }));
  });

  it('ways stay open: a second look asks over the same connection', async () => {
    const sockets = new Set<unknown>();
    await withEngine((request, response) => {
      sockets.add(request.socket);
      docker(request, response);
    }, async ({ endpoint }) => {
      const pool = new EnginePool();
      await connectAmong(readerHere(), [chosen(endpoint)], pool);
      await connectAmong(readerHere(), [chosen(endpoint)], pool);
      pool.close();
      assert.equal(sockets.size, 1);
    });
  });
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
