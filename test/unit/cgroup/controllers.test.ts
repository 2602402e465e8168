/** Single files of the controllers, as kernels write them and as they might be cut off or made up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { kernelCgroupOf } from '../../../src/model/cgroup.js';
import { sumOfService, sumOfStat } from '../../../src/model/io.js';
import { keyedCount } from '../../../src/model/keyed.js';
import { networkOf, parseNetDev } from '../../../src/model/network.js';
import { parsePressure } from '../../../src/model/pressure.js';
import { type Reading, isRead, read, valueOf } from '../../../src/model/reading.js';
import type { Entry } from '../../../src/model/snapshot.js';
import { container, madeUp, v1Mounts, v2Mount } from './madeUp.js';

function why(reading: Reading<unknown>): string {
  return isRead(reading) ? `read ${JSON.stringify(reading.value)}` : reading.unread;
}

function v2(files: Readonly<Record<string, Entry>>) {
  const own = Object.entries(files).map(([name, text]) => [`/sys/fs/cgroup/box/${name}`, text] as const);
  return kernelCgroupOf(madeUp({ '/proc/self/mountinfo': v2Mount, '/proc/7/cgroup': '0::/box\n', ...Object.fromEntries(own) }), read('/proc/7', '/proc/7'));
}

function v1(files: Readonly<Record<string, Entry>>, parent: Readonly<Record<string, Entry>> = {}) {
  const controllers = ['memory', 'cpu', 'cpuacct', 'cpuset', 'pids', 'blkio'];
  const at = (below: string, all: Readonly<Record<string, Entry>>) => Object.entries(all).map(([name, text]) => {
    const [controller = ''] = name.split('.');
    return [`/sys/fs/cgroup/${controller}/slice${below}/${name}`, text] as const;
  });
  return kernelCgroupOf(madeUp({
    '/proc/self/mountinfo': v1Mounts(...controllers),
    '/proc/7/cgroup': controllers.map((name, index) => `${index + 1}:${name}:/slice/box\n`).join(''),
    ...Object.fromEntries([...at('/box', files), ...at('', parent)]),
  }), read('/proc/7', '/proc/7'));
}

test('used is usage without inactive file pages, and names both files', () => {
  const { memory } = v2({ 'memory.current': '1000\n', 'memory.stat': 'anon 1\ninactive_file 300\n' });
  assert.deepEqual(memory.used, read(700, '/sys/fs/cgroup/box/memory.current, /sys/fs/cgroup/box/memory.stat'));
});

test('v1 takes the total of all cgroups below, not the cgroup\'s own line', () => {
  const { memory } = v1({ 'memory.usage_in_bytes': '1000\n', 'memory.stat': 'inactive_file 1\ntotal_inactive_file 300\n' });
  assert.equal(valueOf(memory.used), 700);
});

test('used is unread where one of its two files is', () => {
  assert.equal(why(v2({ 'memory.current': '1000\n' }).memory.used), 'absent');
  assert.equal(why(v2({ 'memory.current': { unread: 'gone' }, 'memory.stat': 'inactive_file 1\n' }).memory.used), 'gone');
  assert.equal(why(v2({ 'memory.current': '1000\n', 'memory.stat': 'inactive_file many\n' }).memory.used), 'malformed');
});

test('counters read a moment apart: used is never negative', () => {
  assert.equal(valueOf(v2({ 'memory.current': '1000\n', 'memory.stat': 'inactive_file 1200\n' }).memory.used), 1000);
});

test('an OOM counter that the kernel does not have is not "0 kills"', () => {
  assert.equal(why(v1({ 'memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\n' }).memory.oomKills), 'absent');
  assert.equal(valueOf(v1({ 'memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 3\n' }).memory.oomKills), 3);
  assert.equal(valueOf(v2({ 'memory.events': 'low 0\noom 9\noom_kill 2\noom_group_kill 5\n' }).memory.oomKills), 2);
});

const swaps: readonly (readonly [limit: string, both: string | undefined, swap: string])[] = [
  ['100', '150', 'read 50'],
  ['100', '100', 'read 0'],
  ['9223372036854771712', '9223372036854771712', 'read "unlimited"'],
  ['100', '9223372036854771712', 'read "unlimited"'],
  ['100', undefined, 'absent'],
];
for (const [limit, both, swap] of swaps) {
  test(`v1 swap alone: memory ${limit}, with swap ${both ?? 'not counted'} → ${swap}`, () => {
    const { memory } = v1({ 'memory.limit_in_bytes': `${limit}\n`, ...(both !== undefined && { 'memory.memsw.limit_in_bytes': `${both}\n` }) });
    assert.equal(why(memory.swapLimit), swap);
  });
}

test('v1 swap where the parent limits both together', () => {
  const { memory } = v1(
    { 'memory.limit_in_bytes': '100\n', 'memory.memsw.limit_in_bytes': '300\n' },
    { 'memory.limit_in_bytes': '80\n', 'memory.memsw.limit_in_bytes': '120\n' });
  assert.equal(valueOf(memory.swapLimit), 40);
  assert.equal(valueOf(memory.limit), 80);
});

test('v1 tells the smallest limit of levels that are out of sight, in memory.stat', () => {
  const { memory } = v1({ 'memory.limit_in_bytes': '200\n', 'memory.stat': 'hierarchical_memory_limit 50\n' });
  assert.deepEqual(memory.limit, read(50, '/sys/fs/cgroup/memory/slice/box/memory.stat'));
  assert.equal(valueOf(memory.ownLimit), 200);
});

const cpuMax: readonly (readonly [text: string, limit: string])[] = [
  ['25000 100000\n', 'read 0.25'], ['max 100000\n', 'read "unlimited"'], ['200000 50000\n', 'read 4'],
  ['25000\n', 'malformed'], ['', 'malformed'], ['25000 0\n', 'malformed'], ['1 2 3\n', 'malformed'], ['a b\n', 'malformed'],
];
for (const [text, limit] of cpuMax) {
  test(`cpu.max ${JSON.stringify(text)} → ${limit}`, () => assert.equal(why(v2({ 'cpu.max': text }).cpu.ownLimit), limit));
}

test('v1 quota and period; -1 needs no period', () => {
  assert.equal(why(v1({ 'cpu.cfs_quota_us': '50000\n', 'cpu.cfs_period_us': '100000\n' }).cpu.limit), 'read 0.5');
  assert.equal(why(v1({ 'cpu.cfs_quota_us': '-1\n' }).cpu.limit), 'read "unlimited"');
  assert.equal(why(v1({ 'cpu.cfs_quota_us': '50000\n' }).cpu.limit), 'absent');
});

test('the weight is the file\'s own number', () => {
  assert.equal(valueOf(v2({ 'cpu.weight': '20\n' }).cpu.weight), 20);
  assert.equal(valueOf(v1({ 'cpu.shares': '512\n' }).cpu.weight), 512);
});

test('times in seconds', () => {
  assert.equal(valueOf(v1({ 'cpuacct.usage': '24275198\n' }).cpu.usage), 0.024275198);
  assert.equal(valueOf(v1({ 'cpu.stat': 'nr_periods 4\nnr_throttled 1\nthrottled_time 1500000000\n' }).cpu.throttledTime), 1.5);
  const { cpu } = v2({ 'cpu.stat': 'usage_usec 587084\nnr_periods 21\nnr_throttled 15\nthrottled_usec 988699\n' });
  assert.deepEqual([cpu.usage, cpu.periods, cpu.throttledPeriods, cpu.throttledTime].map(valueOf), [0.587084, 21, 15, 0.988699]);
});

test('the effective cpuset is preferred to the one that was asked for', () => {
  assert.equal(valueOf(v1({ 'cpuset.effective_cpus': '0\n', 'cpuset.cpus': '0-1\n' }).cpu.cpuset), '0');
  assert.equal(valueOf(v1({ 'cpuset.cpus': '0-1\n' }).cpu.cpuset), '0-1');
});

test('io sums its devices, and an empty file was read', () => {
  assert.equal(sumOfStat('254:0 rbytes=327680 wbytes=1 rios=5\n8:0 rbytes=1 wbytes=2\n254:16 \n', 'rbytes'), 327681);
  assert.equal(sumOfService('254:0 Read 4096\n254:0 Write 7\n8:0 Read 1\nTotal 4104\n', 'Read'), 4097);
  assert.equal(valueOf(v2({ 'io.stat': '' }).io.readBytes), 0);
  assert.equal(valueOf(v1({ 'blkio.throttle.io_service_bytes_recursive': 'Total 0\n' }).io.writeBytes), 0);
  assert.equal(why(v2({}).io.readBytes), 'absent');
  for (const text of ['8:0 rbytes=many\n', 'x\n', '8:0 rbytes=5\n8:1rby']) {
    assert.equal(why(v2({ 'io.stat': text }).io.readBytes), 'malformed');
  }
  assert.equal(why(v1({ 'blkio.throttle.io_service_bytes_recursive': '8:0 Re' }).io.writeBytes), 'malformed');
});

test('older kernels count blkio without the levels below', () => {
  assert.equal(valueOf(v1({ 'blkio.throttle.io_service_bytes': '8:0 Read 5\n8:0 Total 5\nTotal 5\n' }).io.readBytes), 5);
});

test('io weight and limits', () => {
  assert.equal(valueOf(v2({ 'io.weight': 'default 2930\n8:0 100\n' }).io.weight), 2930);
  assert.equal(valueOf(v2({ 'io.bfq.weight': 'default 100\n' }).io.weight), 100);
  assert.equal(valueOf(v1({ 'blkio.bfq.weight': '300\n' }).io.weight), 300);
  assert.deepEqual(valueOf(v2({ 'io.max': '254:0 rbps=1048576 wbps=max riops=max wiops=max\n' }).io.limits), ['254:0 rbps=1048576 wbps=max riops=max wiops=max']);
  assert.deepEqual(valueOf(v1({
    'blkio.throttle.read_bps_device': '8:0 1048576\n8:16 5\n', 'blkio.throttle.write_bps_device': '',
    'blkio.throttle.read_iops_device': '8:0 100\n', 'blkio.throttle.write_iops_device': '',
  }).io.limits), ['8:0 rbps=1048576 riops=100', '8:16 rbps=5']);
});

test('pressure: percent and seconds; older kernels have no "full" for cpu', () => {
  assert.deepEqual(parsePressure('some avg10=0.00 avg60=0.28 avg300=0.24 total=1391300\n'), {
    some: { avg10: 0, avg60: 0.28, avg300: 0.24, totalSeconds: 1.3913 }, full: null,
  });
  assert.equal(parsePressure('some avg10=99.50 avg60=1.00 avg300=0.10 total=1\nfull avg10=3.00 avg60=0.00 avg300=0.00 total=2000000\n').full?.totalSeconds, 2);
  for (const text of ['', 'some\n', 'some avg10=x avg60=0 avg300=0 total=0', 'full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n']) {
    assert.throws(() => parsePressure(text));
  }
});

test('pressure on a machine without cgroup2 is unsupported, and where it is switched off absent', () => {
  assert.equal(why(v1({}).pressure.memory), 'unsupported');
  assert.equal(why(v2({}).pressure.memory), 'absent');
});

const heading = 'Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';

test('net/dev: interfaces with and without a blank after the colon', () => {
  const text = `${heading}    lo: 5 1 0 0 0 0 0 0 5 1 0 0 0 0 0 0\neth0:1076 14 0 0 0 0 0 0 12 1 0 0 0 0 0 0\n`;
  assert.deepEqual(parseNetDev(text), [
    { name: 'lo', receivedBytes: 5, sentBytes: 5 }, { name: 'eth0', receivedBytes: 1076, sentBytes: 12 },
  ]);
  assert.throws(() => parseNetDev(`${heading}  eth0: 1 2 3\n`), /net\/dev/);
});

function network(files: Readonly<Record<string, Entry>>) {
  const text = `${heading}  lo: 9 0 0 0 0 0 0 0 9 0 0 0 0 0 0 0\n eth0: 10 0 0 0 0 0 0 0 3 0 0 0 0 0 0 0\n eth1: 5 0 0 0 0 0 0 0 4 0 0 0 0 0 0 0\n`;
  const snapshot = madeUp({
    '/proc/7/net/dev': text, '/proc/7/status': 'Name:\tx\nState:\tS\nNSpid:\t7\t1\n', '/proc/7/cgroup': '0::/x\n',
    '/proc/self/ns/pid': { link: 'pid:[4026531836]' }, ...files,
  });
  const { receivedBytes, sentBytes } = networkOf(snapshot, container({ engine: null, id: 'pid-7' }), read('/proc/7', '/proc/7'));
  return [why(receivedBytes), why(sentBytes)];
}

const elsewhere: Entry = { link: 'net:[4026532190]' };
const machines: Entry = { link: 'net:[4026531833]' };

test('network sums all interfaces but lo', () => {
  assert.deepEqual(network({ '/proc/7/ns/net': elsewhere, '/proc/self/ns/net': machines }), ['read 15', 'read 7']);
});

test('the machine\'s own network namespace says nothing about a container', () => {
  assert.deepEqual(network({ '/proc/7/ns/net': machines }), ['unsupported', 'unsupported']);
  assert.deepEqual(network({ '/proc/7/ns/net': elsewhere, '/proc/1/ns/net': elsewhere }), ['unsupported', 'unsupported']);
});

test('without the right to read the link the inode of net/dev tells; without that nothing does', () => {
  const denied: Readonly<Record<string, Entry>> = {
    '/proc/7/ns/net': { unread: 'denied' }, '/proc/7/net/dev#inode': { inode: '11' }, '/proc/self/ns/net': machines,
  };
  assert.deepEqual(network({ ...denied, '/proc/self/net/dev#inode': { inode: '11' } }), ['unsupported', 'unsupported']);
  assert.deepEqual(network({ ...denied, '/proc/self/net/dev#inode': { inode: '12' } }), ['read 15', 'read 7']);
  assert.deepEqual(network(denied), ['denied', 'denied']);
});

test('a key is found whole, at the start of a line, and never guessed', () => {
  const text = read('total_file 1\nfile 2\nfile_mapped 3\n', '/f');
  assert.deepEqual(keyedCount(text, 'file'), read(2, '/f'));
  assert.equal(why(keyedCount(text, 'anon')), 'absent');
  assert.equal(why(keyedCount(read('file \n', '/f'), 'file')), 'malformed');
});

test('files of any content are read or refused, and never become a negative or infinite number', () => {
  const content = fc.oneof(fc.string(), fc.constantFrom('max', '-1', '0', '12\n', 'x 1\ny 2\n', '9'.repeat(30)));
  fc.assert(fc.property(content, content, content, (one, two, three) => {
    const { memory, cpu, pids, io } = v2({
      'memory.max': one, 'memory.current': two, 'memory.stat': three, 'cpu.max': one, 'cpu.stat': two, 'pids.max': three, 'io.stat': one, 'io.max': two, 'io.weight': three,
    });
    const numbers = [memory.limit, memory.usage, memory.used, cpu.limit, cpu.usage, pids.limit, io.readBytes, io.weight];
    for (const reading of numbers as Reading<number | string>[]) {
      assert.ok(!isRead(reading) || reading.value === 'unlimited' || (Number.isFinite(reading.value) && Number(reading.value) >= 0));
    }
  }));
});
