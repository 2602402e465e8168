import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cgroupViewOf } from '../../../src/model/cgroupLevels.js';
import { isRead } from '../../../src/model/reading.js';
import { containersOf } from '../../../src/model/containers.js';
import { liveFiles, liveFilesIn, sampleOf } from '../../../src/model/sample.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { madeUp, v1Mounts, v2Mount } from './madeUp.js';

const box = '/sys/fs/cgroup/box';
const first = new Map([
  [`${box}/memory.current`, '1000\n'], [`${box}/memory.stat`, 'anon 5\ninactive_file 100\n'],
  [`${box}/cpu.stat`, 'usage_usec 1000000\n'], [`${box}/pids.current`, '3\n'], [`${box}/io.stat`, '8:0 rbytes=5 wbytes=6\n'],
]);

test('one look at the files of v2', () => {
  assert.deepEqual(sampleOf(first, 5000, null), { at: 5000, memory: 900, cpu: null, pids: 3, readBytes: 5, writeBytes: 6, cpuSeconds: 1 });
});

test('cores are CPU seconds by seconds', () => {
  const second = new Map([...first, [`${box}/cpu.stat`, 'usage_usec 1750000\n']]);
  assert.equal(sampleOf(second, 6500, sampleOf(first, 5000, null)).cpu, 0.5);
  const v1 = (nanoseconds: number) => new Map([['/sys/fs/cgroup/cpuacct/box/cpuacct.usage', `${nanoseconds}\n`]]);
  assert.equal(sampleOf(v1(4e9), 2000, sampleOf(v1(2e9), 1000, null)).cpu, 2);
});

test('no cores where no time has passed, the counter went back, or one look failed', () => {
  const before = sampleOf(first, 5000, null);
  assert.equal(sampleOf(first, 5000, before).cpu, null);
  assert.equal(sampleOf(first, 4000, before).cpu, null);
  assert.equal(sampleOf(new Map([[`${box}/cpu.stat`, 'usage_usec 5\n']]), 6000, before).cpu, null);
  assert.equal(sampleOf(new Map(), 6000, before).cpu, null);
  assert.equal(sampleOf(first, 6000, sampleOf(new Map(), 5000, null)).cpu, null);
  assert.equal(sampleOf(first, 6000, before).cpu, 0);
});

test('the cgroup of another machine is not looked for here', () => {
  const snapshot = snapshotOfFixture('docker-limited-v2');
  const container = containersOf(snapshot).find(({ name }) => name === 'v2-limited');
  assert.ok(container);
  assert.notDeepEqual(liveFiles(snapshot, container), []);
  assert.deepEqual(liveFiles({ ...snapshot, far: { endpoint: 'ssh://there' } }, container), []);
});

test('what was not read is null, never 0', () => {
  assert.deepEqual(sampleOf(new Map(), 1, null), { at: 1, memory: null, cpu: null, pids: null, readBytes: null, writeBytes: null, cpuSeconds: null });
  const rubbish = new Map([...first.keys()].map((path) => [path, 'x']));
  assert.deepEqual(sampleOf(rubbish, 1, null), sampleOf(new Map(), 1, null));
});

test('memory without its stat file is the usage as it is', () => {
  assert.equal(sampleOf(new Map([[`${box}/memory.current`, '1000\n']]), 1, null).memory, 1000);
});

function live(mountinfo: string, cgroup: string) {
  const view = cgroupViewOf(madeUp({ '/proc/self/mountinfo': mountinfo, '/proc/self/cgroup': '0::/\n', '/proc/7/cgroup': cgroup }), '/proc/7');
  return isRead(view) ? liveFilesIn(view.value) : [];
}

test('a handful of files on v2 and on v1', () => {
  assert.deepEqual(live(v2Mount, '0::/box\n'), ['memory.current', 'memory.stat', 'cpu.stat', 'pids.current', 'io.stat'].map((name) => `${box}/${name}`));
  assert.deepEqual(live(v1Mounts('memory', 'cpuacct'), '2:memory:/box\n1:cpuacct:/box\n'), [
    '/sys/fs/cgroup/memory/box/memory.usage_in_bytes', '/sys/fs/cgroup/memory/box/memory.stat', '/sys/fs/cgroup/cpuacct/box/cpuacct.usage',
  ]);
  assert.deepEqual(live(v2Mount, '0::/\n'), []);
});

test('cpu time comes from the unified hierarchy where cpuacct has no cgroup of its own', () => {
  const hybrid = `${v1Mounts('cpuacct')}40 22 0:40 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n`;
  assert.deepEqual(live(hybrid, '1:cpuacct:/\n0::/box\n').filter((path) => path.includes('cpu')), ['/sys/fs/cgroup/unified/box/cpu.stat']);
});
