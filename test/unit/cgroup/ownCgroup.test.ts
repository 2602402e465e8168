/** Whose cgroup it is: numbers of a login session, or of whoever else, are never a container's. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cgroupOf } from '../../../src/model/cgroup.js';
import { cgroupTreeOf } from '../../../src/model/cgroupTree.js';
import { containersOf } from '../../../src/model/containers.js';
import type { Entry, Snapshot } from '../../../src/model/snapshot.js';
import { liveFiles } from '../../../src/model/sample.js';
import { type MadeUpProcess, fullId, snapshotWith } from '../model/madeUp.js';

const mounts = '22 1 254:0 / / rw - ext4 /dev/vda rw\n30 22 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n';

/** A shell starts `unshare`, which starts the first process inside; all in the cgroups given. */
function started(cgroups: { readonly shell: string; readonly maker: string; readonly inside: string }): MadeUpProcess[] {
  return [
    { pid: 40, comm: 'bash', cgroup: `0::${cgroups.shell}\n` }, { pid: 50, parent: 40, comm: 'unshare', cgroup: `0::${cgroups.maker}\n` },
    { pid: 51, parent: 50, nsPids: [51, 1], cgroup: `0::${cgroups.inside}\n` },
  ];
}

function snapshotAt(cgroup: string, processes: readonly MadeUpProcess[], procs: string, more: Readonly<Record<string, Entry>> = {}): Snapshot {
  const dir = `/sys/fs/cgroup${cgroup}`;
  return snapshotWith({ processes, files: {
    '/proc/self/mountinfo': mounts, [`${dir}/cgroup.procs`]: procs, [`${dir}/memory.current`]: '9000\n', [`${dir}/memory.max`]: '10000\n',
    [`${dir}/pids.current`]: '7\n', '/sys/fs/cgroup/memory.max': 'max\n', ...more,
  } });
}

function told(snapshot: Snapshot) {
  const [container] = containersOf(snapshot);
  assert.ok(container);
  const { memory, pids, path } = cgroupOf(snapshot, container);
  const brief = (reading: typeof memory.usage) => ('value' in reading ? reading.value : reading.unread);
  return { usage: brief(memory.usage), tasks: brief(pids.current), path: 'value' in path && path.value, live: liveFiles(snapshot, container).length, tree: 'value' in cgroupTreeOf(snapshot, container) };
}

describe('a cgroup of somebody else gives no numbers, and no sample', () => {
  const cases: readonly (readonly [string, string, MadeUpProcess[], string])[] = [
    ['another login session', '/user.slice/session-9.scope', started({ shell: '/init.scope', maker: '/init.scope', inside: '/user.slice/session-9.scope' }), '51\n'],
    ['that of the shell that started it', '/my/app', started({ shell: '/my/app', maker: '/my/app', inside: '/my/app' }), '40\n50\n51\n'],
    ['one that others are in', '/their/own', [...started({ shell: '/x', maker: '/y', inside: '/their/own' }), { pid: 60, cgroup: '0::/their/own\n' }], '51\n60\n'],
    ['that of a chroot, which looks like any other', '/jobs/7', [{ pid: 51, root: '/jail', mountinfo: '', cgroup: '0::/jobs/7\n' }], '51\n'],
  ];
  for (const [what, cgroup, processes, procs] of cases) {
    test(what, () => {
      assert.deepEqual(told(snapshotAt(cgroup, processes, procs)), { usage: 'unsupported', tasks: 'unsupported', path: cgroup, live: 0, tree: false });
    });
  }
});

describe('a cgroup of its own does', () => {
  test('one made for it, with its maker in it', () => {
    const processes = started({ shell: '/x', maker: '/sbx/box', inside: '/sbx/box' });
    assert.deepEqual(told(snapshotAt('/sbx/box', processes, '50\n51\n')), { usage: 9000, tasks: 7, path: '/sbx/box', live: 5, tree: true });
  });

  test('an engine\'s, whoever else was put in', () => {
    const cgroup = `/docker/${fullId('a')}`;
    const processes = [{ pid: 51, nsPids: [51, 1], cgroup: `0::${cgroup}\n` }, { pid: 60, cgroup: `0::${cgroup}\n` }];
    assert.equal(told(snapshotAt(cgroup, processes, '51\n60\n')).usage, 9000);
  });

  test('a systemd service\'s', () => {
    const cgroup = '/system.slice/a.service';
    const process = { pid: 51, cgroup: `0::${cgroup}\n`, uidMap: '0 100000 65536\n' };
    assert.equal(told(snapshotAt(cgroup, [process], '51\n')).usage, 9000);
  });
});
