/** Namespaces with less and less privilege: links, the engine's top, keys that everybody may read, what was asked for. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { containersOf } from '../../../src/model/containers.js';
import { initialIds } from '../../../src/model/initialNamespaces.js';
import { type Namespace, type NamespaceType, namespaceTypes } from '../../../src/model/isolation.js';
import { matrixOf } from '../../../src/model/matrix.js';
import { parseNamespaceLink } from '../../../src/model/namespaceIds.js';
import { hasOffsets } from '../../../src/model/namespaceKeys.js';
import { namespacesOf } from '../../../src/model/namespaces.js';
import { isRead } from '../../../src/model/reading.js';
import type { Entry, Snapshot } from '../../../src/model/snapshot.js';
import { recordingOf, snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { dockerEngine, engineWith, fullId, snapshotWith } from './madeUp.js';

const denied: Entry = { unread: 'denied', detail: 'EACCES: permission denied' };

/**
 * The recording as an ordinary user reads it: no links of others' processes; the inode of net/dev, which was not
 * recorded, told apart by the recorded net namespace.
 */
function asOrdinaryUser(snapshot: Snapshot, { top }: { readonly top: boolean }): Snapshot {
  const files: Record<string, Entry> = { '/proc/1/net/dev#inode': { inode: '4026531833' }, '/proc/1/mountinfo': snapshot.files['/proc/self/mountinfo']! };
  for (const [path, entry] of Object.entries(snapshot.files)) {
    const [, pid, file] = /^\/proc\/(\d+|self)\/(.+)$/.exec(path) ?? [];
    const isLink = pid !== 'self' && file !== undefined && (file.startsWith('ns/') || file === 'root');
    files[path] = isLink ? denied : entry;
    if (file === 'ns/net' && typeof entry === 'object' && 'link' in entry) {
      files[`/proc/${pid ?? ''}/net/dev#inode`] = { inode: entry.link.slice('net:['.length, -1) };
    }
  }
  const engine = Object.fromEntries(Object.entries(snapshot.engine).filter(([key]) => top || !(key.endsWith('/top') || key.startsWith('GET /libpod'))));
  return { ...snapshot, files, engine };
}

function relations(snapshot: Snapshot, name: string): Record<NamespaceType, string> {
  const all = containersOf(snapshot);
  const found = namespacesOf(snapshot, all.find((each) => each.name === name)!, all);
  return Object.fromEntries(namespaceTypes.map((type) => [type, wordOf(found[type])])) as Record<NamespaceType, string>;
}

function wordOf({ relation, sharedWith }: Namespace): string {
  return sharedWith.length > 0 ? `${relation} ${sharedWith.join(' ')}` : relation;
}

const recorded = ['docker-cgroupns-v1', 'docker-default-v1', 'docker-hostns-v1', 'docker-init-v1', 'docker-limited-v1', 'docker-privileged-v1', 'docker-sharedns-v1', 'podman-pod', 'podman-root', 'podman-privileged'];

