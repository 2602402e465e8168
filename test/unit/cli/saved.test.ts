/** Snapshots that were damaged after they were saved. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { called } from './called.js';
import { temporaryFolder } from './folders.js';

const recorded = snapshotOfFixture('docker-limited-v1');
const whole = { ...recorded, subject: 'rt-limited' };
const [aFile = ''] = Object.keys(whole.files);
const [anEngine] = whole.engines;
const folder = temporaryFolder();
const file = join(folder.path, 'damaged.json');
after(() => folder.remove());

function explaining(value: unknown) {
  writeFileSync(file, JSON.stringify(value));
  return called('explain', '--snapshot', file, '--json');
}

describe('a damaged snapshot is named with the key that is damaged', () => {
  const damages: readonly [object, string][] = [
    [{ subject: 7 }, 'subject is neither a text nor null'],
    [{ subject: undefined }, 'subject is neither a text nor null'],
    [{ takenAt: null }, 'takenAt is not a text'],
    [{ reader: 'me' }, 'reader is none of '],
    [{ roots: { proc: '/proc' } }, 'roots.sys is not a text'],
    [{ roots: { proc: 1, sys: '/sys' } }, 'roots.proc is not a text'],
    [{ roots: [] }, 'roots is not an object'],
    [{ engines: {} }, 'engines is not a list'],
    [{ engines: [null] }, 'engines[0] is not an object'],
    [{ engines: [anEngine, { ...anEngine, kind: 'lxd' }] }, 'engines[1].kind is none of docker, podman'],
    [{ engines: [{ ...anEngine, endpoint: 5 }] }, 'engines[0].endpoint is not a text'],
    [{ engines: [{ ...anEngine, status: undefined }] }, 'engines[0].status is none of '],
    [{ engines: [{ ...anEngine, detail: {} }] }, 'engines[0].detail is not a text'],
    [{ engine: [] }, 'engine is not an object'],
    [{ otherEngines: { x: 1 } }, 'otherEngines["x"] is not an object'],
    [{ files: { ...whole.files, [aFile]: 1 } }, `files[${JSON.stringify(aFile)}] is neither a text`],
    [{ files: { '/x': null } }, 'files["/x"] is neither a text'],
    [{ files: { '/x': { link: 1 } } }, 'files["/x"].link is not a text'],
    [{ files: { '/x': { list: ['a', 1] } } }, 'files["/x"].list[1] is not a text'],
    [{ files: { '/x': { unread: 'because' } } }, 'files["/x"].unread is none of '],
  ];
  for (const [damage, said] of damages) {
    test(said, async () => {
      const { code, out, err } = await explaining({ ...whole, ...damage });
      assert.deepEqual([code, out], [1, '']);
      assert.ok(err.startsWith(`isolation-lens: The snapshot ${file} is damaged: ${said}`), err);
    });
  }
});

/** Every place in a value: the keys that lead to it. */
function placesIn(value: unknown, deepest: number, here: readonly string[] = []): readonly (readonly string[])[] {
  return typeof value === 'object' && value !== null && deepest > 0
    ? Object.entries(value).flatMap(([key, inner]) => [[...here, key], ...placesIn(inner, deepest - 1, [...here, key])]) : [];
}

function changedAt(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) {
    return to;
  }
  const entries = Object.entries(value as Record<string, unknown>).map(([name, inner]) => [name, name === key ? changedAt(inner, rest, to) : inner] as const);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

test('whatever stands in its place, wherever: an answer or one plain line', { timeout: 60_000 }, async () => {
  const shallow = placesIn({ ...whole, files: {}, engine: {} }, 4);
  const places = fc.oneof(fc.constantFrom(...shallow), fc.constantFrom(...placesIn(whole, 6)));
  const anything = fc.oneof(fc.constant(undefined), fc.constant(null), fc.constant({}), fc.constant([]), fc.jsonValue());
  await fc.assert(fc.asyncProperty(places, anything, async (place, to) => {
    const { code, out, err } = await explaining(changedAt(whole, place, to));
    assert.ok(code === 0 || (code === 1 && out === ''));
    assert.doesNotMatch(err, /undefined|Cannot |is not (a function|iterable|defined)|Invalid |circular|Expected /);
    assert.ok(code === 0 || err.trimEnd().split('\n').length === 1);
  }), { numRuns: 200 });
});
