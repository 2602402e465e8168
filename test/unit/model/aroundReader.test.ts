/** The container that the reader is in: recognised by nothing that another container could have brought along. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pidAround } from '../../../src/model/aroundReader.js';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { insideContainerOf } from '../../../src/model/insideContainer.js';
import type { Container, Isolation } from '../../../src/model/isolation.js';
import { isRead, valueOf } from '../../../src/model/reading.js';
import type { Entry, Snapshot } from '../../../src/model/snapshot.js';
import { type MadeUp, filesOf, fullId, snapshotWith } from './madeUp.js';

const a = fullId('a');
const b = fullId('b');
const upper = '/var/lib/docker/overlay2/1234/diff';
const mountsOf = (id: string, cgroupRoot = '/') => [
  `100 50 0:30 / / rw - overlay overlay rw,lowerdir=/l/A:/l/B,upperdir=${upper},workdir=/w`,
  `110 100 0:26 ${cgroupRoot} /sys/fs/cgroup ro - cgroup2 cgroup rw`,
  `120 100 254:0 /var/lib/docker/containers/${id}/hosts /etc/hosts rw - ext4 d rw`, '',
].join('\n');

const self = (mountinfo: string, more: Record<string, Entry> = {}): Record<string, Entry> => ({
  '/proc/self/status': 'Name:\tnode\nState:\tR (running)\nPid:\t77\nPPid:\t0\nNSpid:\t77\n',
  '/proc/self/ns/pid': { link: 'pid:[4026532999]' }, '/proc/self/ns/cgroup': { link: 'cgroup:[4026532998]' },
  '/proc/self/cgroup': '0::/\n', '/proc/self/mountinfo': mountinfo, '/proc/self/uid_map': '         0          0 4294967295\n',
  '/proc/sys/kernel/osrelease': '6.1.0\n', ...more,
});

const cgroupFiles = (dir = '/sys/fs/cgroup'): Record<string, Entry> => ({
  [`${dir}/memory.max`]: '67108864\n', [`${dir}/memory.current`]: '1000\n', [`${dir}/cgroup.events`]: 'populated 1\n',
  [`${dir}/cgroup.procs`]: '1\n77\n', [`${dir}/cgroup.controllers`]: 'memory pids cpu\n', [`${dir}/cpu.max`]: 'max 100000\n',
});

const first = { pid: 1, parent: 0, nsPids: [1], comm: 'sleep', cgroup: '0::/\n' };
const within = (made: MadeUp = {}, mountinfo = mountsOf(a)): Snapshot =>
  snapshotWith({ processes: [{ ...first, mountinfo }], ...made, files: { ...self(mountinfo), ...cgroupFiles(), ...made.files } });
const theOne = (snapshot: Snapshot): Container | undefined => containersOf(snapshot).find(({ holdsReader }) => holdsReader === true);
const pictureOf = (snapshot: Snapshot): Isolation => {
  const all = containersOf(snapshot);
  return build(snapshot, theOne(snapshot) ?? assert.fail('no container around the reader'), all);
};
const inspectOf = (id: string, more: object): Record<string, unknown> => ({
  'GET /containers/json': [{ Id: id, Names: ['/web'], Image: 'i', State: 'running' }],
  [`GET /containers/${id}/json`]: { Id: id, Name: '/web', State: { Status: 'running', Running: true, Pid: 5000 }, ...more },
});

describe('which process stands for it', () => {
  const pidIn = (made: MadeUp, mountinfo?: string): number | undefined => pidAround(within(made, mountinfo));
  test('the first one of its pid namespace', () => assert.equal(pidIn({}), 1));
  test('the reader, where the first one has other mounts (a pod\'s pause)', () =>
    assert.equal(pidIn({ processes: [{ ...first, mountinfo: '900 1 0:9 / / rw - overlay o rw\n' }] }), 77));
  test('the reader, where the first one\'s mounts may not be read', () =>
    assert.equal(pidIn({ processes: [{ ...first, more: { mountinfo: { unread: 'denied' } } }] }), 77));
  test('none on the machine itself', () => assert.equal(pidAround(snapshotWith({})), undefined));
  test('none where /proc is that of a namespace further out', () =>
    assert.equal(pidIn({ files: { '/proc/self/status': 'Name:\tnode\nPid:\t77\nNSpid:\t77\t1\n' } }), undefined));
  test('none of a machine seen elsewhere', () => assert.equal(pidAround({ ...within(), reader: '1' }), undefined));
});

describe('who it is', () => {
  const named = (snapshot: Snapshot): unknown[] => {
    const { id, name, runtime, engine, pid } = theOne(snapshot) ?? assert.fail();
    return [id, name, runtime, engine?.kind, pid];
  };
  test('a Docker container by its mounts, but not which one: the files may be another one\'s', () =>
    assert.deepEqual(named(within()), ['pid-1', 'sleep-1', 'docker', undefined, 1]));
  test('by its cgroup, where that is shown', () => {
    const cgroup = `0::/docker/${a}\n`;
    const snapshot = within({ processes: [{ ...first, cgroup, mountinfo: mountsOf(b) }], files: { '/proc/self/cgroup': cgroup } });
    assert.deepEqual(named(snapshot), [a, a.slice(0, 12), 'docker', undefined, 1]);
  });
  test('by the writable layer that its engine names', () =>
    assert.deepEqual(named(within({ engine: inspectOf(a, { GraphDriver: { Data: { UpperDir: upper } } }) }, mountsOf(b))), [a, 'web', 'docker', 'docker', 1]));
  test('by the files that only one has', () =>
    assert.deepEqual(named(within({ engine: inspectOf(a, { HostsPath: `/var/lib/docker/containers/${a}/hosts` }) })), [a, 'web', 'docker', 'docker', 1]));
  test('not by files that another one may have joined', () => {
    const engine = {
      ...inspectOf(a, { HostsPath: `/var/lib/docker/containers/${a}/hosts` }),
      [`GET /containers/${b}/json`]: { State: { Running: true }, HostConfig: { NetworkMode: `container:${a}` } },
    };
    assert.deepEqual(named(within({ engine })), ['pid-1', 'sleep-1', 'docker', undefined, 1]);
  });
  for (const [what, files, expected] of [
    ['LXC by its word', { '/proc/1/environ': 'A=…\0container=lxc\0' }, 'lxc'],
    ['systemd-nspawn by its word', { '/proc/1/environ': 'container=systemd-nspawn\0' }, 'systemd-nspawn'],
    ['Flatpak by its file', { '/.flatpak-info': '[Application]\nname=com.example.Editor\n' }, 'flatpak'],
    ['Podman by its file', { '/run/.containerenv': '' }, 'podman'],
    ['nobody that left a word', {}, 'unknown'],
  ] as const) {
    test(what, () => assert.equal(theOne(within({ files }, '100 50 0:30 / / rw - overlay overlay rw\n'))?.runtime, expected));
  }
  test('an engine\'s pid means another process in there, even where that bears the engine\'s id', () => {
    const other = inspectOf(b, { State: { Status: 'running', Running: true, Pid: 77 } });
    const snapshot = within({ processes: [{ ...first, mountinfo: mountsOf(b) }, { ...first, pid: 77, nsPids: [77], mountinfo: mountsOf(b) }], engine: other }, mountsOf(b));
    const web = containersOf(snapshot).find(({ id }) => id === b) ?? assert.fail();
    assert.ok(!isRead(build(snapshot, web, []).privileges.seccomp));
  });
});

describe('what is said of it', () => {
  test('its own limit is the most; what the groups above allow is not shown', () => {
    const { memory } = pictureOf(within()).cgroup;
    assert.deepEqual([valueOf(memory.ownLimit), memory.limit], [67108864, { unread: 'unsupported', from: '/sys/fs/cgroup', detail: 'the cgroups above are not shown in here' }]);
  });
  test('the root of all cgroups is nobody\'s own, and no number of it is shown', () => {
    const root = within({ files: { '/sys/fs/cgroup/cgroup.events': { unread: 'absent', detail: 'ENOENT' } } });
    const { memory, path } = pictureOf(root).cgroup;
    assert.deepEqual([memory.ownLimit, memory.usage].map((reading) => (isRead(reading) ? reading.value : reading.unread)), ['unsupported', 'unsupported']);
    assert.equal(valueOf(path), '/');
  });
  test('nor is one that processes outside are in too: the kernel writes 0 for them', () => {
    const { memory } = pictureOf(within({ files: { '/sys/fs/cgroup/cgroup.procs': '0\n1\n77\n' } })).cgroup;
    assert.equal(isRead(memory.ownLimit) ? 'read' : memory.ownLimit.unread, 'unsupported');
  });
  test('on v1, which leaves them out, only one that a runtime began a cgroup namespace at', () => {
    const line = (path: string): string => `4:memory:${path}\n0::/\n`;
    const v1 = (path: string, files: Record<string, Entry> = {}, mounts = mountsOf(a)): string => {
      const mountinfo = `${mounts}130 100 0:27 / /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n`;
      const { memory } = pictureOf(within({
        processes: [{ ...first, cgroup: line(path), mountinfo }],
        files: { '/proc/self/cgroup': line(path), [`/sys/fs/cgroup/memory${path === '/' ? '' : path}/memory.limit_in_bytes`]: '4096\n', ...files },
      }, mountinfo)).cgroup;
      const { ownLimit } = memory;
      return isRead(ownLimit) ? String(ownLimit.value) : `${ownLimit.unread} ${ownLimit.detail ?? ''}`;
    };
    assert.equal(v1('/'), '4096');
    // That others are in it is no more known than that nobody is.
    assert.equal(v1('/session'), 'unsupported whether others are in /session too is not shown in here');
    assert.equal(v1('/', {}, '100 50 0:30 / / rw - overlay overlay rw\n'), 'unsupported whether others are in / too is not shown in here');
    assert.match(v1('/', { '/sys/fs/cgroup/memory/release_agent': '' }), /^unsupported no cgroup of its own/);
  });
  test('without a cgroup namespace "/" is the machine\'s', () => {
    const { memory } = pictureOf(within({ files: { '/proc/self/ns/cgroup': { link: 'cgroup:[4026531835]' } } })).cgroup;
    assert.equal(isRead(memory.ownLimit) ? 'read' : memory.ownLimit.unread, 'unsupported');
  });
  test('namespaces: the fixed numbers tell; of net and mnt only a kernel that fixed them, too', () => {
    const links = (release: string): Record<string, Entry> => ({
      '/proc/sys/kernel/osrelease': release,
      ...Object.fromEntries(Object.entries({ net: 4026532111, mnt: 4026532112, uts: 4026531838, ipc: 4026532113 }).map(([type, id]) => [`/proc/1/ns/${type}`, { link: `${type}:[${id}]` }])),
    });
    const relations = (release: string): string[] => {
      const { namespaces } = pictureOf(within({ files: links(release) }));
      return [namespaces.net, namespaces.mnt, namespaces.uts, namespaces.ipc].map(({ relation }) => relation);
    };
    assert.deepEqual(relations('6.1.0\n'), ['unknown', 'unknown', 'initial', 'private']);
    assert.deepEqual(relations('6.18.0\n'), ['private', 'private', 'initial', 'private']);
  });
  test('an ordinary user reads its own links instead of the first process\'s', () => {
    const files: Record<string, Entry> = {
      ...Object.fromEntries(['pid', 'uts'].map((type) => [`/proc/1/ns/${type}`, { unread: 'denied' } as const])),
      '/proc/self/ns/uts': { link: 'uts:[4026532114]' },
    };
    const { namespaces } = pictureOf(within({ files }));
    assert.deepEqual(namespaces.pid.id, { value: 4026532999, from: '/proc/self/ns/pid' });
    assert.deepEqual(namespaces.uts.id, { value: 4026532114, from: '/proc/self/ns/uts', guessed: true });
  });
  test('ids: shown as in there, the map tells what they are around it', () => {
    const map = '         0     100000      65536\n';
    const snapshot = within({
      processes: [{ ...first, mountinfo: mountsOf(a), uidMap: map }],
      files: { '/proc/self/uid_map': map, '/proc/self/ns/user': { link: 'user:[4026532555]' }, '/proc/1/ns/user': { link: 'user:[4026532555]' } },
    });
    assert.deepEqual(valueOf(pictureOf(snapshot).privileges.user), { uid: 0, gid: 0, hostUid: 100000 });
  });
  test('what the machine calls its root is concluded; its other mounts are not shown', () => {
    const { mechanism, hostPath } = pictureOf(within()).root;
    assert.deepEqual([mechanism, hostPath].map((reading) => ({ ...reading, from: '' })), [
      { value: 'pivot_root', from: '', guessed: true }, { value: '/var/lib/docker/overlay2/1234/merged', from: '', guessed: true },
    ]);
  });
  test('all of /proc is inside, where no cgroup lists who is', () => {
    const snapshot = within({
      processes: [{ ...first, mountinfo: '100 50 0:30 / / rw - overlay overlay rw\n' }, { pid: 20, parent: 0, nsPids: [20], comm: 'bash' }],
      files: filesOf({ pid: 77, parent: 20, nsPids: [77], comm: 'node' }),
    }, '100 50 0:30 / / rw - overlay overlay rw\n');
    assert.deepEqual(valueOf(pictureOf(snapshot).processes)?.map(({ hostPid }) => hostPid), [1, 20, 77]);
  });
});

test('the machine says so: by the pid namespace, or by an engine\'s cgroup where that is the machine\'s own', () => {
  assert.equal(valueOf(insideContainerOf(within()).name), 'unnamed');
  assert.equal(valueOf(insideContainerOf(within({ files: { '/.dockerenv': '' } })).name), 'docker');
  const hostPids = snapshotWith({ files: { '/proc/self/cgroup': `0::/docker/${a}\n` } });
  assert.equal(valueOf(insideContainerOf(hostPids).name), 'docker');
  assert.equal(valueOf(insideContainerOf(snapshotWith({ files: { '/.dockerenv': '' } })).name), 'none');
});