describe('a machine seen elsewhere whose first process shows no links', () => {
  const proc = '/host/proc';
  const process = (pid: number, { inode, nsPids, mount, more = {} }: { inode: string; nsPids: string; mount: number; more?: Record<string, Entry> }): Record<string, Entry> =>
    Object.fromEntries(Object.entries<Entry>({
      status: `Name:\tx\nState:\tS\nPid:\t${pid}\nPPid:\t1\nNSpid:\t${nsPids}\nVmSize:\t1 kB\nThreads:\t1\n`, stat: `${pid} (x) S 1 ${'0 '.repeat(17)}9 0\n`,
      mountinfo: `${mount} 1 254:0 /${pid} / rw - ext4 /dev/vda rw\n`, cgroup: `0::/${pid === 1 ? '' : `docker/${fullId(String(pid)[0]!)}`}\n`,
      'net/dev#inode': { inode }, ...Object.fromEntries(namespaceTypes.map((type) => [`ns/${type}`, denied])), ...more,
    }).map(([name, entry]) => [`${proc}/${pid}/${name}`, entry]));
  const snapshot: Snapshot = {
    ...snapshotWith({}), roots: { proc, sys: '/host/sys' }, reader: '1',
    files: {
      ...process(1, { inode: '10', nsPids: '1', mount: 20 }), ...process(50, { inode: '11', nsPids: '50\t1', mount: 21 }),
      ...process(60, { inode: '10', nsPids: '60', mount: 22 }), ...process(70, { inode: '12', nsPids: '70\t1', mount: 23, more: { 'ns/uts': { link: 'uts:[4026531838]' } } }),
    },
  };

  test('is known by what everybody may read of that process, and by the fixed numbers', () => {
    const all = containersOf(snapshot);
    const told = all.map((each) => {
      const { net, mnt, pid, uts } = namespacesOf(snapshot, each, all);
      return [each.pid, net.relation, mnt.relation, pid.relation, uts.relation];
    });
    assert.deepEqual(told, [[50, 'private', 'private', 'private', 'unknown'], [60, 'initial', 'private', 'initial', 'unknown'], [70, 'private', 'private', 'private', 'initial']]);
  });

  test('both files are named', () => {
    const [first] = containersOf(snapshot);
    assert.deepEqual(namespacesOf(snapshot, first!, [first!]).net.relationFrom, ['/host/proc/50/net/dev', '/host/proc/1/net/dev']);
  });
});

describe('an ordinary user whom the engine answers', () => {
  for (const name of recorded) {
    test(`${name}: with top as root sees it, without it never otherwise`, () => {
      const root = snapshotOfFixture(name);
      const told = asOrdinaryUser(root, { top: true });
      const untold = asOrdinaryUser(root, { top: false });
      for (const { name: container } of containersOf(root).filter(({ pid }) => pid !== null)) {
        const truth = relations(root, container);
        const withTop = relations(told, container);
        const without = relations(untold, container);
        for (const type of namespaceTypes) {
          // Podman's list has no time namespace.
          const missing = type === 'time' && name.startsWith('podman');
          assert.equal(withTop[type], missing ? 'unknown' : truth[type], `${container} ${type}`);
          assert.ok(without[type] === truth[type] || without[type] === 'unknown', `${container} ${type}: ${without[type]} for ${truth[type]}`);
        }
        assert.deepEqual([without.mnt, without.net, without.pid], [truth.mnt, truth.net, truth.pid], container);
      }
    });
  }

  test('the ids come from top, and say so', () => {
    const snapshot = asOrdinaryUser(snapshotOfFixture('docker-default-v1'), { top: true });
    const all = containersOf(snapshot);
    const { net } = namespacesOf(snapshot, all.find(({ name }) => name === 'rt-default')!, all);
    const { link } = recordingOf('docker-default-v1')['proc/17383/ns/net'] as { link: string };
    assert.deepEqual(net.id, { value: parseNamespaceLink(link, 'net'), from: 'GET /containers/{id}/top' });
  });

  test('without top the id is unread, and the relation known', () => {
    const snapshot = asOrdinaryUser(snapshotOfFixture('docker-sharedns-v1'), { top: false });
    const all = containersOf(snapshot);
    const { net, pid } = namespacesOf(snapshot, all.find(({ name }) => name === 'web')!, all);
    assert.deepEqual(net.id, { unread: 'denied', from: '/proc/5873/ns/net', detail: 'EACCES: permission denied' });
    assert.deepEqual([net.relation, net.sharedWith], ['shared', ['rt-netpeer']]);
    assert.ok(net.relationFrom.includes('/proc/5873/net/dev'));
    assert.deepEqual([pid.relation, pid.sharedWith], ['shared', ['rt-pidpeer']]);
  });
});

