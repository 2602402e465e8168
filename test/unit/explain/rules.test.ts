import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findingsOf, withFindings } from '../../../src/explain/findings.js';
import type { Isolation, NamespaceType } from '../../../src/model/isolation.js';
import { conceptIds } from '../../../src/model/isolation.js';
import { read, unread } from '../../../src/model/reading.js';
import { cgroup, container, fourteen, inspect, mount, namespaces, picture, privileges, root, status, withUnread } from './pictures.js';

const ids = (isolation: Isolation): string[] => findingsOf(isolation).map(({ id }) => id).sort();
const denied = unread('denied', '/x', 'EACCES');
const mountinfo = '/proc/5873/mountinfo';
const held = (...names: string[]) => privileges({
  capabilities: { ...privileges().capabilities, bounding: read([...fourteen, ...names], status), effective: read([...fourteen, ...names], status) },
});
const mounts = (...list: Parameters<typeof mount>[0][]) => root({ mounts: read(list.map((each) => mount(each)), mountinfo) });
const initialUser = namespaces({ user: { relation: 'initial' } });
const memory = (changes: Partial<ReturnType<typeof cgroup>['memory']>) => ({ ...cgroup().memory, ...changes });
const cpu = (changes: Partial<ReturnType<typeof cgroup>['cpu']>) => ({ ...cgroup().cpu, ...changes });

test('a container without anything that stands out has no finding', () => {
  assert.deepEqual(ids(picture()), []);
});

/** Changes that make exactly this finding appear; the same with the fact unread must not. */
const cases: readonly [string, Partial<Isolation>, Partial<Isolation>][] = [
  ...(['pid', 'net', 'ipc', 'uts', 'cgroup'] as const).map((type): [string, Partial<Isolation>, Partial<Isolation>] => [
    `${type}-namespace-initial`,
    { namespaces: namespaces({ [type]: { relation: 'initial' } }) },
    { namespaces: namespaces({ [type]: { relation: 'unknown', id: denied } }) },
  ]),
  ...(['pid', 'net', 'ipc', 'uts', 'user', 'cgroup'] as const).map((type): [string, Partial<Isolation>, Partial<Isolation>] => [
    `${type}-namespace-shared`,
    { namespaces: namespaces({ [type]: { relation: 'shared', sharedWith: ['proxy'] } }) },
    { namespaces: namespaces({ [type]: { relation: 'unknown', id: denied } }) },
  ]),
  ['user-namespace-initial', { namespaces: initialUser }, { namespaces: namespaces({ user: { relation: 'unknown', id: denied } }) }],
  ['privileged', { privileges: privileges({ privileged: read(true, inspect) }) }, { privileges: privileges({ privileged: denied }) }],
  ['seccomp-off', { privileges: privileges({ seccomp: read('disabled', status) }) }, { privileges: privileges({ seccomp: denied }) }],
  ['no-new-privs-off', { privileges: privileges({ noNewPrivileges: read(false, status) }) }, { privileges: privileges({ noNewPrivileges: denied }) }],
  ['no-memory-limit',
    { cgroup: cgroup({ memory: memory({ limit: read('unlimited', '/m') }), configured: { ...cgroup().configured, memory: read('unlimited', inspect) } }) },
    { cgroup: cgroup({ memory: memory({ limit: denied }), configured: { ...cgroup().configured, memory: read('unlimited', inspect) } }) }],
  ['no-cpu-limit',
    { cgroup: cgroup({ cpu: cpu({ limit: read('unlimited', '/c') }), configured: { ...cgroup().configured, cpu: denied } }) },
    { cgroup: cgroup({ cpu: cpu({ limit: denied }), configured: { ...cgroup().configured, cpu: denied } }) }],
  ['no-pids-limit',
    { cgroup: cgroup({ pids: { ...cgroup().pids, limit: read('unlimited', '/p') }, configured: { ...cgroup().configured, pids: read('unlimited', inspect) } }) },
    { cgroup: cgroup({ pids: { ...cgroup().pids, limit: denied } }) }],
  ['limit-not-enforced', { cgroup: cgroup({ memory: memory({ limit: read('unlimited', '/m') }) }) }, { cgroup: cgroup({ memory: memory({ limit: denied }) }) }],
  ['oom-killed', { cgroup: cgroup({ memory: memory({ oomKills: read(2, '/m') }) }) }, { cgroup: cgroup({ memory: memory({ oomKills: denied }) }) }],
  ['cpu-throttled', { cgroup: cgroup({ cpu: cpu({ periods: read(100, '/c'), throttledPeriods: read(3, '/c') }) }) },
    { cgroup: cgroup({ cpu: cpu({ periods: denied, throttledPeriods: read(3, '/c') }) }) }],
  ['engine-socket-mounted', { root: mounts({ target: '/run/engine', source: 'tmpfs', root: '/docker.sock', fsType: 'tmpfs' }) }, { root: root({ mounts: denied }) }],
  ['engine-socket-mounted', { root: { ...mounts({ target: '/x', source: 'tmpfs', root: '/', fsType: 'tmpfs' }), engineSockets: read(['/x/docker.sock'], `${mountinfo}, /proc/self/mountinfo`) } },
    { root: { ...mounts({ target: '/x', source: 'tmpfs', root: '/', fsType: 'tmpfs' }), engineSockets: denied } }],
  ['host-root-mounted', { root: mounts({ target: '/host', root: '/' }, { target: '/host/proc', root: '/', fsType: 'proc' }, { target: '/host/dev', root: '/', fsType: 'devtmpfs' }) }, { root: root({ mounts: denied }) }],
  ['host-proc-mounted', { root: mounts({ target: '/host-proc', root: '/', fsType: 'proc', source: 'proc' }) }, { root: root({ mounts: denied }) }],
  ['host-sys-mounted', { root: mounts({ target: '/host-sys', root: '/', fsType: 'sysfs', source: 'sysfs' }) }, { root: root({ mounts: denied }) }],
  ['host-device-mounted', { privileges: privileges({ devices: read(['/dev/fuse'], inspect) }) }, { privileges: privileges({ devices: denied }) }],
  ['writable-root', { root: root({ readOnly: read(false, mountinfo) }) }, { root: root({ readOnly: denied }) }],
  ['shared-propagation', { root: mounts({ target: '/data', propagation: ['shared:7'] }) }, { root: root({ mounts: denied }) }],
];

