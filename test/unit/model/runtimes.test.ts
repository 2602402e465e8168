/** Who made a container, told from cgroup paths, command lines and mounts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cgroupOwner, cgroupOwners, serviceOf } from '../../../src/model/cgroupOwner.js';
import { isChromiumHelper, launchedBy, optionOf, wordsOf } from '../../../src/model/launcher.js';
import { candidatesAmong, isCandidate } from '../../../src/model/runtimes.js';
import { fullId, rootMount, statusText } from './madeUp.js';

const a = fullId('a');
const b = fullId('b');
const podUid = '0e3d3b4c-7d6f-4c1a-9b1e-2f7a5f0c9d11';

describe('the owner of a cgroup', () => {
  const cases: readonly [path: string, runtime: string | undefined, more: object][] = [
    [`/docker/${a}`, 'docker', { id: a }],
    [`/system.slice/docker-${a}.scope`, 'docker', { id: a }],
    [`/docker/${a}/init.scope`, 'docker', { id: a, path: `/docker/${a}` }],
    [`/docker/${a}/docker/${b}`, 'docker', { id: b, path: `/docker/${a}/docker/${b}` }],
    [`/../../docker/${a}`, 'docker', { id: a }],
    [`/my:group/with blank/${a}`, undefined, { id: a }],
    [`/libpod_parent/libpod-${a}`, 'podman', { id: a }],
    [`/libpod_parent/${b}/libpod-${a}`, 'podman', { id: a, pod: b }],
    [`/machine.slice/libpod-${a}.scope/container`, 'podman', { id: a, path: `/machine.slice/libpod-${a}.scope` }],
    [`/machine.slice/machine-libpod_pod_${b}.slice/libpod-${a}.scope`, 'podman', { id: a, pod: b }],
    [`/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${podUid.replaceAll('-', '_')}.slice/cri-containerd-${a}.scope`, 'containerd', { id: a, pod: podUid }],
    [`/kubepods/besteffort/pod${podUid}/${a}`, undefined, { id: a, pod: podUid }],
    [`/kubepods.slice/kubepods-pod${podUid.replaceAll('-', '_')}.slice/crio-${a}.scope`, 'cri-o', { id: a, pod: podUid }],
    ['/lxc.payload.web', 'lxc', { name: 'web' }],
    ['/lxc.payload.web/system.slice/cron.service', 'lxc', { name: 'web' }],
    ['/lxc/old', 'lxc', { name: 'old' }],
    ['/machine.slice/machine-my\\x2dbox.scope/payload', 'systemd-nspawn', { name: 'my-box' }],
    ['/system.slice/systemd-nspawn@box.service/payload/init.scope', 'systemd-nspawn', { name: 'box' }],
    ['/user.slice/user-1000.slice/user@1000.service/app.slice/app-flatpak-org.gnome.Maps-4711.scope', 'flatpak', { name: 'org.gnome.Maps' }],
    ['/user.slice/snap.firefox.firefox.8a1b0f0c-0000-4000-8000-000000000000.scope', 'snap', { name: 'firefox' }],
    ['/system.slice/snap.lxd.daemon.service', 'snap', { name: 'lxd.daemon' }],
    ['/system.slice/runc-box1.scope', 'runc', { id: 'box1', name: 'box1' }],
  ];
  for (const [path, runtime, more] of cases) {
    test(path, () => {
      const owner = cgroupOwner(`0::${path}\n`);
      assert.deepEqual({ ...owner, ...more }, owner);
      assert.equal(owner?.runtime, runtime);
    });
  }

  const others = [
    '/', '/docker', `/docker/${a.slice(1)}`, `/docker/${a.toUpperCase()}`, `/libpod_parent/${a}/conmon`, `/libpod_parent/libpod-conmon-${a}`,
    `/machine.slice/libpod-conmon-${a}.scope`, `/machine.slice/crio-conmon-${a}.scope`, '/lxc.monitor.web', '/lxc.payload.', '/payload',
    '/machine.slice/machine-qemu\\x2d1\\x2dvm.scope', '/system.slice/docker.service', '/system.slice/snapd.service', '/snap.x',
  ];
  for (const path of others) {
    test(`nobody's: ${path}`, () => assert.equal(cgroupOwner(`4:memory:${path}\n0::${path}\n`), undefined));
  }

  test('the hierarchy that names most counts, and lines that are none are passed over', () => {
    const text = `rubbish\n9:name=systemd:/\n4:memory:/session\n3:cpu,cpuacct:/docker/${a}\n0::/docker/${a} (deleted)\n5:pids:/doc`;
    assert.deepEqual(cgroupOwner(text), { runtime: 'docker', id: a, path: `/docker/${a}` });
    assert.deepEqual(cgroupOwners(`0::/docker/${a}/lxc.payload.x\n`).map(({ runtime }) => runtime), ['docker', 'lxc']);
  });

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      cgroupOwner(text);
      cgroupOwner(`0::/${text}\n`);
      serviceOf(`0::/${text}\n`);
    }));
  });

  test('services, but not what is in a scope or is a user manager', () => {
    assert.equal(serviceOf('0::/system.slice/hard1.service\n'), 'hard1.service');
    assert.equal(serviceOf('1:name=systemd:/system.slice/a\\x2db.service\n'), 'a-b.service');
    for (const path of ['/user.slice/session-3.scope', '/user.slice/user-0.slice/user@0.service', '/', '/x.slice']) {
      assert.equal(serviceOf(`0::${path}\n`), undefined, path);
    }
  });
});

describe('the process that launched it', () => {
  test('a containerd shim tells Docker from others', () => {
    const shim = (namespace: string, id: string): string[] => ['/usr/bin/containerd-shim-runc-v2', '-namespace', namespace, '-id', id, '-address', '/s'];
    assert.deepEqual(launchedBy('containerd-shim', shim('moby', a)), { runtime: 'docker', id: a, lowLevelRuntime: 'runc' });
    assert.deepEqual(launchedBy('containerd-shim', shim('default', 'ct1')), { runtime: 'containerd', id: 'ct1', name: 'ct1', lowLevelRuntime: 'runc' });
    assert.deepEqual(launchedBy('containerd-shim', ['/opt/containerd-shim-kata-v2', '-namespace', 'k8s.io', '-id', a]), { runtime: 'containerd', id: a, lowLevelRuntime: 'kata' });
    assert.deepEqual(launchedBy('containerd-shim', []), { runtime: 'containerd' });
  });

  test('conmon names the container, and whose it is', () => {
    const words = ['/usr/bin/conmon', '--api-version', '1', '-c', a, '-u', a, '-r', '/usr/bin/crun', '-n', 'web'];
    assert.deepEqual(launchedBy('conmon', words), { runtime: 'podman', id: a, name: 'web', lowLevelRuntime: 'crun' });
    assert.equal(launchedBy('conmon', [...words, '--exit-dir', '/var/run/crio/exits'])?.runtime, 'cri-o');
  });

  test('LXC, nspawn, firejail, runc', () => {
    assert.deepEqual(launchedBy('lxc-start', ['[lxc monitor] /srv/with blank/lxc lx1']), { runtime: 'lxc', name: 'lx1', configFile: '/srv/with blank/lxc/lx1/config' });
    // LXD and Incus make the configuration themselves, at another place.
    for (const folder of ['/var/snap/lxd/common/lxd/containers', '/var/lib/lxd/containers', '/var/lib/incus/containers']) {
      assert.deepEqual(launchedBy('lxd', [`[lxc monitor] ${folder} web`]), { runtime: 'lxc', name: 'web' });
    }
    assert.deepEqual(launchedBy('lxc-start', ['[lxc monitor] /var/lib/lxc/ lx1']), { runtime: 'lxc', name: 'lx1', configFile: '/var/lib/lxc/lx1/config' });
    for (const [words, name] of [
      [['-D', '/srv/root', '-M', 'box'], 'box'], [['--machine=box2', '-D/srv/root'], 'box2'], [['-D', '/srv/root/'], 'root'],
      [['--image=/var/lib/machines/deb.raw'], 'deb'], [['-Mbox3'], 'box3'],
    ] as const) {
      assert.deepEqual(launchedBy('systemd-nspawn', ['systemd-nspawn', ...words]), { runtime: 'systemd-nspawn', name });
    }
    assert.deepEqual(launchedBy('systemd-nspawn', ['systemd-nspawn']), { runtime: 'systemd-nspawn' });
    assert.deepEqual(launchedBy('firejail', ['firejail', '--name=ff', 'firefox']), { runtime: 'firejail', name: 'ff' });
    assert.deepEqual(launchedBy('runc', ['runc', 'run', '-b', '/b', 'rc1']), { runtime: 'runc', lowLevelRuntime: 'runc', id: 'rc1', name: 'rc1' });
    assert.equal(launchedBy('bash', ['bash']), undefined);
    assert.equal(launchedBy('__proto__', []), undefined);
  });

  test('words of a command line, padded or empty', () => {
    assert.deepEqual(wordsOf('init\0\0\0\0'), ['init']);
    assert.deepEqual(wordsOf('a\0\0b\0'), ['a', '', 'b']);
    assert.deepEqual(wordsOf(''), []);
    assert.equal(optionOf(['x', '--name'], '--name'), undefined);
  });

  test('a browser\'s helpers', () => {
    assert.equal(isChromiumHelper('/usr/lib/chromium/chromium\0--type=zygote\0'), true);
    assert.equal(isChromiumHelper('/opt/code/code --type=renderer --lang=en'), true);
    assert.equal(isChromiumHelper('/usr/bin/tool\0--type=rendererX\0'), false);
    assert.equal(isChromiumHelper('chromium\0'), false);
  });

  test('no words make it throw', () => {
    fc.assert(fc.property(fc.constantFrom('containerd-shim', 'conmon', 'lxc-start', 'systemd-nspawn', 'firejail', 'runc', 'x'), fc.array(fc.string({ unit: 'binary' })), (comm, words) => {
      launchedBy(comm, words);
      wordsOf(words.join('\0'));
    }));
  });
});

describe('candidates', () => {
  const plain = { pid: 9, status: statusText({ pid: 9 }), cgroup: '0::/user.slice\n', mountinfo: rootMount, rootLink: '/' };
  const cases: readonly [string, boolean, Partial<typeof plain> & { uidMap?: string }, number?][] = [
    ['a plain process', false, {}],
    ['an init', true, { status: statusText({ pid: 9, nsPids: [9, 1] }) }],
    ['a process that an init started', false, { status: statusText({ pid: 9, nsPids: [9, 2] }) }],
    ['an init three namespaces deep', true, { status: statusText({ pid: 9, nsPids: [9, 4, 1] }) }],
    ['the reader\'s own depth', false, { status: statusText({ pid: 9, nsPids: [9, 1] }) }, 2],
    ['pid 1 of the reader\'s own namespace', false, { pid: 1, status: statusText({ pid: 1, nsPids: [1] }) }],
    ['in a container\'s cgroup with the machine\'s pids', true, { cgroup: `0::/docker/${a}\n` }],
    ['chrooted, for who may read the link', true, { rootLink: '/srv/rootfs' }],
    ['chrooted, for everybody', true, { rootLink: undefined as unknown as string, mountinfo: '' }],
    ['chrooted above a mount', true, { rootLink: undefined as unknown as string, mountinfo: '31 22 0:3 / /proc rw - proc proc rw\n' }],
    ['a zombie', false, { status: statusText({ pid: 9, nsPids: [9, 1] }).replace('S (sleeping)', 'Z (zombie)') }],
    ['a kernel thread', false, { status: statusText({ pid: 9 }).replace(/VmSize.*\n/, ''), mountinfo: '' }],
    ['a service with PrivateTmp', false, { cgroup: '0::/system.slice/x.service\n' }],
    ['a service with users of its own', true, { cgroup: '0::/system.slice/x.service\n', uidMap: '0 0 1\n63450 63450 1\n' }],
    ['users of its own without a service', false, { uidMap: '0 1000 1\n' }],
    ['a service with a root of its own', true, { cgroup: '0::/system.slice/x.service\n', mountinfo: '31 22 254:0 /srv/box / rw - ext4 d rw\n' }],
    ['a status that was cut off', false, { status: 'Name:\tx\nSta' }],
    ['an empty status', false, { status: '' }],
  ];
  for (const [what, expected, change, depth = 1] of cases) {
    test(what, () => assert.equal(isCandidate({ ...plain, ...change }, depth), expected));
  }

  test('of those in one cgroup the topmost, and every init', () => {
    const inside = { cgroup: `0::/docker/${a}\n`, mountinfo: rootMount, rootLink: '/' };
    const member = (pid: number, parent: number, nsPids?: readonly number[]) => (
      { pid, status: statusText({ pid, parent, ...(nsPids && { nsPids }) }), ...inside });
    assert.deepEqual(candidatesAmong([member(10, 5), member(11, 10), member(12, 11), member(13, 11, [13, 1])], 1), [10, 13]);
  });

  test('of those below one root the topmost', () => {
    const jailed = (pid: number, parent: number, rootLink: string) => ({ ...plain, pid, rootLink, status: statusText({ pid, parent }) });
    assert.deepEqual(candidatesAmong([jailed(10, 5, '/jail'), jailed(11, 10, '/jail'), jailed(12, 11, '/jail/deeper')], 1), [10, 12]);
  });

  test('what a service starts is not the service\'s sandbox', () => {
    const service = { cgroup: '0::/user.slice/user@1.service/app.slice/docker.service\n', mountinfo: rootMount };
    const parent = { pid: 10, status: statusText({ pid: 10 }), ...service };
    assert.deepEqual(candidatesAmong([parent, { pid: 11, status: statusText({ pid: 11, parent: 10 }), uidMap: '0 1000 1\n', ...service }], 1), []);
  });

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.record({ status: fc.string({ unit: 'binary' }), cgroup: fc.string(), mountinfo: fc.string(), uidMap: fc.string(), rootLink: fc.string() }), (files) => {
      assert.equal(typeof isCandidate({ pid: 1, ...files }, 1), 'boolean');
    }));
  });
});
