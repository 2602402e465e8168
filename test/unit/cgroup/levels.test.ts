/** Which directories count, and which limit of them: hierarchies mounted anywhere, seen from anywhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { kernelCgroupOf } from '../../../src/model/cgroup.js';
import { cgroupDirsIn, cgroupFilesIn } from '../../../src/model/cgroupFiles.js';
import { type Levels, cgroupViewOf, containerPath, levelsOf } from '../../../src/model/cgroupLevels.js';
import { type Reading, isRead, read, valueOf } from '../../../src/model/reading.js';
import type { Entry, Snapshot } from '../../../src/model/snapshot.js';
import { machineRoot, madeUp, v1Mounts, v2Mount } from './madeUp.js';

const dir = '/proc/7';

function machine(mountinfo: string, cgroup: string, files: Readonly<Record<string, Entry>> = {}, reader = '0::/\n'): Snapshot {
  return madeUp({ '/proc/self/mountinfo': mountinfo, '/proc/self/cgroup': reader, '/proc/7/cgroup': cgroup, ...files });
}

function levels(snapshot: Snapshot, controller: string): Reading<Levels> {
  const view = cgroupViewOf(snapshot, dir);
  assert.ok(isRead(view));
  return levelsOf(view.value, controller);
}

function cgroup(snapshot: Snapshot) {
  return kernelCgroupOf(snapshot, read(dir, dir));
}

test('v2: the own directory and each above it up to the mount point', () => {
  assert.deepEqual(valueOf(levels(machine(v2Mount, '0::/a/b c/d:e\n'), 'memory')), {
    unified: true, mountRoot: '/', whole: true, own: '/sys/fs/cgroup/a/b c/d:e',
    above: ['/sys/fs/cgroup/a/b c', '/sys/fs/cgroup/a', '/sys/fs/cgroup'],
  });
});

test('v1: controllers mounted together, and elsewhere than usual', () => {
  const elsewhere = `${machineRoot}31 22 0:31 / /cgroups/all\\040of\\040cpu rw - cgroup cgroup rw,cpu,cpuacct\n`;
  const snapshot = machine(elsewhere, '4:cpu,cpuacct:/x\n');
  assert.equal(valueOf(levels(snapshot, 'cpuacct'))?.own, '/cgroups/all of cpu/x');
  assert.equal(valueOf(cgroup(snapshot).version), 'v1');
});

test('a mount of a part of the hierarchy: its root is taken off, and what lies above it stays unknown', () => {
  const part = `${machineRoot}31 22 0:31 /docker/abc /mnt/cg rw - cgroup cgroup rw,pids\n`;
  const snapshot = machine(part, '4:pids:/docker/abc/inner\n', {
    '/mnt/cg/inner/pids.max': '20\n', '/mnt/cg/pids.max': 'max\n', '/mnt/cg/inner/pids.current': '3\n',
  });
  assert.equal(valueOf(levels(snapshot, 'pids'))?.own, '/mnt/cg/inner');
  assert.equal(valueOf(cgroup(snapshot).pids.ownLimit), 20);
  assert.equal(valueOf(cgroup(snapshot).pids.current), 3);
  assert.equal(isRead(cgroup(snapshot).pids.limit), false);
});

test('the whole hierarchy is preferred to a part of it', () => {
  const both = `${machineRoot}31 22 0:31 /docker /mnt/part rw - cgroup2 c rw\n32 22 0:31 / /mnt/whole rw - cgroup2 c rw\n`;
  assert.equal(valueOf(levels(machine(both, '0::/docker/abc\n'), 'memory'))?.own, '/mnt/whole/docker/abc');
});

test('a hierarchy that another mount covers is not mounted', () => {
  const covered = `${v2Mount}40 29 0:99 / /sys/fs/cgroup rw - tmpfs t rw\n`;
  assert.equal('unread' in cgroup(machine(covered, '0::/a\n')).version, true);
});

const namespaced: readonly (readonly [root: string, path: string, own: string | undefined])[] = [
  ['/', '/docker/abc', '/cg/docker/abc'],
  ['/..', '/../other', '/cg/other'],
  ['/../..', '/../../a/b', '/cg/a/b'],
  ['/', '/../other', undefined],
  ['/../..', '/../other', undefined],
  ['/..', '/inner', undefined],
  ['/docker', '/dockerized/abc', undefined],
];
for (const [root, path, own] of namespaced) {
  test(`in a cgroup namespace: ${path} in a mount of ${root} is ${own ?? 'out of sight'}`, () => {
    const snapshot = machine(`${machineRoot}31 22 0:31 ${root} /cg rw - cgroup2 c rw\n`, `0::${path}\n`);
    const found = levels(snapshot, 'memory');
    assert.equal(valueOf(found)?.own, own);
    assert.equal(valueOf(cgroup(snapshot).path), path);
    if (own === undefined) {
      assert.equal('unread' in found && found.unread, 'unsupported');
    }
  });
}

test('mount points below /sys are read below --path.sysfs, others through the machine\'s first process', () => {
  const files = (mountinfo: string) => madeUp(
    { '/host/proc/1/mountinfo': mountinfo, '/host/proc/1/cgroup': '0::/init.scope\n', '/proc/7/cgroup': '0::/a\n' },
    { roots: { proc: '/host/proc', sys: '/host/sys' }, reader: '1' });
  assert.equal(valueOf(levels(files(v2Mount), 'memory'))?.own, '/host/sys/fs/cgroup/a');
  assert.equal(valueOf(levels(files(v2Mount.replace('/sys/fs/cgroup', '/cg')), 'memory'))?.own, '/host/proc/1/root/cg/a');
});

const notItsOwn: readonly (readonly [text: string, reader: string])[] = [
  ['0::/\n', '0::/\n'], ['0::/session\n', '0::/session\n'], ['0::/init.scope\n', '0::/user\n'],
];
for (const [text, reader] of notItsOwn) {
  test(`no cgroup of its own in ${JSON.stringify(text)} beside a reader in ${JSON.stringify(reader)}: never the machine's numbers`, () => {
    const snapshot = machine(v2Mount, text, {
      '/sys/fs/cgroup/memory.current': '999\n', '/sys/fs/cgroup/session/memory.current': '999\n', '/sys/fs/cgroup/init.scope/memory.current': '999\n',
      '/sys/fs/cgroup/session/memory.max': '1000\n', '/sys/fs/cgroup/cpu.pressure': 'some avg10=1.00 avg60=1.00 avg300=1.00 total=5\n',
    }, reader);
    const { memory, cpu, pids, io, pressure } = cgroup(snapshot);
    for (const reading of [memory.limit, memory.usage, memory.used, memory.oomKills, cpu.limit, cpu.usage, cpu.cpuset, pids.limit, io.readBytes, pressure.cpu]) {
      assert.equal('unread' in reading && reading.unread, 'unsupported');
    }
    const view = cgroupViewOf(snapshot, dir);
    assert.deepEqual(isRead(view) && [cgroupFilesIn(view.value), cgroupDirsIn(view.value)], [[], []]);
  });
}

test('one controller of its own and the others not', () => {
  const snapshot = machine(v1Mounts('memory', 'cpuset', 'pids'), '3:memory:/sbx/box\n2:cpuset:/\n1:pids:/session\n', {
    '/sys/fs/cgroup/memory/sbx/box/memory.usage_in_bytes': '4096\n', '/sys/fs/cgroup/cpuset/cpuset.cpus': '0-7\n',
  }, '3:memory:/session\n2:cpuset:/\n1:pids:/session\n');
  const { memory, cpu, pids } = cgroup(snapshot);
  assert.equal(valueOf(memory.usage), 4096);
  assert.equal('unread' in cpu.cpuset && cpu.cpuset.unread, 'unsupported');
  assert.equal('unread' in pids.current && pids.current.unread, 'unsupported');
});

test('a removed cgroup is gone', () => {
  const { memory, path } = cgroup(machine(v2Mount, '0::/docker/abc (deleted)\n'));
  assert.equal('unread' in memory.usage && memory.usage.unread, 'gone');
  assert.equal(valueOf(path), '/docker/abc');
});

test('an unreadable or truncated cgroup file is the reason for all that hangs on it', () => {
  const denied = cgroup(madeUp({ '/proc/self/mountinfo': v2Mount, '/proc/7/cgroup': { unread: 'denied', detail: 'EACCES' } }));
  assert.deepEqual(denied.cpu.limit, { unread: 'denied', from: '/proc/7/cgroup', detail: 'EACCES' });
  assert.deepEqual(denied.paths, {});
  const cut = cgroup(machine(v2Mount, '4:memory:/docker/abc\n3:cp'));
  assert.equal('unread' in cut.memory.limit && cut.memory.limit.unread, 'malformed');
});

test('no cgroup file system at all', () => {
  const { version, memory } = cgroup(machine(machineRoot, '0::/a\n'));
  assert.equal('unread' in version && version.unread, 'absent');
  assert.equal('unread' in memory.limit && memory.limit.unread, 'absent');
});

const id = 'a'.repeat(64);
const inits: readonly (readonly [path: string, own: string])[] = [
  [`/docker/${id}`, `/docker/${id}`],
  [`/docker/${id}/init.scope`, `/docker/${id}`],
  [`/docker/${id}/init`, `/docker/${id}`],
  [`/machine.slice/libpod-${id}.scope/container`, `/machine.slice/libpod-${id}.scope/container`],
  [`/machine.slice/libpod-${id}.scope/container/init.scope`, `/machine.slice/libpod-${id}.scope/container`],
  ['/lxc.payload.c1/init.scope', '/lxc.payload.c1'],
  ['/payload/init.scope', '/payload'],
  ['/init.scope', '/'],
  ['/sbx/box1', '/sbx/box1'],
];
for (const [path, own] of inits) {
  test(`the container's cgroup is ${own.replace(id, 'ID')} where its init is in ${path.replace(id, 'ID')}`, () =>
    assert.equal(containerPath(path), own));
}

test('a parent that is tighter decides, and is named', () => {
  const { memory, cpu, pids } = cgroup(machine(v2Mount, '0::/slice/scope/container\n', {
    '/sys/fs/cgroup/slice/scope/container/memory.max': '200\n', '/sys/fs/cgroup/slice/scope/memory.max': '100\n', '/sys/fs/cgroup/slice/memory.max': 'max\n',
    '/sys/fs/cgroup/slice/scope/container/cpu.max': 'max 100000\n', '/sys/fs/cgroup/slice/cpu.max': '150000 100000\n',
    '/sys/fs/cgroup/slice/pids.max': '7\n',
  }));
  assert.deepEqual(memory.limit, read(100, '/sys/fs/cgroup/slice/scope/memory.max'));
  assert.deepEqual(memory.ownLimit, read(200, '/sys/fs/cgroup/slice/scope/container/memory.max'));
  assert.deepEqual(cpu.limit, read(1.5, '/sys/fs/cgroup/slice/cpu.max'));
  assert.deepEqual(pids.limit, read(7, '/sys/fs/cgroup/slice/pids.max'));
  assert.equal('unread' in pids.ownLimit && pids.ownLimit.unread, 'absent');
});

test('a controller that is not handed on has no files, and that is said', () => {
  const { io, cpu, memory } = cgroup(machine(v2Mount, '0::/a/b\n', {
    '/sys/fs/cgroup/a/b/cgroup.controllers': 'memory pids\n', '/sys/fs/cgroup/cpuset.cpus.effective': '0-3\n',
  }));
  assert.deepEqual(io.readBytes, { unread: 'absent', from: '/sys/fs/cgroup/a/b/io.stat', detail: 'the io controller is not enabled for this cgroup' });
  assert.deepEqual(cpu.cpuset, read('0-3', '/sys/fs/cgroup/cpuset.cpus.effective'));
  assert.equal('unread' in memory.limit && memory.limit.unread, 'absent');
});

test('a level that may not be read leaves the effective limit open, the own one not', () => {
  const { memory } = cgroup(machine(v2Mount, '0::/a/b\n', {
    '/sys/fs/cgroup/a/b/memory.max': '200\n', '/sys/fs/cgroup/a/memory.max': { unread: 'denied', detail: 'EACCES' },
  }));
  assert.deepEqual(memory.limit, { unread: 'denied', from: '/sys/fs/cgroup/a/memory.max', detail: 'EACCES' });
  assert.equal(valueOf(memory.ownLimit), 200);
});

test('whatever stands in the cgroup file and the mount table, nothing throws and no path leaves the mount points', () => {
  const step = fc.constantFrom('..', '.', 'a', 'b c', 'x:y', ' (deleted)', '\\040', '__proto__');
  const path = fc.array(step, { maxLength: 5 }).map((steps) => `/${steps.join('/')}`);
  fc.assert(fc.property(path, path, fc.string(), (root, own, rest) => {
    const mounts = `${machineRoot}31 22 0:31 ${root.replaceAll(' ', '\\040').replaceAll('\\0', '')} /cg rw - cgroup2 c rw\n`;
    for (const text of [`0::${own}\n`, `0::${own}\n${rest}`, rest]) {
      const snapshot = machine(mounts, text);
      const { memory } = cgroup(snapshot);
      assert.ok('unread' in memory.usage);
      const view = cgroupViewOf(snapshot, dir);
      const files = isRead(view) ? cgroupFilesIn(view.value) : [];
      assert.ok(files.every((file) => file.startsWith('/cg/') && !file.split('/').includes('..')));
    }
  }));
});
