/** Made-up pictures for the tests of `explain`: a plain Docker container, changed where a test wants it. */
import type { Cgroup, Container, Isolation, Mount, Namespace, NamespaceType, Privileges, Root } from '../../../src/model/isolation.js';
import { isolationSchema, namespaceTypes } from '../../../src/model/isolation.js';
import { type NotRead, read, type Reading, unread } from '../../../src/model/reading.js';

export const inspect = 'GET /containers/{id}/json';
export const status = '/proc/5873/status';

const memory = '/sys/fs/cgroup/memory/docker/0fd0844ce269';
const cpu = '/sys/fs/cgroup/cpu/docker/0fd0844ce269';

export const fourteen = [
  'CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER', 'CAP_FSETID', 'CAP_KILL', 'CAP_SETGID', 'CAP_SETUID', 'CAP_SETPCAP',
  'CAP_NET_BIND_SERVICE', 'CAP_NET_RAW', 'CAP_SYS_CHROOT', 'CAP_MKNOD', 'CAP_AUDIT_WRITE', 'CAP_SETFCAP',
];

export function container(changes: Partial<Container> = {}): Container {
  return {
    id: '0fd0844ce269'.padEnd(64, 'a'), name: 'web', runtime: 'docker', lowLevelRuntime: 'runc',
    engine: { kind: 'docker', endpoint: 'unix:///var/run/docker.sock', version: '20.10.24' },
    image: 'registry.example:5000/library/nginx:1.27', state: 'running', pid: 5873, parent: null, pod: null, ...changes,
  };
}

export function namespace(type: NamespaceType, changes: Partial<Namespace> = {}): Namespace {
  const from = `/proc/5873/ns/${type}`;
  return { id: read(4026532190, from), relation: 'private', sharedWith: [], relationFrom: [from], ...changes };
}

export function mount(changes: Partial<Mount> = {}): Mount {
  return { target: '/data', source: '/dev/vda1', device: '254:1', root: '/srv/data', fsType: 'ext4', options: ['rw'], superOptions: ['rw'], propagation: [], ...changes };
}

export function cgroup(changes: Partial<Cgroup> = {}): Cgroup {
  const stall = { avg10: 1.5, avg60: 0.5, avg300: 0.1, totalSeconds: 12 };
  return {
    version: read('v1', '/proc/self/mountinfo'), path: read('/docker/0fd0844ce269', '/proc/5873/cgroup'),
    paths: { memory: '/docker/0fd0844ce269', cpu: '/docker/0fd0844ce269' },
    memory: {
      limit: read(67108864, `${memory}/memory.limit_in_bytes`), ownLimit: read(67108864, `${memory}/memory.limit_in_bytes`),
      usage: read(52428800, `${memory}/memory.usage_in_bytes`), used: read(42991616, `${memory}/memory.usage_in_bytes, ${memory}/memory.stat`),
      swapLimit: read(67108864, `${memory}/memory.memsw.limit_in_bytes`), swapUsage: read(0, `${memory}/memory.memsw.usage_in_bytes`),
      oomKills: read(0, `${memory}/memory.oom_control`), anonymous: read(30000000, `${memory}/memory.stat`), file: read(12000000, `${memory}/memory.stat`),
      shmem: read(0, `${memory}/memory.stat`), kernel: read(1000000, `${memory}/memory.kmem.usage_in_bytes`),
      inactiveFile: read(9437184, `${memory}/memory.stat`), reservation: read('unlimited', `${memory}/memory.soft_limit_in_bytes`),
    },
    cpu: {
      limit: read(0.5, `${cpu}/cpu.cfs_quota_us`), ownLimit: read(0.5, `${cpu}/cpu.cfs_quota_us`), weight: read(1024, `${cpu}/cpu.shares`),
      cpuset: read('0-1', '/sys/fs/cgroup/cpuset/x/cpuset.effective_cpus'), usage: read(12.5, `${cpu}/cpuacct.usage`),
      periods: read(0, `${cpu}/cpu.stat`), throttledPeriods: read(0, `${cpu}/cpu.stat`), throttledTime: read(0, `${cpu}/cpu.stat`),
    },
    pids: {
      limit: read(20, '/sys/fs/cgroup/pids/x/pids.max'), ownLimit: read(20, '/sys/fs/cgroup/pids/x/pids.max'), current: read(3, '/sys/fs/cgroup/pids/x/pids.current'),
    },
    io: {
      readBytes: read(12582912, '/sys/fs/cgroup/blkio/x/blkio.throttle.io_service_bytes'), writeBytes: read(3145728, '/sys/fs/cgroup/blkio/x/blkio.throttle.io_service_bytes'),
      weight: unread('absent', '/sys/fs/cgroup/blkio/x/blkio.weight'), limits: read([], '/sys/fs/cgroup/blkio/x/blkio.throttle.read_bps_device'),
    },
    network: { receivedBytes: read(2048, '/proc/5873/net/dev'), sentBytes: read(1024, '/proc/5873/net/dev') },
    pressure: {
      cpu: read({ some: stall, full: null }, '/sys/fs/cgroup/unified/x/cpu.pressure'),
      memory: read({ some: stall, full: stall }, '/sys/fs/cgroup/unified/x/memory.pressure'),
      io: unread('unsupported', '/proc/self/mountinfo', 'pressure needs cgroup2'),
    },
    configured: { memory: read(67108864, inspect), cpu: read(0.5, inspect), pids: read(20, inspect) },
    ...changes,
  };
}