describe('each rule', () => {
  for (const [id, fires, silent] of cases) {
    test(`${id} fires on what was read, and never on what was not`, () => {
      assert.deepEqual(ids(picture(fires)), [id]);
      assert.deepEqual(ids(picture(silent)), []);
    });
  }

  test('root-without-user-namespace needs root out here and the machine’s own user namespace', () => {
    const asRoot = privileges({ user: read({ uid: 0, gid: 0, hostUid: 0 }, status) });
    const id = 'root-without-user-namespace';
    assert.deepEqual(ids(picture({ privileges: asRoot, namespaces: initialUser })), [id, 'user-namespace-initial']);
    assert.deepEqual(ids(picture({ privileges: asRoot })), []);
    assert.deepEqual(ids(picture({ privileges: privileges({ user: read({ uid: 0, gid: 0, hostUid: 100000 }, status) }) })), []);
    assert.deepEqual(ids(picture({ privileges: privileges({ user: denied }), namespaces: initialUser })), ['user-namespace-initial']);
  });

  test('no finding comes from a picture in which nothing was read', () => {
    const nothing = withUnread(picture({ namespaces: namespaces(Object.fromEntries(
      (['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'] satisfies NamespaceType[]).map((type) => [type, { relation: 'unknown' }]),
    )) }), () => denied) as Isolation;
    assert.deepEqual(ids(nothing), []);
  });

  test('every finding has evidence, a reason of at most two sentences, a fix and a concept that exists', () => {
    for (const [, fires] of cases) {
      for (const finding of findingsOf(picture(fires))) {
        assert.ok(finding.evidence.length > 0 && finding.evidence.every((from) => from !== ''), finding.id);
        assert.ok((finding.why.match(/[.!?](?=\s|$)/g) ?? []).length <= 2, finding.why);
        assert.ok(finding.fix.length > 0 && finding.says.length > 0);
        assert.ok(conceptIds.includes(finding.concept));
      }
    }
  });
});

