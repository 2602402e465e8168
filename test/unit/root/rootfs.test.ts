/** Roots that were never recorded: without privilege, without an engine, with odd mounts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseHistory } from '../../../src/model/imageHistory.js';
import type { Container, Root } from '../../../src/model/isolation.js';
import { type Reading, isRead, read, unread } from '../../../src/model/reading.js';
import { rootAt, rootOf } from '../../../src/model/rootfs.js';
import type { Entry } from '../../../src/model/snapshot.js';
import { container, machineRoot, madeUp } from '../cgroup/madeUp.js';

function why(reading: Reading<unknown>): unknown {
  return isRead(reading) ? reading.value : reading.unread;
}

const noEngine = container({ engine: null, id: 'pid-7' });

function root(files: Readonly<Record<string, Entry>>, inspect?: unknown, of: Container = inspect === undefined ? noEngine : container()): Root {
  const snapshot = madeUp(
    { '/proc/self/mountinfo': machineRoot, '/proc/self/ns/mnt': { link: 'mnt:[4026531832]' }, ...files },
    { engine: { [`GET /containers/${of.id}/json`]: inspect } });
  return rootAt(snapshot, of, read('/proc/7', '/proc/7/cgroup'));
}

const overlayLine = (options: string, directory = '/') => `367 283 0:123 ${directory} / rw,relatime - overlay overlay rw,${options}\n`;
const denied: Entry = { unread: 'denied', detail: 'EACCES' };

test('an overlay without engine: beside upperdir, and that is a guess', () => {
  const { hostPath, driver, layers } = root({ '/proc/7/mountinfo': overlayLine('lowerdir=/l:/m,upperdir=/store/abc/diff,workdir=/w') });
  assert.deepEqual(hostPath, { value: '/store/abc/merged', from: '/proc/7/mountinfo', guessed: true });
  assert.deepEqual([why(driver), why(layers)], ['overlay', ['/l', '/m']]);
});

test('an overlay without engine that the machine has mounted too: there, and no guess', () => {
  const { hostPath } = root({
    '/proc/self/mountinfo': `${machineRoot}90 22 0:123 / /run/containerd/x/rootfs rw - overlay overlay rw,lowerdir=/l\n`,
    '/proc/7/mountinfo': overlayLine('lowerdir=/l,upperdir=/store/abc/diff'),
  });
  assert.deepEqual(hostPath, read('/run/containerd/x/rootfs', '/proc/7/mountinfo'));
});

test('an overlay that nobody can write to', () => {
  const { writableLayer, hostPath } = root({ '/proc/7/mountinfo': overlayLine('lowerdir=/l:/m') });
  assert.deepEqual([why(writableLayer), why(hostPath)], ['absent', 'absent']);
});

const inspect = (data: unknown, more: Readonly<Record<string, unknown>> = {}) => ({ Driver: 'overlay2', GraphDriver: { Name: 'overlay2', Data: data }, ...more });

test('relative paths, as engines mount more than one page of options, get the engine\'s full names', () => {
  const lower = Array.from({ length: 40 }, (_, index) => `/store/${index}/diff`);
  const { layers, writableLayer } = root(
    { '/proc/7/mountinfo': overlayLine(`lowerdir=${lower.map((_, index) => `l/${index}`).join(':')},upperdir=abc/diff`) },
    inspect({ LowerDir: lower.join(':'), UpperDir: '/store/abc/diff', MergedDir: '/store/abc/merged' }));
  assert.deepEqual([why(layers), why(writableLayer)], [lower, '/store/abc/diff']);
});

const short = '/store/l/ABCDEFGHIJKLMNOPQRSTUVWXYZ';

test('short links: followed where they were read, kept where nothing resolves them', () => {
  const files = { '/proc/7/mountinfo': overlayLine(`lowerdir=${short}:/plain,upperdir=/u/diff`) };
  assert.deepEqual(why(root({ ...files, [short]: { link: '../4a5b/diff' } }).layers), ['/store/4a5b/diff', '/plain']);
  assert.deepEqual(why(root(files).layers), [short, '/plain']);
  assert.deepEqual(why(root(files, inspect({ LowerDir: '/one/only' })).layers), [short, '/plain']);
  assert.deepEqual(root(files, inspect({ LowerDir: '/store/9/diff:/other' })).layers, read(['/store/9/diff', '/plain'], 'GET /containers/{id}/json'));
});

test('a bind mount of a part of an overlay', () => {
  const { hostPath } = root({ '/proc/7/mountinfo': overlayLine('lowerdir=/l,upperdir=/u/diff', '/sub') }, inspect({ MergedDir: '/m' }));
  assert.equal(why(hostPath), '/m/sub');
});

test('chroot: the link says where, and the machine\'s mounts what it is', () => {
  const found = root({
    '/proc/self/mountinfo': `${machineRoot}90 22 0:9 / /srv ro,relatime - squashfs /dev/loop0 ro\n`,
    '/proc/7/mountinfo': '', '/proc/7/root': { link: '/srv/jail' }, '/proc/7/ns/mnt': { link: 'mnt:[4026531832]' },
  });
  assert.deepEqual([why(found.mechanism), why(found.hostPath), why(found.filesystem), why(found.readOnly)], ['chroot', '/srv/jail', 'squashfs', true]);
  assert.deepEqual(why(found.mounts), []);
});

test('chroot without the right to read the link: known to be one, unknown where', () => {
  const found = root({ '/proc/7/mountinfo': '', '/proc/7/root': denied });
  assert.deepEqual([why(found.mechanism), why(found.hostPath), why(found.filesystem), why(found.readOnly)], ['chroot', 'denied', 'denied', 'denied']);
});

test('chroot onto a mount point: the same mount id on the machine', () => {
  const found = root({
    '/proc/self/mountinfo': `${machineRoot}90 22 0:9 / /mnt/jail rw - tmpfs t rw\n`,
    '/proc/7/mountinfo': '90 22 0:9 / / rw - tmpfs t rw\n', '/proc/7/root': denied,
  });
  assert.deepEqual([why(found.mechanism), why(found.hostPath)], ['chroot', '/mnt/jail']);
});

test('chroot inside another mount namespace: its path there is only a guess here', () => {
  const found = root({ '/proc/7/mountinfo': '', '/proc/7/root': { link: '/jail' }, '/proc/7/ns/mnt': { link: 'mnt:[4026532999]' } });
  assert.deepEqual(found.hostPath, { value: '/jail', from: '/proc/7/root', guessed: true });
  assert.equal(why(found.filesystem), 'unsupported');
});

test('the machine\'s own root', () => {
  const found = root({ '/proc/7/mountinfo': machineRoot, '/proc/7/root': { link: '/' } });
  assert.deepEqual([why(found.mechanism), why(found.hostPath)], ['none', '/']);
});

test('a zombie has an empty mountinfo too, and is no chroot', () => {
  const found = root({ '/proc/7/mountinfo': '', '/proc/7/status': 'Name:\tx\nState:\tZ (zombie)\n', '/proc/7/root': denied });
  assert.deepEqual([why(found.mechanism), why(found.hostPath)], ['gone', 'gone']);
});

test('an unreadable mount table is the reason for all that hangs on it', () => {
  const found = root({ '/proc/7/mountinfo': denied, '/proc/7/root': { link: '/' } });
  for (const reading of [found.mechanism, found.hostPath, found.filesystem, found.layers, found.readOnly, found.mounts, found.maskedPaths]) {
    assert.equal(why(reading), 'denied');
  }
  assert.equal(why(root({ '/proc/7/mountinfo': '367 283 0:123 / / rw - over' }).mechanism), 'malformed');
});

test('without the machine\'s mount table no mechanism is claimed', () => {
  const found = root({ '/proc/self/mountinfo': denied, '/proc/7/mountinfo': overlayLine('lowerdir=/l') });
  assert.deepEqual([why(found.mechanism), why(found.filesystem)], ['denied', 'overlay']);
});

const remoteInspect = inspect(
  { LowerDir: '/a:/b', UpperDir: '/u', MergedDir: '/m' },
  { HostConfig: { ReadonlyRootfs: true, MaskedPaths: ['/proc/kcore'], ReadonlyPaths: null } });

test('another kernel: what the engine says stays, the rest is "remote"', () => {
  const snapshot = madeUp({}, { engine: { [`GET /containers/${container().id}/json`]: remoteInspect } });
  const found = rootAt(snapshot, container(), unread('remote', 'GET /containers/{id}/json'));
  assert.deepEqual(
    [found.hostPath, found.driver, found.readOnly, found.layers, found.writableLayer, found.maskedPaths, found.readOnlyPaths].map(why),
    ['/m', 'overlay2', true, ['/a', '/b'], '/u', ['/proc/kcore'], []]);
  assert.deepEqual([found.mechanism, found.filesystem, found.mounts].map(why), ['remote', 'remote', 'remote']);
});

test('a stopped container is mounted nowhere, its layers remain', () => {
  const stopped = container({ state: 'exited', pid: null });
  const found = rootOf(madeUp({}, { engine: { [`GET /containers/${stopped.id}/json`]: remoteInspect } }), stopped);
  assert.deepEqual([found.hostPath, found.mechanism, found.layers].map(why), ['gone', 'gone', ['/a', '/b']]);
});

test('an image\'s history, newest first, under either of its names', () => {
  const history = [{ CreatedBy: 'CMD ["sh"]', Size: 0 }, { CreatedBy: 'ADD rootfs.tar /', Size: 1234567 }];
  for (const key of ['GET /images/sha256:1/history', 'GET /images/nginx/history']) {
    const snapshot = madeUp({}, { engine: { [`GET /containers/${container().id}/json`]: { Image: 'sha256:1' }, [key]: history } });
    const found = rootAt(snapshot, container(), unread('remote', 'x'));
    assert.deepEqual(why(found.history), [{ createdBy: 'CMD ["sh"]', size: 0 }, { createdBy: 'ADD rootfs.tar /', size: 1234567 }]);
  }
  assert.throws(() => parseHistory({}), /not a list/);
  assert.throws(() => parseHistory([{ CreatedBy: 'x' }]), /size/);
  assert.deepEqual(parseHistory([{ Size: 1 }]), [{ createdBy: '', size: 1 }]);
});

test('an inspect answer of any shape never throws and never becomes a wrong kind of value', () => {
  fc.assert(fc.property(fc.anything(), fc.anything(), fc.anything(), (data, paths, history) => {
    const answer = { Driver: data, GraphDriver: { Data: data }, HostConfig: { MaskedPaths: paths, ReadonlyRootfs: paths }, Image: history };
    const found = root({ '/proc/7/mountinfo': overlayLine('lowerdir=/l,upperdir=/u/diff') }, answer);
    assert.ok(!isRead(found.driver) || typeof found.driver.value === 'string');
    assert.ok(!isRead(found.maskedPaths) || found.maskedPaths.value.every((path) => typeof path === 'string'));
    assert.ok(isRead(found.layers));
  }));
});

test('HTML, escapes and a name of a megabyte are kept as they are', () => {
  const name = `/<img src=x onerror=alert(1)>\u001b[31m${'x'.repeat(1_000_000)}`;
  const escaped = name.replaceAll(' ', '\\040');
  const found = root({ '/proc/7/mountinfo': `${overlayLine('lowerdir=/l')}368 367 0:5 / ${escaped} rw - tmpfs ${escaped} rw\n` });
  assert.ok(isRead(found.mounts));
  assert.deepEqual([found.mounts.value[1]?.target, found.mounts.value[1]?.source], [name, name]);
});
