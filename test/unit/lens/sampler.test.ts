/** Whose usage is followed, and by what: its cgroup files, its engine's count, or nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/explain/explain.js';
import { LazyMachine } from '../../../src/lazyMachine.js';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';

const docker = snapshotOfFixture('docker-limited-v1');
const machine = new LazyMachine(() => ({ host: '', engines: [] }), (_, error) => assert.fail(String(error)));

/** Whether each container has a sampler. */
function followed(snapshot: Snapshot): readonly boolean[] {
  const containers = containersOf(snapshot, {});
  assert.ok(containers.length > 0);
  return containers.map((container) => {
    const isolation = build(snapshot, container, containers);
    return machine.sampler({ snapshot, containers, complete: true, container, isolation, explanation: explain(isolation) }) !== null;
  });
}

test('a container here is followed by its files, one elsewhere by its engine', () => {
  const elsewhere = { ...docker, files: Object.fromEntries(Object.entries(docker.files).filter(([path]) => !/^\/proc\/\d/.test(path))) };
  assert.deepEqual([followed(docker), followed(elsewhere)].flat().filter((is) => !is), []);
});

test('what no engine made is not followed by one that happens to be there', () => {
  for (const fixture of ['bwrap-root', 'chroot-only', 'unshare-root']) {
    const { engines, engine } = docker;
    const beside = { ...snapshotOfFixture(fixture), engines, engine: { 'GET /info': engine['GET /info'] } };
    const containers = containersOf(beside, {}).filter((one) => one.engine === null);
    assert.ok(containers.length > 0, fixture);
    assert.deepEqual(followed(beside), followed(snapshotOfFixture(fixture)), fixture);
  }
});