describe('capabilities', () => {
  test('each one beyond the default is named', () => {
    assert.deepEqual(ids(picture({ privileges: held('CAP_SYS_ADMIN', 'CAP_SYS_TIME'), namespaces: initialUser })),
      ['capability-added-sys-admin', 'capability-added-sys-time', 'user-namespace-initial']);
  });

  test('of a privileged one only the five strongest are named', () => {
    const all = { ...held('CAP_SYS_ADMIN', 'CAP_SYS_PTRACE', 'CAP_NET_ADMIN', 'CAP_DAC_READ_SEARCH', 'CAP_SYS_MODULE', 'CAP_SYS_TIME', 'CAP_BPF'), privileged: read(true, inspect) };
    assert.deepEqual(ids(picture({ privileges: all })), [
      'capability-added-dac-read-search', 'capability-added-net-admin', 'capability-added-sys-admin',
      'capability-added-sys-module', 'capability-added-sys-ptrace', 'privileged',
    ]);
  });

  test('of very many only the five strongest are named', () => {
    const many = Array.from({ length: 9 }, (_, index) => `CAP_${String(index)}`);
    assert.deepEqual(ids(picture({ privileges: held('CAP_SYS_ADMIN', ...many), namespaces: initialUser })), ['capability-added-sys-admin', 'user-namespace-initial']);
    assert.equal(ids(picture({ privileges: held(...many.slice(1)), namespaces: initialUser })).length, 9);
  });

  test('in a user namespace of its own they weigh less', () => {
    const severity = (changes: Partial<Isolation>) => findingsOf(picture(changes)).find(({ id }) => id === 'capability-added-sys-admin')?.severity;
    assert.equal(severity({ privileges: held('CAP_SYS_ADMIN') }), 'info');
    assert.equal(severity({ privileges: held('CAP_SYS_ADMIN'), namespaces: initialUser }), 'danger');
  });

  test('the full bounding set of an ordinary process of the machine is nothing that was added', () => {
    const bare = { ...privileges(), capabilities: { ...privileges().capabilities, effective: read([], status), bounding: read(['CAP_SYS_ADMIN'], status) } };
    assert.deepEqual(ids(picture({ container: container({ engine: null, runtime: 'chroot' }), privileges: bare })), []);
    assert.deepEqual(ids(picture({ privileges: bare })), ['capability-added-sys-admin']);
  });

  test('names that every object has are no capabilities that are known', () => {
    assert.ok(ids(picture({ privileges: held('constructor', '__proto__') })).every((id) => !id.includes('proto')));
  });
});

test('the folder of an engine brings the roots of its containers along, and they are not the machine’s', () => {
  const merged = { target: '/x/overlay2/a/merged', root: '/', fsType: 'overlay', source: 'overlay' };
  const proc = { target: '/x/overlay2/a/merged/proc', root: '/', fsType: 'proc', source: 'proc' };
  assert.deepEqual(ids(picture({ root: mounts({ target: '/x', root: '/var/lib/docker' }, merged, proc) })), []);
});

test('on another machine’s kernel, what the engine was asked to bind is what is known', () => {
  const asked = (source: string, mounts = unread('remote', inspect)) => {
    const requested = read([{ kind: 'bind', source, target: '/x', readOnly: false }], inspect);
    return findingsOf(picture({ root: root({ mounts, requested }) })).map(({ id, evidence }) => [id, ...evidence]);
  };
  assert.deepEqual(asked('/var/run/docker.sock'), [['engine-socket-mounted', inspect]]);
  assert.deepEqual(asked('/'), [['host-root-mounted', inspect]]);
  assert.deepEqual(asked('/proc'), [['host-proc-mounted', inspect]]);
  assert.deepEqual(asked('/sys'), [['host-sys-mounted', inspect]]);
  assert.deepEqual(asked('/srv'), []);
  assert.deepEqual(asked('/', denied), []);
});

