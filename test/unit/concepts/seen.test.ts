import assert from 'node:assert/strict';
import { test } from 'node:test';
import { truthOf } from '../../../src/explain/concepts/truths.js';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { explain } from '../../../src/explain/explain.js';
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
