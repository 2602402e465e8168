import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containersOf } from '../../../src/model/containers.js';
import { isFrozen } from '../../../src/model/frozen.js';
import type { Entry } from '../../../src/model/snapshot.js';
import { fullId, snapshotWith } from './madeUp.js';

const a = fullId('a');
const v1Mounts = '40 30 0:37 / /sys/fs/cgroup/freezer rw - cgroup cgroup rw,freezer\n';
const v2Mounts = '40 30 0:38 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n';
const v1 = `/sys/fs/cgroup/freezer/docker/${a}/freezer.state`;
const v2 = `/sys/fs/cgroup/docker/${a}/cgroup.events`;

const cases: readonly [title: string, mountinfo: string, cgroup: string, files: Record<string, Entry>, frozen: boolean | undefined][] = [
  ['v1, frozen', v1Mounts, `6:freezer:/docker/${a}\n`, { [v1]: 'FROZEN\n' }, true],
  ['v1, thawed', v1Mounts, `6:freezer:/docker/${a}\n`, { [v1]: 'THAWED\n' }, false],
  ['v1, on the way', v1Mounts, `6:freezer:/docker/${a}\n`, { [v1]: 'FREEZING\n' }, false],
  ['v2, frozen', v2Mounts, `0::/docker/${a}\n`, { [v2]: 'populated 1\nfrozen 1\n' }, true],
  ['v2, not frozen', v2Mounts, `0::/docker/${a}\n`, { [v2]: 'populated 1\nfrozen 0\n' }, false],
  ['not readable', v2Mounts, `0::/docker/${a}\n`, { [v2]: { unread: 'denied' } }, undefined],
];

for (const [title, mountinfo, cgroup, files, frozen] of cases) {
  test(`frozen: ${title}`, () => {
    const snapshot = snapshotWith({ processes: [{ pid: 51, parent: 50, nsPids: [51, 1], cgroup }], files: { '/proc/self/mountinfo': mountinfo, ...files } });
    assert.equal(isFrozen(snapshot, '/proc/51'), frozen);
    assert.deepEqual(containersOf(snapshot).map(({ id, state }) => [id, state]), [[a, frozen === true ? 'paused' : 'running']]);
  });
}