test('a socket that came along with the machine’s / is told with that', () => {
  const host = mounts({ target: '/host', root: '/' }, { target: '/host/proc', root: '/', fsType: 'proc' });
  const sockets = (path: string) => ({ root: { ...host, engineSockets: read([path], mountinfo) } });
  assert.deepEqual(ids(picture(sockets('/host/run/docker.sock'))), ['host-root-mounted']);
  assert.deepEqual(ids(picture(sockets('/hosts.sock'))), ['engine-socket-mounted', 'host-root-mounted']);
});

describe('limits', () => {
  test('a limit that the kernel rounds is enforced; a stricter one is too', () => {
    assert.deepEqual(ids(picture({ cgroup: cgroup({ memory: memory({ limit: read(67108864 - 4096, '/m') }) }) })), []);
    assert.deepEqual(ids(picture({ cgroup: cgroup({ memory: memory({ limit: read(1048576, '/parent') }) }) })), []);
    assert.deepEqual(ids(picture({ cgroup: cgroup({ memory: memory({ limit: read(2 * 67108864, '/m') }) }) })), ['limit-not-enforced']);
  });

  test('a container without a cgroup of its own is held to nothing; one whose path was not read may be', () => {
    const none = memory({ limit: unread('unsupported', '/proc/5873/cgroup', 'no cgroup of its own') });
    const asked = cgroup({ memory: none, path: read('/user.slice', '/proc/5873/cgroup') });
    assert.deepEqual(ids(picture({ cgroup: asked })), ['limit-not-enforced']);
    assert.deepEqual(ids(picture({ cgroup: { ...asked, path: unread('unsupported', '/proc', 'a kernel of its own') } })), []);
    const above = memory({ limit: unread('unsupported', '/sys/fs/cgroup', 'the cgroups above are not shown in here') });
    assert.deepEqual(ids(picture({ cgroup: cgroup({ memory: above }) })), []);
  });
});

test('a higher limit is advised only where the one of its own decides', () => {
  const fix = (changes: Parameters<typeof memory>[0]) =>
    findingsOf(picture({ cgroup: cgroup({ memory: memory({ oomKills: read(1, '/m'), ...changes }) }) })).find(({ id }) => id === 'oom-killed')?.fix ?? '';
  assert.match(fix({}), /^Raise the limit, .*--memory 512m/);
  assert.match(fix({ limit: denied }), /^Raise the limit, .*--memory 512m/);
  assert.match(fix({ limit: denied, ownLimit: read('unlimited', '/m') }), /^Raise the limit, /);
  assert.match(fix({ limit: read(4096, '/above'), ownLimit: read('unlimited', '/m') }), /^Raise the limit of the group above .* use less\.$/);
  assert.match(fix({ limit: read('unlimited', '/m'), ownLimit: read('unlimited', '/m') }), /^No limit is there to raise.* use less\.$/);
});

test('a controller that was looked for and is missing enforces nothing; one that nobody looked for may', () => {
  const missing = (detail?: string) => picture({ cgroup: cgroup({ memory: memory({ limit: unread('absent', '/m/memory.max', detail) }) }) });
  const [finding, ...more] = findingsOf(missing('the controller is not enabled'));
  assert.deepEqual([finding?.id, finding?.says, more], ['limit-not-enforced', 'memory: 64 MiB was asked for, but this controller is missing.', []]);
  assert.deepEqual(finding?.evidence, [inspect, '/proc/5873/cgroup', '/m/memory.max']);
  assert.deepEqual(ids(missing()), []);
});