describe('the machine\'s own', () => {
  test('the numbers are fixed; net and mnt are learned', () => {
    const old = initialIds(snapshotOfFixture('docker-default-v2'));
    assert.deepEqual([old.net, old.mnt, old.user], [
      { value: 4026531840, from: '/proc/1/ns/net' }, { value: 4026531841, from: '/proc/1/ns/mnt' },
      { value: 4026531837, from: '/proc/self/ns/user' },
    ]);
    assert.deepEqual(initialIds(snapshotOfFixture('docker-default-v1')).net, { value: 4026531833, from: '/proc/self/ns/net' });
  });

  test('the reader\'s own net stands for it only beside the first process', () => {
    const files: Record<string, Entry> = { '/proc/self/ns/net': { link: 'net:[4026532000]' }, '/proc/self/net/dev#inode': { inode: '7' }, '/proc/1/ns/net': denied };
    const net = (more: Record<string, Entry>) => initialIds(snapshotWith({ files: { ...files, ...more } })).net;
    assert.deepEqual(net({ '/proc/1/net/dev#inode': { inode: '7' } }), { value: 4026532000, from: '/proc/self/ns/net' });
    assert.deepEqual(net({ '/proc/1/net/dev#inode': { inode: '8' } }), { unread: 'denied', from: '/proc/1/ns/net', detail: 'EACCES: permission denied' });
    assert.deepEqual(net({}), { unread: 'denied', from: '/proc/1/ns/net', detail: 'EACCES: permission denied' });
  });

  test('from inside a container the first process is the container\'s', () => {
    const files: Record<string, Entry> = { '/proc/self/ns/pid': { link: 'pid:[4026532500]' }, '/proc/1/ns/net': { link: 'net:[4026532600]' } };
    const initial = initialIds(snapshotWith({ files }));
    assert.equal(isRead(initial.net), false);
    assert.deepEqual(initial.pid, { value: 4026531836, from: 'linux/nsfs.h' });
  });

  test('no Linux, no namespaces', () => {
    assert.ok(Object.values(initialIds(snapshotWith({ platform: 'darwin' }))).every((reading) => 'unread' in reading && reading.unread === 'unsupported'));
  });
});

describe('what the engine was asked for', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(fullId) as [string, string, string];
  const remote = { ...dockerEngine, endpoint: 'ssh://far' };
  const modes = { NetworkMode: 'bridge', PidMode: '', IpcMode: 'private', UTSMode: '', CgroupnsMode: 'private' };
  const inspect = (StartedAt: string) => ({ inspect: { State: { Status: 'running', Pid: 51, StartedAt } } });

  test('on another kernel: namespaces of its own, the engine\'s, another container\'s', () => {
    const snapshot = snapshotWith({ engines: [remote], engine: engineWith(
      { id: a, name: 'own', hostConfig: modes, ...inspect('2026-01-01T00:00:01Z') },
      { id: b, name: 'peer', hostConfig: { ...modes, NetworkMode: `container:${a}` }, ...inspect('2026-01-01T00:00:02Z') },
      { id: c, name: 'host', hostConfig: { ...modes, NetworkMode: 'host', PidMode: 'host' }, ...inspect('2026-01-01T00:00:03Z') },
    ) });
    assert.deepEqual(relations(snapshot, 'own'), {
      cgroup: 'private', ipc: 'private', mnt: 'private', net: 'shared peer', pid: 'private', time: 'unknown', user: 'unknown', uts: 'private' });
    // A daemon may live in namespaces itself: "host" is the engine's, which need not be the machine's.
    assert.deepEqual([relations(snapshot, 'host').net, relations(snapshot, 'host').pid], ['unknown', 'unknown']);
  });

  test('whoever was started again has left what others joined', () => {
    const snapshot = snapshotWith({ engines: [remote], engine: engineWith(
      { id: a, name: 'own', hostConfig: modes, ...inspect('2026-01-01T00:00:09Z') },
      { id: b, name: 'peer', hostConfig: { ...modes, NetworkMode: `container:${a}` }, ...inspect('2026-01-01T00:00:02Z') },
    ) });
    assert.equal(relations(snapshot, 'own').net, 'private');
  });

  test('equal numbers on two kernels are two namespaces', () => {
    const snapshot = snapshotWith({
      processes: [{ pid: 90, nsPids: [90, 1], more: { 'ns/uts': { link: 'uts:[4026532600]' } } }],
      engines: [remote],
      engine: {
        ...engineWith({ id: a, name: 'far', pid: 51, ...inspect('2026-01-01T00:00:01Z') }),
        [`GET /containers/${a}/top`]: { Titles: ['PID', 'UTSNS', 'USERNS', 'NETNS'], Processes: [['51', '4026532600', '4026531837', '-']] },
      },
    });
    const all = containersOf(snapshot);
    const far = namespacesOf(snapshot, all.find(({ name }) => name === 'far')!, all);
    assert.deepEqual([far.uts.relation, far.uts.id], ['private', { value: 4026532600, from: 'GET /containers/{id}/top' }]);
    assert.equal(far.user.relation, 'initial', 'the number is the same on every kernel');
    assert.deepEqual([far.net.relation, far.net.id], ['unknown', { unread: 'remote', from: 'GET /containers/{id}/json', detail: 'the engine is at ssh://far' }]);
  });

  test('a top that is rubbish tells nothing', () => {
    for (const top of [null, 'x', {}, { Titles: ['PID', 'NETNS'], Processes: null }, { Titles: 'PID', Processes: [[]] }, { Titles: ['PID', 'NETNS'], Processes: [['51', 'x']] }]) {
      const snapshot = snapshotWith({ engines: [remote], engine: { ...engineWith({ id: a, name: 'far', pid: 51 }), [`GET /containers/${a}/top`]: top } });
      const all = containersOf(snapshot);
      assert.equal(isRead(namespacesOf(snapshot, all[0]!, all).net.id), false);
    }
  });
});

