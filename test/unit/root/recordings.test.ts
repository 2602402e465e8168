/** The roots of all recorded containers, held against the recorded text as this file reads it on its own. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Container, Runtime } from '../../../src/model/isolation.js';
import { type Reading, isRead, read } from '../../../src/model/reading.js';
import { rootAt } from '../../../src/model/rootfs.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { fixtureNames, recordingOf, snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { container } from '../cgroup/madeUp.js';

interface Inspect {
  readonly Id: string;
  readonly State: { readonly Pid: number };
  readonly Driver: string;
  readonly GraphDriver: { readonly Data: { readonly LowerDir: string; readonly MergedDir: string } | null };
}

function value<T>(reading: Reading<T>): T | string {
  return isRead(reading) ? reading.value : reading.unread;
}

function inspectOfPid(snapshot: Snapshot, pid: string): Inspect | undefined {
  return Object.values(snapshot.engine).find((answer) => (answer as Partial<Inspect>).State?.Pid === Number(pid)) as Inspect | undefined;
}

function containerOf(snapshot: Snapshot, pid: string, runtime: Runtime): Container {
  const inspect = inspectOfPid(snapshot, pid);
  const kind = snapshot.engines[0]?.kind ?? 'docker';
  return inspect === undefined
    ? container({ id: `pid-${pid}`, engine: null, runtime })
    : container({ id: inspect.Id, engine: { kind, endpoint: 'unix:///x', version: '1' } });
}

function rootOfFixture(name: string, pid: string, runtime: Runtime = 'unknown') {
  const snapshot = snapshotOfFixture(name);
  return rootAt(snapshot, containerOf(snapshot, pid, runtime), read(`/proc/${pid}`, `/proc/${pid}/cgroup`));
}

for (const name of fixtureNames()) {
  describe(`roots of ${name}`, () => {
    const raw = recordingOf(name);
    const snapshot = snapshotOfFixture(name);
    const pids = Object.keys(raw).flatMap((key) => /^proc\/(\d+)\/mountinfo$/.exec(key)?.[1] ?? []);
    for (const pid of pids) {
      const text = raw[`proc/${pid}/mountinfo`] as string;
      const rows = text.split('\n').filter((row) => row !== '');
      const root = rootOfFixture(name, pid);

      test(`mounts of ${pid}: one for each line`, () => {
        assert.ok(isRead(root.mounts));
        assert.equal(root.mounts.value.length, rows.length);
        for (const [index, mount] of root.mounts.value.entries()) {
          const [, , , from, target] = (rows[index] ?? '').split(' ');
          assert.deepEqual([mount.root, mount.target], [from, target]);
          assert.equal(`${mount.fsType} ${mount.source} ${mount.superOptions.join(',')}`, rows[index]?.split(' - ')[1]);
        }
      });

      test(`layers of ${pid}`, () => {
        const line = rows.find((row) => / \/ (ro|rw),\S* (\S+:\d+ )*- overlay /.test(row));
        if (line === undefined) {
          assert.equal(value(root.layers), 'unsupported');
          return;
        }
        const inspect = inspectOfPid(snapshot, pid);
        const lower = /lowerdir=([^,]*)/.exec(line)?.[1]?.split(':') ?? [];
        const data = inspect?.GraphDriver.Data;
        assert.deepEqual(value(root.layers), data?.LowerDir.split(':') ?? lower);
        assert.equal((value(root.layers) as string[]).length, lower.length);
        assert.equal(value(root.writableLayer), /upperdir=([^,]*)/.exec(line)?.[1]);
        assert.equal(value(root.readOnly), line.split(' ')[5]?.split(',')[0] === 'ro');
        assert.equal(value(root.driver), inspect?.Driver ?? 'overlay');
        assert.equal(value(root.mechanism), 'pivot_root');
        if (data !== undefined) {
          assert.equal(value(root.hostPath), data?.MergedDir);
        }
      });
    }
  });
}

const roots: readonly (readonly [fixture: string, pid: string, runtime: Runtime, mechanism: string, hostPath: string, filesystem: string])[] = [
  ['chroot-only', '32511', 'chroot', 'chroot', '/srv/lab/rootfs', 'ext4'],
  ['bwrap-root', '32425', 'bubblewrap', 'pivot_root', '/', 'ext4'],
  ['firejail', '32435', 'firejail', 'none', '/', 'ext4'],
  ['unshare-root', '32415', 'unshare', 'none', '/', 'ext4'],
  ['unshare-rootless', '32432', 'unshare', 'none', '/', 'ext4'],
  ['lxc-lx1', '11018', 'lxc', 'pivot_root', '/srv/lab/lxc/lx1/rootfs', 'ext4'],
  ['nspawn', '32434', 'systemd-nspawn', 'pivot_root', '/srv/lab/nsp-root', 'ext4'],
  ['runc', '12269', 'runc', 'pivot_root', '/srv/lab/rootfs', 'ext4'],
  ['sandbox-root-v1', '20694', 'unshare', 'pivot_root', 'absent', 'tmpfs'],
  ['sandbox-rootless', '20545', 'unshare', 'pivot_root', 'absent', 'tmpfs'],
  ['systemd-unit-v2', '5419', 'systemd-service', 'none', '/', 'ext4'],
  ['systemd-unit-v2', '5421', 'systemd-service', 'pivot_root', '/root/nsp', 'ext4'],
  ['containerd-ct1', '12099', 'containerd', 'pivot_root', '/srv/lab/ctrd/state/io.containerd.runtime.v2.task/default/ct1/rootfs', 'overlay'],
];
for (const [fixture, pid, runtime, mechanism, hostPath, filesystem] of roots) {
  test(`${fixture}: ${mechanism} at ${hostPath}`, () => {
    const root = rootOfFixture(fixture, pid, runtime);
    assert.deepEqual([value(root.mechanism), value(root.hostPath), value(root.filesystem)], [mechanism, hostPath, filesystem]);
  });
}

test('the read-only root of a plain runc container', () => assert.equal(value(rootOfFixture('runc', '12269').readOnly), true));

test('paths that are covered, concluded from the mounts where no engine tells', () => {
  const { maskedPaths, readOnlyPaths } = rootOfFixture('containerd-ct1', '12099');
  assert.deepEqual(value(maskedPaths), ['/proc/acpi', '/proc/keys', '/proc/timer_list', '/sys/firmware']);
  assert.deepEqual(value(readOnlyPaths), ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys']);
  assert.equal(isRead(maskedPaths) && maskedPaths.guessed, true);
});

test('privileged containers cover nothing; Podman says null whatever it covers, so its mounts tell', () => {
  const privileged = recordingOf('docker-privileged-v2');
  const pid = Object.keys(privileged).flatMap((key) => /^proc\/(\d+)\/uid_map$/.exec(key)?.[1] ?? []).at(-1) ?? '';
  assert.deepEqual(value(rootOfFixture('docker-privileged-v2', pid).maskedPaths), []);
  const podman = rootOfFixture('podman-root', '7799');
  assert.deepEqual(value(podman.readOnlyPaths), ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys']);
});