describe('mounts', () => {
  test('usual mounts are no finding', () => {
    const usual = mounts(
      { target: '/proc', root: '/', fsType: 'proc' }, { target: '/proc/bus', root: '/bus', fsType: 'proc', options: ['ro'] }, { target: '/proc/sys', root: '/sys', fsType: 'proc' }, { target: '/sys', root: '/', fsType: 'sysfs', options: ['ro'] },
      { target: '/etc/hosts', root: '/docker/containers/hosts' }, { target: '/volume', root: '/', source: '/dev/vdb' }, { target: '/dev/null', root: '/null', fsType: 'devtmpfs' },
    );
    assert.deepEqual(ids(picture({ root: usual })), []);
  });

  test('sockets of engines by source, folder or target', () => {
    for (const changes of [{ source: '/run/podman/podman.sock' }, { root: '/containerd/containerd.sock' }, { target: '/var/run/docker.sock' }, { source: '/run/crio/crio.sock' }]) {
      assert.deepEqual(ids(picture({ root: mounts(changes) })), ['engine-socket-mounted']);
    }
    assert.deepEqual(ids(picture({ root: mounts({ target: '/docker.sock.txt' }) })), []);
  });

  test('the machine’s / without what is mounted below it, and on btrfs', () => {
    const disk = mounts({ target: '/host', root: '/', source: '/dev/vda' }, { target: '/etc/hosts', root: '/var/lib/docker/containers/x/hosts', source: '/dev/vda' });
    assert.deepEqual(ids(picture({ root: disk })), ['host-root-mounted']);
    const btrfs = mounts({ target: '/host', root: '/@', fsType: 'btrfs' }, { target: '/host/sys', root: '/', fsType: 'sysfs' });
    assert.deepEqual(ids(picture({ root: btrfs })), ['host-root-mounted']);
  });

  test('a table that is the machine’s own says nothing about the container', () => {
    const machine = { ...mounts({ target: '/home/proc', root: '/', fsType: 'proc' }, { target: '/x', propagation: ['shared:1'] }) };
    assert.deepEqual(ids(picture({ root: machine, namespaces: namespaces({ mnt: { relation: 'initial' } }) })), []);
  });

  test('mounts that a container passes on only to itself are no finding', () => {
    assert.deepEqual(ids(picture({ root: mounts({ target: '/', propagation: ['shared:9'] }, { target: '/tmp', propagation: ['shared:8'] }) })), []);
    assert.deepEqual(ids(picture({ root: mounts({ target: '/data', propagation: ['shared:9', 'master:1'] }) })), []);
  });

  test('a writable /sys is one, except in a privileged container, which has a finding already', () => {
    const sys = mounts({ target: '/sys', root: '/', fsType: 'sysfs' });
    assert.deepEqual(ids(picture({ root: sys })), ['host-sys-mounted']);
    assert.deepEqual(ids(picture({ root: sys, privileges: privileges({ privileged: read(true, inspect) }) })), ['privileged']);
  });
});

test('the weightiest come first, and explain --json has them without the reason', () => {
  const many = picture({ privileges: { ...held('CAP_SYS_ADMIN'), noNewPrivileges: read(false, status), seccomp: read('disabled', status) }, namespaces: initialUser });
  assert.deepEqual(findingsOf(many).map(({ severity }) => severity), ['danger', 'warning', 'info', 'info']);
  assert.deepEqual(Object.keys(withFindings(many).findings[0] ?? {}).sort(), ['concept', 'evidence', 'fix', 'id', 'says', 'severity']);
});

test('a fix speaks of docker run and compose only to who used them', () => {
  const fix = (changes: Partial<Isolation>) => findingsOf(picture({ root: root({ readOnly: read(false, mountinfo) }), ...changes }))[0]?.fix ?? '';
  assert.match(fix({}), /docker run: --read-only .* compose: read_only: true/);
  assert.match(fix({ container: container({ runtime: 'podman' }) }), /podman run:/);
  assert.doesNotMatch(fix({ container: container({ runtime: 'lxc', engine: null }) }), /run:|compose/);
});