describe('who shares with whom', () => {
  const link = (type: string, id: number): Record<string, Entry> => ({ [`ns/${type}`]: { link: `${type}:[${id}]` } });
  const trio = snapshotWith({ processes: [
    { pid: 91, nsPids: [91, 1], comm: 'z', more: link('uts', 4026532700) }, { pid: 92, nsPids: [92, 1], comm: 'b', more: link('uts', 4026532700) },
    { pid: 93, nsPids: [93, 1], comm: 'a', more: { ...link('uts', 4026532700), ...link('user', 4026532800) } }, { pid: 94, nsPids: [94, 1], comm: 'c', more: { 'ns/uts': denied } },
  ] });

  test('both sides say so, by name, sorted', () => {
    assert.equal(relations(trio, 'z-91').uts, 'shared a-93 b-92');
    assert.equal(relations(trio, 'a-93').uts, 'shared b-92 z-91');
    assert.equal(relations(trio, 'c-94').uts, 'unknown');
  });

  test('private is said only where nobody is left who might share it', () => {
    assert.equal(relations(trio, 'a-93').user, 'unknown', 'the others\' user namespaces could not be read');
  });

  test('the matrix has them all, and the machine first', () => {
    const all = containersOf(trio);
    const { schema, initial, containers } = matrixOf(trio, all);
    assert.equal(schema, 'isolation-lens/1');
    assert.deepEqual(Object.keys(initial), [...namespaceTypes]);
    assert.deepEqual(containers.map(({ name }) => name), ['a-93', 'b-92', 'c-94', 'z-91']);
    assert.deepEqual(containers[0]?.namespaces, namespacesOf(trio, all[0]!, all));
  });

  test('of 300 containers, each is alone with itself', () => {
    const many = snapshotWith({ processes: Array.from({ length: 300 }, (_, index) => (
      { pid: 1000 + index, nsPids: [1000 + index, 1], more: link('net', 4026540000 + index) })) });
    const all = containersOf(many);
    assert.equal(all.length, 300);
    assert.ok(all.every((container) => namespacesOf(many, container, all).pid.relation === 'private'));
  });
});

describe('a container without a process', () => {
  const own = { NetworkMode: 'bridge', IpcMode: 'private', PidMode: '', UTSMode: '', CgroupnsMode: 'private' };
  const snapshot = snapshotWith({
    engine: engineWith(
      { id: fullId('a'), name: 'stopped', state: 'exited', hostConfig: own }, { id: fullId('b'), name: 'looping', state: 'restarting', hostConfig: own },
      { id: fullId('c'), name: 'runs', pid: 91, hostConfig: own }),
    processes: [{ pid: 91, nsPids: [91, 1], cgroup: `0::/docker/${fullId('c')}\n`, more: { 'ns/uts': { link: 'uts:[4026540001]' }, 'ns/user': { link: 'user:[4026540002]' } } }],
  });
  const all = containersOf(snapshot, { all: true });

  test('has no namespaces, whatever was asked for', () => {
    for (const name of ['stopped', 'looping']) {
      const found = namespacesOf(snapshot, all.find((each) => each.name === name)!, all);
      for (const type of namespaceTypes) {
        assert.deepEqual([found[type].relation, found[type].sharedWith, isRead(found[type].id) || found[type].id.unread], ['unknown', [], 'gone'], `${name} ${type}`);
      }
    }
  });

  test('leaves nothing open for others', () => {
    const { uts, user } = namespacesOf(snapshot, all.find(({ name }) => name === 'runs')!, all);
    assert.deepEqual([uts.relation, user.relation], ['private', 'private']);
  });
});

