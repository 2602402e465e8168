import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connect, connectAmong } from '../../../src/sources/connect.js';
import type { EndpointChoice } from '../../../src/sources/endpoints.js';
import { readerHere } from '../../../src/sources/host.js';
import { dockerThat, json, withEngine } from './engineOverSocket.js';

const absent: EndpointChoice = { endpoint: 'unix:///nonexistent/docker.sock', chosenBy: 'default', why: 'default' };
const missing: EndpointChoice = { endpoint: 'unix:///nonexistent/other.sock', chosenBy: 'well-known', why: 'Colima' };
const docker = dockerThat((_, response) => json(response, {}));

describe('connecting', () => {
  it('takes the first that answers, and says what failed before', async () => {
    await withEngine(docker, async ({ endpoint }) => {
      const second: EndpointChoice = { endpoint, chosenBy: 'well-known', why: 'Docker Desktop' };
      const { engines, states, diagnoses } = await connectAmong(readerHere(), [absent, missing, second, absent]);
      engines.forEach((engine) => engine.close());
      assert.deepEqual(states.map(({ status, chosenBy }) => [status, chosenBy]), [['absent', 'default'], ['ok', 'well-known']]);
      assert.equal(engines.length, 1);
      assert.deepEqual(diagnoses.map(({ endpoint: failed, status }) => [failed, status]), [[absent.endpoint, 'absent']]);
    });
  });

  it('nothing answers: each that was chosen is named with its reason, well-known ones that are not there are not', async () => {
    const { engines, states, diagnoses } = await connectAmong(readerHere(), [absent, missing]);
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
