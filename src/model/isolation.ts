/** The whole picture of one container, as the contract's JSON (`explain --json`) has it. */
import type { Reading } from './reading.js';

export const isolationSchema = 'isolation-lens/1';

export const namespaceTypes = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'] as const;
export type NamespaceType = (typeof namespaceTypes)[number];

export type Runtime =
  | 'docker' | 'podman' | 'lxc' | 'containerd' | 'cri-o' | 'systemd-nspawn' | 'bubblewrap' | 'flatpak' | 'snap'
  | 'firejail' | 'chromium' | 'runc' | 'crun' | 'unshare' | 'chroot' | 'systemd-service' | 'unknown';

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'dead';

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly runtime: Runtime;
  readonly lowLevelRuntime?: string;
  /** The file that its runtime was told to read, where its command line says so. */
  readonly configFile?: string;
  readonly engine: { readonly kind: 'docker' | 'podman'; readonly endpoint: string; readonly version: string } | null;
  readonly image: string | null;
  readonly state: ContainerState;
  /** The pid of its init on the machine that runs it. */
  readonly pid: number | null;
  readonly parent: string | null;
  readonly pod: { readonly name: string; readonly namespace: string; readonly uid: string } | null;
  /** The reader itself runs in it, and so sees it from the inside: `pid` is then the one in there. */
  readonly holdsReader?: true;
}

export type Relation = 'initial' | 'private' | 'shared' | 'unknown';

export interface Namespace {
  readonly id: Reading<number>;
  readonly relation: Relation;
  readonly sharedWith: readonly string[];
  /** The sources that the relation was concluded from. */
  readonly relationFrom: readonly string[];
}

export interface Process {
  readonly hostPid: number;
  readonly containerPid: number;
  readonly command: string;
}