describe('keys that everybody may read', () => {
  const pair = (one: Record<string, Entry>, other: Record<string, Entry>): Snapshot => snapshotWith({
    processes: [{ pid: 91, nsPids: [91, 1], comm: 'a', more: one }, { pid: 92, nsPids: [92, 1], comm: 'b', more: other }],
    files: { '/proc/self/ns/user': { link: 'user:[4026531837]' }, '/proc/1/net/dev#inode': { inode: '1' } },
  });

  test('the inode of net/dev', () => {
    const inode = (value: string): Record<string, Entry> => ({ 'net/dev#inode': { inode: value } });
    assert.equal(relations(pair(inode('7'), inode('7')), 'a-91').net, 'shared b-92');
    assert.equal(relations(pair(inode('7'), inode('8')), 'a-91').net, 'private');
    assert.equal(relations(pair(inode('1'), inode('8')), 'a-91').net, 'initial');
    assert.equal(relations(pair(inode('7'), {}), 'a-91').net, 'unknown');
  });

  test('another uid_map is another user namespace; the identity proves nothing', () => {
    const users = (text: string): Record<string, Entry> => ({ uid_map: text, gid_map: text });
    assert.equal(relations(pair(users('0 1000 1\n'), users('0 0 4294967295\n')), 'a-91').user, 'private');
    assert.equal(relations(pair(users('0 1000 1\n'), users('0 1000 1\n')), 'a-91').user, 'unknown');
    assert.equal(relations(pair(users('0 0 4294967295\n'), users('0 1000 1\n')), 'a-91').user, 'unknown');
    assert.equal(relations(pair(users(''), users('0 1000 1\n')), 'a-91').user, 'private');
  });

  test('offsets of a time namespace', () => {
    const offsets = (monotonic: number): Record<string, Entry> => ({ timens_offsets: `monotonic ${String(monotonic).padStart(11)}         0\nboottime            0         0\n` });
    assert.equal(relations(pair(offsets(86400), offsets(0)), 'a-91').time, 'private');
    assert.equal(relations(pair(offsets(86400), offsets(86400)), 'a-91').time, 'unknown');
    assert.equal(relations(pair(offsets(0), offsets(86400)), 'a-91').time, 'unknown');
    assert.equal(hasOffsets('monotonic 0 -5\nboottime 0 0'), true);
    assert.equal(hasOffsets('monotonic 0 0\nboottime 0 0'), false);
    assert.equal(hasOffsets(undefined), false);
  });

  test('a message queue mount that was passed on proves nothing for what no engine made', () => {
    const queue: Record<string, Entry> = { mountinfo: '5 4 0:9 / / rw - tmpfs t rw\n6 5 0:18 / /dev/mqueue rw - mqueue m rw\n' };
    assert.equal(relations(pair(queue, { mountinfo: '7 4 0:9 / / rw - tmpfs t rw\n' }), 'a-91').ipc, 'unknown');
  });
});

test('a link of another kind is an error', () => {
  assert.equal(parseNamespaceLink('net:[4026531840]', 'net'), 4026531840);
  for (const link of ['pid:[4026531836]', 'net:[]', 'net:4', '/', '', 'net:[x]', 'net:[99999999999999999999]']) {
    assert.throws(() => parseNamespaceLink(link, 'net'), Error, link);
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    try {
      assert.ok(Number.isSafeInteger(parseNamespaceLink(text, 'net')));
    } catch (error) {
      assert.ok(error instanceof Error);
    }
  }));
});
