/** Containers of the engine and of the kernel, each once, with name, parent and pod; and which one a person means. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ancestorsWanted, containersOf } from '../../../src/model/containers.js';
import { findContainer } from '../../../src/model/findContainer.js';
import type { Container } from '../../../src/model/isolation.js';
import { dockerEngine, engineWith, fullId, rootMount, snapshotWith } from './madeUp.js';

const a = fullId('a');
const b = fullId('b');
const shim = (pid: number, namespace: string, id: string, parent = 1) => (
  { pid, parent, comm: 'containerd-shim', words: ['containerd-shim-runc-v2', '-namespace', namespace, '-id', id] });
const docker = (id: string) => ({ cgroup: `0::/docker/${id}\n` });
const brief = ({ runtime, id, name, pid, parent }: Container) => ({ runtime, id, name, pid, parent });

describe('merging', () => {
  test('one that the engine and the kernel know is one, with the engine\'s name', () => {
    const snapshot = snapshotWith({
      processes: [shim(50, 'moby', a), { pid: 51, parent: 50, nsPids: [51, 1], ...docker(a) }],
      engine: engineWith({ id: a, name: 'web', pid: 51 }),
    });
    assert.deepEqual(containersOf(snapshot), [{
      id: a, name: 'web', runtime: 'docker', lowLevelRuntime: 'runc', image: 'busybox', state: 'running', pid: 51, parent: null, pod: null,
      engine: { kind: 'docker', endpoint: 'unix:///var/run/docker.sock', version: '27.0.1' },
    }]);
  });

  test('without the engine the kernel\'s, named by the beginning of the id', () => {
    const snapshot = snapshotWith({ processes: [shim(50, 'moby', a), { pid: 51, parent: 50, nsPids: [51, 1], ...docker(a) }] });
    assert.deepEqual(containersOf(snapshot).map(brief), [{ runtime: 'docker', id: a, name: 'a'.repeat(12), pid: 51, parent: null }]);
  });

  test('where the engine gives no pid, the process that bears its id', () => {
    const engine = { 'GET /containers/json': [{ Id: a, Names: ['/web'], State: 'running' }] };
    const [web] = containersOf(snapshotWith({ processes: [{ pid: 51, nsPids: [51, 1], ...docker(a) }], engine }));
    assert.deepEqual([web?.name, web?.pid], ['web', 51]);
  });

  test('an executed process beside the init, and one with the machine\'s pids, are no further containers', () => {
    const snapshot = snapshotWith({ processes: [
      shim(50, 'moby', a), { pid: 51, parent: 50, nsPids: [51, 1], ...docker(a) }, { pid: 52, parent: 50, nsPids: [52, 9], ...docker(a) },
      shim(60, 'moby', b), { pid: 61, parent: 60, ...docker(b) }, { pid: 62, parent: 61, ...docker(b) },
    ] });
    assert.deepEqual(containersOf(snapshot).map(({ pid }) => pid), [51, 61]);
  });

  test('a pid that here is another process merges with nothing', () => {
    const snapshot = snapshotWith({
      processes: [{ pid: 51, nsPids: [51, 1], ...docker(b) }],
      engine: engineWith({ id: a, name: 'remote', pid: 51 }),
    });
    assert.deepEqual(containersOf(snapshot).map(({ id }) => id), [b, a]);
  });

  test('running ones; with all the rest too; words of both engines; sorted by name', () => {
    const states = ['created', 'configured', 'running', 'paused', 'restarting', 'exited', 'stopped', 'removing', 'dead', 'nonsense'];
    const engine = { 'GET /containers/json': states.map((State, index) => ({ Id: fullId(String(index)), Names: [`/n${9 - index}`], State })) };
    const snapshot = snapshotWith({ engine });
    assert.deepEqual(containersOf(snapshot).map(({ name, state }) => `${name} ${state}`), ['n5 restarting', 'n6 paused', 'n7 running']);
    assert.deepEqual(containersOf(snapshot, { all: true }).map(({ state }) => state), [
      'dead', 'dead', 'dead', 'exited', 'exited', 'restarting', 'paused', 'running', 'created', 'created']);
  });

  test('an engine that cannot be used adds nothing and takes nothing', () => {
    const processes = [{ pid: 51, nsPids: [51, 1], ...docker(a) }];
    for (const engine of [{ 'GET /containers/json': 'rubbish' }, { 'GET /containers/json': { unread: 'denied' } }, { 'GET /containers/json': [null, 1, {}, { Id: 7 }] }]) {
      assert.deepEqual(containersOf(snapshotWith({ processes, engine, engines: [dockerEngine] })).map(({ pid }) => pid), [51]);
    }
  });
});

describe('names, nesting and pods', () => {
  test('what has neither id nor name is called by its program and pid', () => {
    const snapshot = snapshotWith({ processes: [
      { pid: 50, comm: 'unshare' }, { pid: 51, parent: 50, nsPids: [51, 1], comm: 'a)\n<b>' },
    ] });
    assert.deepEqual(containersOf(snapshot).map(brief), [{ runtime: 'unshare', id: 'pid-51', name: 'a)\n<b>-51', pid: 51, parent: null }]);
  });

  test('a container in a container is shown under it, whoever made it', () => {
    const snapshot = snapshotWith({ processes: [
      shim(50, 'moby', a), { pid: 51, parent: 50, nsPids: [51, 1], comm: 'dockerd', ...docker(a) },
      { ...shim(60, 'moby', b, 51), nsPids: [60, 20], ...docker(a) },
      { pid: 61, parent: 60, nsPids: [61, 21, 1], cgroup: `0::/docker/${a}/docker/${b}\n` },
      { pid: 70, parent: 51, nsPids: [70, 30], comm: 'unshare', ...docker(a) }, { pid: 71, parent: 70, nsPids: [71, 31, 1], ...docker(a) },
    ] });
    assert.deepEqual(containersOf(snapshot).map(brief), [
      { runtime: 'docker', id: a, name: 'a'.repeat(12), pid: 51, parent: null },
      { runtime: 'docker', id: b, name: 'b'.repeat(12), pid: 61, parent: a },
      { runtime: 'unshare', id: 'pid-71', name: 'sleep-71', pid: 71, parent: a },
    ]);
  });

  test('Kubernetes: the pod by labels, by CRI-O\'s names, by the cgroup', () => {
    const uid = '0e3d3b4c-7d6f-4c1a-9b1e-2f7a5f0c9d11';
    const slice = `/kubepods.slice/kubepods-pod${uid.replaceAll('-', '_')}.slice`;
    const snapshot = snapshotWith({
      processes: [
        { pid: 50, comm: 'conmon', words: ['conmon', '-c', a, '-n', `k8s_app_shop_prod_${uid}_0`, '--exit-dir', '/var/run/crio/exits'] },
        { pid: 51, parent: 50, nsPids: [51, 1], cgroup: `0::${slice}/crio-${a}.scope\n` },
        { pid: 61, parent: 1, nsPids: [61, 1], cgroup: `0::${slice}/cri-containerd-${b}.scope\n` },
      ],
      engine: engineWith({ id: fullId('c'), name: 'k8s_x', labels: { 'io.kubernetes.pod.name': 'p', 'io.kubernetes.pod.namespace': 'n', 'io.kubernetes.pod.uid': 'u' } }),
    });
    assert.deepEqual(containersOf(snapshot).map(({ runtime, pod }) => [runtime, pod]), [
      ['containerd', { name: uid, namespace: '', uid }],
      ['cri-o', { name: 'shop', namespace: 'prod', uid }],
      ['docker', { name: 'p', namespace: 'n', uid: 'u' }],
    ]);
  });

  test('a browser is one container, whatever its helpers', () => {
    const helper = (type: string): string[] => [`/usr/lib/chromium/chromium --type=${type} --lang=en`];
    const snapshot = snapshotWith({ processes: [
      { pid: 50, comm: 'chromium', words: ['/usr/lib/chromium/chromium'] },
      { pid: 51, parent: 50, nsPids: [51, 1], comm: 'chromium', words: helper('zygote') },
      { pid: 52, parent: 51, nsPids: [52, 2, 1], comm: 'chromium', words: helper('renderer') },
      { pid: 53, parent: 51, nsPids: [53, 3, 1], comm: 'chromium', words: helper('renderer') },
    ] });
    assert.deepEqual(containersOf(snapshot).map(brief), [{ runtime: 'chromium', id: 'pid-51', name: 'chromium-51', pid: 51, parent: null }]);
  });

  test('Flatpak and Snap, by the cgroup that their launchers are in too', () => {
    const scope = { cgroup: '0::/user.slice/app-flatpak-org.gnome.Maps-12.scope\n' };
    const snapshot = snapshotWith({ processes: [
      { pid: 50, comm: 'bwrap', ...scope }, { pid: 51, parent: 50, nsPids: [51, 1], comm: 'bwrap', ...scope },
      { pid: 52, parent: 51, nsPids: [52, 2], comm: 'gnome-maps', ...scope },
      { pid: 60, comm: 'lxd', cgroup: '0::/system.slice/snap.lxd.daemon.service\n' },
    ] });
    assert.deepEqual(containersOf(snapshot).map(brief), [
      { runtime: 'snap', id: 'pid-60', name: 'lxd.daemon', pid: 60, parent: null },
      { runtime: 'flatpak', id: 'pid-51', name: 'org.gnome.Maps', pid: 51, parent: null },
    ].reverse().sort((one, other) => (one.name < other.name ? -1 : 1)));
  });

  test('an init of which nothing tells who made it is unknown', () => {
    const [found] = containersOf(snapshotWith({ processes: [{ pid: 51, nsPids: [51, 1] }] }));
    assert.equal(found?.runtime, 'unknown');
  });

  test('hidepid: what cannot be seen is not there, what can be seen is', () => {
    const snapshot = snapshotWith({
      processes: [{ pid: 51, parent: 50, nsPids: [51, 1], ...docker(a) }],
      files: { '/proc/50/status': { unread: 'absent', detail: 'ENOENT' }, '/proc/60/status': { unread: 'denied' } },
    });
    assert.deepEqual(containersOf(snapshot).map(({ pid, runtime }) => [pid, runtime]), [[51, 'docker']]);
    assert.deepEqual(ancestorsWanted(snapshot), []);
  });

  test('no processes, circles of parents, and rubbish do not end it', () => {
    assert.deepEqual(containersOf(snapshotWith({})), []);
    const circle = snapshotWith({ processes: [{ pid: 51, parent: 52, nsPids: [51, 1] }, { pid: 52, parent: 51, nsPids: [52, 1] }] });
    assert.equal(containersOf(circle).length, 2);
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('status', 'cgroup', 'comm', 'cmdline', 'mountinfo', 'stat'), fc.string({ unit: 'binary' })), fc.jsonValue(), (texts, answer) => {
      const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/proc/9/${name}`, text]));
      const all = containersOf(snapshotWith({ files, engine: { 'GET /containers/json': [answer], [`GET /containers/${a}/json`]: answer } }), { all: true });
      assert.ok(all.every(({ name }) => typeof name === 'string'));
    }));
  });
});

describe('which container is meant', () => {
  const snapshot = snapshotWith({
    processes: [
      { pid: 51, nsPids: [51, 1], cgroup: `0::/docker/${a}\n` }, { pid: 61, nsPids: [61, 1], cgroup: `0::/docker/${b}\n` },
      { pid: 52, parent: 51, nsPids: [52, 7], cgroup: `0::/docker/${a}\n` },
    ],
    engine: engineWith({ id: a, name: 'web', pid: 51 }, { id: b, name: a.slice(0, 6), pid: 61 }, { id: `${'a'.repeat(62)}bb`, name: 'x51' }),
    files: { [`/sys/fs/cgroup/docker/${a}/cgroup.procs`]: '51\n52\n', [`/sys/fs/cgroup/docker/${a}/sub/cgroup.procs`]: '53\n' },
  });
  const all = containersOf(snapshot);
  const find = (wanted: string): string => {
    const found = findContainer(snapshot, all, wanted);
    return 'found' in found ? found.found.id.slice(0, 4) + found.found.id.slice(-2) : 'none' in found ? 'none' : `ambiguous ${found.ambiguous.length}`;
  };

  test('the id, then the name, then four or more of the id, then a pid inside', () => {
    assert.equal(find(a), 'aaaaaa');
    assert.equal(find('web'), 'aaaaaa');
    assert.equal(find('aaaaaa'), 'bbbbbb', 'a name goes before a prefix');
    assert.equal(find('aaaa'), 'ambiguous 2');
    assert.equal(find(`${'a'.repeat(62)}b`), 'aaaabb');
    assert.equal(find('bbb'), 'none');
    assert.equal(find('bbbb'), 'bbbbbb');
    assert.equal(find('61'), 'bbbbbb');
    assert.equal(find('52'), 'aaaaaa');
    assert.equal(find('53'), 'aaaaaa', 'a member that is known by its cgroup alone');
    for (const wanted of ['', '0', '-51', '051', '99', '4294967296000', '__proto__', 'constructor']) {
      assert.equal(find(wanted), 'none', wanted);
    }
  });

  test('whoever is ambiguous is named', () => {
    const found = findContainer(snapshot, all, 'aaaa');
    assert.deepEqual(found, { ambiguous: ['web (aaaaaaaaaaaa)', 'x51 (aaaaaaaaaaaa)'] });
  });
});

test('a root mount in the made-up snapshots is one that mountinfo could have', () => {
  assert.match(rootMount, /^\d+ \d+ \d+:\d+ \/ \/ /);
});