export function root(changes: Partial<Root> = {}): Root {
  const mountinfo = '/proc/5873/mountinfo';
  return {
    mechanism: read('pivot_root', mountinfo), hostPath: read('/var/lib/docker/overlay2/9a3f/merged', inspect), driver: read('overlay2', inspect),
    filesystem: read('overlay', mountinfo), layers: read(['/l/9a3f-init/diff', '/l/b/diff', '/l/a/diff'], mountinfo),
    writableLayer: read('/l/9a3f/diff', mountinfo), readOnly: read(true, mountinfo), mounts: read([mount({ target: '/', root: '/', fsType: 'overlay', source: 'overlay' })], mountinfo),
    maskedPaths: read(['/proc/kcore'], inspect), readOnlyPaths: read(['/proc/sys'], inspect),
    history: read([{ createdBy: 'CMD ["nginx"]', size: 0 }, { createdBy: 'COPY site /srv', size: 4096 }, { createdBy: 'ADD rootfs /', size: 5000000 }], 'GET /images/{id}/history'),
    ...changes,
  };
}

export function privileges(changes: Partial<Privileges> = {}): Privileges {
  const none = read<readonly string[]>([], status);
  return {
    user: read({ uid: 1000, gid: 1000, hostUid: 1000 }, status),
    capabilities: { effective: read(fourteen, status), permitted: read(fourteen, status), inheritable: none, bounding: read(fourteen, status), ambient: none },
    noNewPrivileges: read(true, status), seccomp: read('filter', status), lsm: unread('unsupported', '/proc/5873/attr/current', 'this kernel has none'),
    privileged: read(false, inspect), devices: read([], inspect), ...changes,
  };
}

export function namespaces(changes: Partial<Record<NamespaceType, Partial<Namespace>>> = {}): Isolation['namespaces'] {
  return Object.fromEntries(namespaceTypes.map((type) => [type, namespace(type, changes[type])])) as Isolation['namespaces'];
}

/** Nothing stands out of this one: every limit is there, every namespace its own, nobody is root. */
export function picture(changes: Partial<Isolation> = {}): Isolation {
  return {
    schema: isolationSchema, container: container(), namespaces: namespaces(),
    processes: read([{ hostPid: 5873, containerPid: 1, command: '/usr/sbin/nginx: master process' }, { hostPid: 5900, containerPid: 7, command: 'nginx: worker' }], '/sys/fs/cgroup/pids/x/cgroup.procs'),
    idMap: { uid: read([{ inside: 0, outside: 100000, count: 65536 }], '/proc/5873/uid_map'), gid: read([{ inside: 0, outside: 100000, count: 65536 }], '/proc/5873/gid_map') },
    cgroup: cgroup(), root: root(), privileges: privileges(), ...changes,
  };
}

/** The same picture with every Reading for which `reason` gives one replaced by it. */
export function withUnread(value: unknown, reason: (path: string) => NotRead | undefined, path = ''): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (isReading(value)) {
    return reason(path) ?? value;
  }
  return Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withUnread(each, reason, `${path}.${key}`)]));
}

function isReading(value: object): value is Reading<unknown> {
  return 'from' in value && ('value' in value || 'unread' in value);
}
