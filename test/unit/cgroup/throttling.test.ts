/** Throttling is counted where the quota is: in the container's own cgroup, or in a group above. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kernelCgroupOf } from '../../../src/model/cgroup.js';
import { cgroupViewOf } from '../../../src/model/cgroupLevels.js';
import { cgroupFilesIn } from '../../../src/model/cgroupFiles.js';
import { isRead, read, unread } from '../../../src/model/reading.js';
import type { Entry } from '../../../src/model/snapshot.js';
import { madeUp, v1Mounts, v2Mount } from './madeUp.js';

const v2Stat = (periods: number, usec: number) => `usage_usec 9\nnr_periods ${periods}\nnr_throttled ${periods - 1}\nthrottled_usec ${usec}\n`;
const v1Stat = (periods: number, nsec: number) => `nr_periods ${periods}\nnr_throttled ${periods - 1}\nthrottled_time ${nsec}\n`;

function v2(files: Readonly<Record<string, Entry>>) {
  const below = Object.entries(files).map(([name, text]) => [`/sys/fs/cgroup/${name}`, text]);
  return madeUp({ '/proc/self/mountinfo': v2Mount, '/proc/7/cgroup': '0::/slice/box\n', ...Object.fromEntries(below) as Record<string, Entry> });
}

function v1(files: Readonly<Record<string, Entry>>) {
  const below = Object.entries(files).map(([name, text]) => [`/sys/fs/cgroup/cpu/${name}`, text]);
  return madeUp({ '/proc/self/mountinfo': v1Mounts('cpu'), '/proc/7/cgroup': '1:cpu:/slice/box\n', ...Object.fromEntries(below) as Record<string, Entry> });
}

function throttlingOf(snapshot: ReturnType<typeof madeUp>) {
  const { periods, throttledPeriods, throttledTime } = kernelCgroupOf(snapshot, read('/proc/7', '/proc/7')).cpu;
  return [periods, throttledPeriods, throttledTime];
}

const counted = (file: string, periods: number, seconds: number) => [read(periods, file), read(periods - 1, file), read(seconds, file)];

test('v2: the level that decides', () => {
  const stats = { 'slice/box/cpu.stat': v2Stat(1, 0), 'slice/cpu.stat': v2Stat(80, 1500000) };
  const parent = counted('/sys/fs/cgroup/slice/cpu.stat', 80, 1.5);
  const own = counted('/sys/fs/cgroup/slice/box/cpu.stat', 1, 0);
  assert.deepEqual(throttlingOf(v2({ ...stats, 'slice/box/cpu.max': 'max 100000\n', 'slice/cpu.max': '50000 100000\n' })), parent);
  assert.deepEqual(throttlingOf(v2({ ...stats, 'slice/box/cpu.max': '60000 100000\n', 'slice/cpu.max': '50000 100000\n' })), parent);
  assert.deepEqual(throttlingOf(v2({ ...stats, 'slice/box/cpu.max': '50000 100000\n', 'slice/cpu.max': '50000 100000\n' })), own);
  assert.deepEqual(throttlingOf(v2({ ...stats, 'slice/box/cpu.max': 'max 100000\n', 'slice/cpu.max': 'max 100000\n' })), own);
  assert.deepEqual(throttlingOf(v2({ ...stats, 'slice/box/cpu.max': '50000 100000\n', 'slice/cpu.max': { unread: 'denied' } })), own);
});

test('v1: the level that decides', () => {
  const stats = { 'slice/box/cpu.stat': v1Stat(1, 0), 'slice/cpu.stat': v1Stat(80, 1500000000) };
  const quota = (own: string, above: string) => ({
    'slice/box/cpu.cfs_quota_us': own, 'slice/box/cpu.cfs_period_us': '100000\n', 'slice/cpu.cfs_quota_us': above, 'slice/cpu.cfs_period_us': '100000\n',
  });
  assert.deepEqual(throttlingOf(v1({ ...stats, ...quota('-1\n', '50000\n') })), counted('/sys/fs/cgroup/cpu/slice/cpu.stat', 80, 1.5));
  assert.deepEqual(throttlingOf(v1({ ...stats, ...quota('50000\n', '-1\n') })), counted('/sys/fs/cgroup/cpu/slice/box/cpu.stat', 1, 0));
});

test('where the deciding level\'s count was not read, the container\'s own is no answer', () => {
  const files = { 'slice/box/cpu.stat': v2Stat(1, 0), 'slice/box/cpu.max': 'max 100000\n', 'slice/cpu.max': '50000 100000\n', 'slice/cpu.stat': { unread: 'denied' } as const };
  const denied = unread('denied', '/sys/fs/cgroup/slice/cpu.stat');
  assert.deepEqual(throttlingOf(v2(files)), [denied, denied, denied]);
});

test('the count of every level is asked for', () => {
  for (const [snapshot, at] of [[v2({}), '/sys/fs/cgroup'], [v1({}), '/sys/fs/cgroup/cpu']] as const) {
    const view = cgroupViewOf(snapshot, '/proc/7');
    assert.ok(isRead(view));
    const files = cgroupFilesIn(view.value).filter((file) => file.endsWith('/cpu.stat'));
    assert.deepEqual(files.sort(), [`${at}/cpu.stat`, `${at}/slice/box/cpu.stat`, `${at}/slice/cpu.stat`]);
  }
});
