import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readConcept } from '../../../src/explain/concepts/readConcept.js';
import { truthOf } from '../../../src/explain/concepts/truths.js';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { explain } from '../../../src/explain/explain.js';
import type { EngineState } from '../../../src/model/snapshot.js';
import { conceptMessageOf } from '../../../src/views/concept/conceptMessageOf.js';
import { seenOf } from '../../../src/views/concept/seen.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';

test('the truths count every container that runs, however many there are', () => {
  const recorded = snapshotOfFixture('docker-limited-v1');
  const [one] = containersOf(recorded, {}).filter(({ name }) => name === 'rt-limited');
  assert.ok(one !== undefined);
  const isolation = build(recorded, one, [one]);
  const containers = Array.from({ length: 150 }, (_, index) => ({ ...one, id: `${String(index)}-${one.id}` }));
  const seen = seenOf({ snapshot: recorded, containers, complete: true }, () => ({ isolation, explanation: explain(isolation) }));
  assert.equal(truthOf('memory', seen), '150 of 150 limited');
  assert.deepEqual(seenOf({ snapshot: recorded, containers, complete: true }, () => ({ problem: 'x' })).isolations, []);
});

const page = () => readConcept('docker', readFileSync(new URL('../../../media/concepts/en/docker.md', import.meta.url), 'utf8'));

test('an engine that was tried in vain is told apart from one that nobody installed', () => {
  const recorded = snapshotOfFixture('docker-limited-v1');
  const told = (engine: Partial<EngineState>) => {
    const snapshot = { ...recorded, engines: recorded.engines.map((one) => ({ ...one, ...engine })) };
    return conceptMessageOf(page(), { known: { snapshot, containers: [], complete: true }, running: [] }).notAllAsked;
  };
  assert.deepEqual([told({}), told({ status: 'denied', chosenBy: 'default' }), told({ status: 'absent', chosenBy: 'DOCKER_HOST' })], [false, true, true]);
  assert.deepEqual([told({ status: 'absent', chosenBy: 'default' }), told({ status: 'absent', chosenBy: 'well-known' })], [false, false]);
  assert.equal(told({ status: 'absent', chosenBy: 'default', answeredBefore: true }), true, 'it was stopped a moment ago');
});

test('a container of another machine is none of this one: neither in the truths, nor in the picture of its stack, nor in its matrix', () => {
  const recorded = snapshotOfFixture('docker-limited-v1');
  const elsewhere = {
    ...recorded, engines: recorded.engines.map((engine) => ({ ...engine, endpoint: 'ssh://there' })),
    files: Object.fromEntries(Object.entries(recorded.files).filter(([path]) => !/^\/proc\/\d/.test(path))),
  };
  for (const [snapshot, count] of [[recorded, 1], [elsewhere, 0]] as const) {
    const containers = containersOf(snapshot, {}).filter(({ name }) => name === 'rt-limited');
    const [one] = containers;
    assert.ok(one !== undefined);
    const isolation = build(snapshot, one, containers);
    const known = { snapshot, containers, complete: true };
    assert.equal(seenOf(known, () => ({ isolation, explanation: explain(isolation) })).isolations.length, count);
    const { machine, containers: offered } = conceptMessageOf(page(), { known, running: containers });
    assert.deepEqual([machine?.stack.containers.length, (machine?.matrix?.rows.length ?? 1) - 1, offered.length], [count, count, 1]);
  }
});