/** One line of uid_map or gid_map: `count` ids from `inside` on are `outside` on this machine. */
export interface IdRange {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

export type Limit = number | 'unlimited';

export interface Memory {
  /** Bytes; the smallest limit on the path to the hierarchy's root; `from` is the file that decided. */
  readonly limit: Reading<Limit>;
  /** Bytes; the limit of its own cgroup. */
  readonly ownLimit: Reading<Limit>;
  readonly usage: Reading<number>;
  /** usage − inactive file pages, as `docker stats` counts. */
  readonly used: Reading<number>;
  /** Bytes of swap alone. */
  readonly swapLimit: Reading<Limit>;
  readonly swapUsage: Reading<number>;
  readonly oomKills: Reading<number>;
  readonly anonymous: Reading<number>;
  readonly file: Reading<number>;
  readonly shmem: Reading<number>;
  readonly kernel: Reading<number>;
  readonly inactiveFile: Reading<number>;
  /** v2 memory.low, v1 soft limit. */
  readonly reservation: Reading<Limit>;
}

export interface Cpu {
  /** Cores: quota / period. */
  readonly limit: Reading<Limit>;
  readonly ownLimit: Reading<Limit>;
  /** The file's own number: cpu.weight (v2) or cpu.shares (v1). */
  readonly weight: Reading<number>;
  readonly cpuset: Reading<string>;
  /** Seconds of CPU time since its start. */
  readonly usage: Reading<number>;
  /** Periods of the quota that decides, be it that of a level above: `from` names the level. */
  readonly periods: Reading<number>;
  readonly throttledPeriods: Reading<number>;
  readonly throttledTime: Reading<number>;
}

export interface Pids {
  readonly limit: Reading<Limit>;
  readonly ownLimit: Reading<Limit>;
  readonly current: Reading<number>;
}

export interface Io {
  readonly readBytes: Reading<number>;
  readonly writeBytes: Reading<number>;
  readonly weight: Reading<number>;
  /** One line a device with its limits, as the kernel prints it (`254:0 rbps=1048576`). */
  readonly limits: Reading<readonly string[]>;
}

export interface Network {
  readonly receivedBytes: Reading<number>;
  readonly sentBytes: Reading<number>;
}

/** Percent of the last 10, 60 and 300 seconds, and the seconds in all, in which tasks waited. */
export interface Stall {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
  readonly totalSeconds: number;
}

export interface Pressure {
  readonly some: Stall;
  readonly full: Stall | null;
}

export type CgroupVersion = 'v1' | 'v2' | 'hybrid';

export interface Cgroup {
  readonly version: Reading<CgroupVersion>;
  readonly path: Reading<string>;
  /** Controller → path in its hierarchy; the unified hierarchy under the empty name. */
  readonly paths: Readonly<Record<string, string>>;
  readonly memory: Memory;
  readonly cpu: Cpu;
  readonly pids: Pids;
  readonly io: Io;
  readonly network: Network;
  readonly pressure: Readonly<Record<'cpu' | 'memory' | 'io', Reading<Pressure>>>;
  /** What the engine was asked for. Bytes, cores, number of tasks. */
  readonly configured: {
    readonly memory: Reading<Limit>;
    readonly cpu: Reading<Limit>;
    readonly pids: Reading<Limit>;
  };
}

export interface Mount {
  readonly target: string;
  readonly source: string;
  /** `major:minor` of the file system: field 3 of mountinfo. */
  readonly device: string;
  /** The directory of the file system that is mounted: field 4 of mountinfo. */
  readonly root: string;
  readonly fsType: string;
  readonly options: readonly string[];
  readonly superOptions: readonly string[];
  /** The optional fields: `shared:1`, `master:2`, `propagate_from:3`, `unbindable`; empty is private. */
  readonly propagation: readonly string[];
}

/** One bind, volume or tmpfs, as an engine was asked for it. */
export interface RequestedMount {
  /** The engine's word: `bind`, `volume`, `tmpfs` and others. */
  readonly kind: string;
  /** A path of the engine's machine, the name of a volume, or empty. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface Root {
  readonly mechanism: Reading<'pivot_root' | 'chroot' | 'none'>;
  readonly hostPath: Reading<string>;
  readonly driver: Reading<string>;
  readonly filesystem: Reading<string>;
  /** Overlay lower directories, topmost first. */
  readonly layers: Reading<readonly string[]>;
  readonly writableLayer: Reading<string>;
  readonly readOnly: Reading<boolean>;
  readonly mounts: Reading<readonly Mount[]>;
  /** What the engine was asked to mount. */
  readonly requested?: Reading<readonly RequestedMount[]>;
  /** Paths in there that lead to the socket of an engine, proved by file system and path. */
  readonly engineSockets?: Reading<readonly string[]>;
  /** Paths that the runtime covers so that nobody in there reads them. */
  readonly maskedPaths: Reading<readonly string[]>;
  readonly readOnlyPaths: Reading<readonly string[]>;
  /** The image's history, newest first: the instruction that made each layer; null where it made none. */
  readonly history: Reading<readonly { readonly createdBy: string; readonly size: number }[]>;
}

export const capabilitySets = ['effective', 'permitted', 'inheritable', 'bounding', 'ambient'] as const;
export type CapabilitySet = (typeof capabilitySets)[number];

export interface Privileges {
  readonly user: Reading<{ readonly uid: number; readonly gid: number; readonly hostUid: number }>;
  readonly capabilities: Readonly<Record<CapabilitySet, Reading<readonly string[]>>>;
  readonly noNewPrivileges: Reading<boolean>;
  readonly seccomp: Reading<'disabled' | 'strict' | 'filter'>;
  readonly lsm: Reading<string>;
  /** As the engine was asked: `--privileged`, `--device`. */
  readonly privileged: Reading<boolean>;
  readonly devices: Reading<readonly string[]>;
}

export type Severity = 'info' | 'warning' | 'danger';

/** A finding without its words; `explain` gives those. */
export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  readonly concept: ConceptId;
  readonly says: string;
  readonly evidence: readonly string[];
  readonly fix: string;
}

export const conceptIds = [
  'virtual-machine', 'host-virtualization', 'hypervisor', 'container-virtualization', 'vm-or-container', 'docker',
  'lxc', 'namespaces', 'cgroup-namespace', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts', 'chroot', 'pivot-root',
  'cgroups', 'cpu', 'memory', 'io', 'network', 'pids', 'layers', 'capabilities', 'seccomp', 'user-ids',
] as const;
export type ConceptId = (typeof conceptIds)[number];

export interface Isolation {
  readonly schema: typeof isolationSchema;
  readonly container: Container;
  /** Where its kernel is another machine's and was read there over ssh: paths, pids and numbers are that machine's. */
  readonly far?: { readonly endpoint: string; readonly readAt: string };
  readonly namespaces: Readonly<Record<NamespaceType, Namespace>>;
  readonly processes: Reading<readonly Process[]>;
  readonly idMap: { readonly uid: Reading<readonly IdRange[]>; readonly gid: Reading<readonly IdRange[]> };
  readonly cgroup: Cgroup;
  readonly root: Root;
  readonly privileges: Privileges;
}

/** `explain --json`: the picture with the findings that `explain` draws from it. */
export interface IsolationWithFindings extends Isolation {
  readonly findings: readonly Finding[];
}
