/**
 * Which processes the kernel shows as containers, and which runtime made each. No engine is asked: cgroup paths,
 * parents, NSpid and mounts are readable by everybody.
 */
import { type CgroupOwner, cgroupOwner, serviceOf } from './cgroupOwner.js';
import { isIdentity, parseIdMap } from './idmap.js';
import type { Runtime } from './isolation.js';
import { type Launched, isChromiumHelper, launchedBy } from './launcher.js';
import type { ProcessFacts } from './processFacts.js';
import { hasMemory, nsPidsOf, parentOf } from './status.js';

/** Files of one process; those that were not read are left out. */
export interface ProcessFiles {
  readonly pid: number;
  /** Texts of `/proc/PID/{status,cgroup,mountinfo,uid_map}`. */
  readonly status: string;
  readonly cgroup: string;
  readonly mountinfo?: string | undefined;
  readonly uidMap?: string | undefined;
  /** The target of the link `/proc/PID/root`; needs privilege for others' processes. */
  readonly rootLink?: string | undefined;
}

export interface Recognised {
  readonly runtime: Runtime;
  readonly id?: string;
  readonly name?: string;
  readonly lowLevelRuntime?: string;
  readonly configFile?: string;
  readonly pod?: string;
}

/**
 * True for a process that is a container's init (its NSpid has more columns than the reader's and ends in 1), is in a
 * container's cgroup, is chrooted, or is a systemd service with a user namespace or root of its own. Which of them
 * stand for a container of their own is told with all of them at hand (see containers).
 */
export function isCandidate(process: ProcessFiles, readerDepth: number): boolean {
  return hasMemory(process.status)
    && (isInit(nsPidsOf(process.status), readerDepth)
      || cgroupOwner(process.cgroup) !== undefined
      || isChrooted(process)
      || isSandboxedService(process));
}

/** Candidates without those whose parent is in the same container's cgroup, service, or under the same root already. */
export function candidatesAmong(processes: readonly ProcessFiles[], readerDepth: number): number[] {
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  return processes
    .filter((process) => isCandidate(process, readerDepth))
    .filter((process) => {
      const parent = byPid.get(parentOf(process.status) ?? 0);
      return parent === undefined || isInit(nsPidsOf(process.status), readerDepth)
        || !(isBelowService(process, parent) || (isCandidate(parent, readerDepth) && isWith(process, parent)));
    })
    .map(({ pid }) => pid);
}

/** systemd sandboxes what it starts itself; what a service starts (rootless engines do) makes its own namespaces. */
function isBelowService(process: ProcessFiles, parent: ProcessFiles): boolean {
  const service = serviceOf(process.cgroup);
  return service !== undefined && service === serviceOf(parent.cgroup)
    && cgroupOwner(process.cgroup) === undefined && !isChrooted(process);
}

/** True where the process shares with its parent what made it a candidate. */
export function isWith(process: ProcessFiles, parent: ProcessFiles): boolean {
  return cgroupOwner(process.cgroup)?.path === cgroupOwner(parent.cgroup)?.path
    && isChrooted(process) === isChrooted(parent)
    && (process.rootLink ?? '/') === (parent.rootLink ?? '/');
}

export function isInit(nsPids: readonly number[], readerDepth: number): boolean {
  return nsPids.length > readerDepth && nsPids.at(-1) === 1;
}

/**
 * A process whose root is a plain directory has no mount at "/": its mountinfo has no such line, and is empty where
 * nothing is mounted below. After pivot_root there is one.
 */
export function isChrooted({ rootLink, mountinfo }: Pick<ProcessFiles, 'rootLink' | 'mountinfo'>): boolean {
  return (rootLink !== undefined && rootLink !== '/') || (mountinfo !== undefined && !hasRootMount(mountinfo));
}

function hasRootMount(mountinfo: string): boolean {
  return rootMount.test(mountinfo);
}

const rootMount = /^\d+ \d+ \S+ \S+ \/ /m;
const rootElsewhere = /^\d+ \d+ \S+ \/\S+ \/ /m;

/** Nearly every unit with PrivateTmp= has a mount namespace; only a user namespace or a root of its own counts. */
function isSandboxedService(process: ProcessFiles): boolean {
  return serviceOf(process.cgroup) !== undefined
    && (hasOwnUserMap(process.uidMap) || rootElsewhere.test(process.mountinfo ?? ''));
}

function hasOwnUserMap(uidMap: string | undefined): boolean {
  try {
    return uidMap !== undefined && uidMap !== '' && !isIdentity(parseIdMap(uidMap));
  } catch {
    return false;
  }
}

/** Who made the container that this process stands for; `parent` is the process that started it. */
export function recognise(process: ProcessFacts, parent: ProcessFacts | undefined, depth: number): Recognised {
  const init = isInit(process.nsPids, depth);
  const launched = launcherOf(process, parent, init);
  const own = ownOwner(process, parent);
  if (isChromiumHelper(process.cmdline)) {
    return { runtime: 'chromium' };
  }
  return launched === undefined ? byCgroup(own, process) ?? byShape(process, parent, init) : merged(launched, own);
}

/**
 * What its parent is in as well is the container around it, and says nothing about who made this one. Flatpak's and
 * Snap's cgroups are made before the sandbox is, and hold its makers too.
 */
export function ownOwner({ owner }: ProcessFacts, parent: ProcessFacts | undefined): CgroupOwner | undefined {
  const desktop = owner?.runtime === 'flatpak' || owner?.runtime === 'snap';
  return desktop || owner?.path !== parent?.owner?.path ? owner : undefined;
}

/** The launcher is the parent; bwrap and firejail stay as the container's own init. */
function launcherOf(process: ProcessFacts, parent: ProcessFacts | undefined, init: boolean): Launched | undefined {
  const byParent = parent === undefined ? undefined : launchedBy(parent.comm ?? '', parent.words);
  if (byParent !== undefined && (init || byParent.id !== undefined)) {
    return byParent;
  }
  const { comm } = process;
  return init && (comm === 'bwrap' || comm === 'firejail') ? launchedBy(comm, process.words) : undefined;
}

/** Flatpak and Snap start bwrap and others; Kubernetes and Podman name the pod in the cgroup only. */
function merged(launched: Launched, owner: CgroupOwner | undefined): Recognised {
  const desktop = owner?.runtime === 'flatpak' || owner?.runtime === 'snap';
  return {
    ...launched,
    ...(desktop && { runtime: owner.runtime }),
    ...(owner?.id && { id: launched.id ?? owner.id }),
    ...(owner?.name && { name: desktop ? owner.name : launched.name ?? owner.name }),
    ...(owner?.pod && { pod: owner.pod }),
  };
}

function byCgroup(owner: CgroupOwner | undefined, process: ProcessFacts): Recognised | undefined {
  if (owner === undefined) {
    return undefined;
  }
  const runtime = owner.runtime ?? runtimeByMounts(process.mountinfo ?? '', owner.id ?? '');
  return {
    runtime,
    ...(owner.id && { id: owner.id }),
    ...(owner.name && { name: owner.name }),
    ...(owner.pod && { pod: owner.pod }),
  };
}

/** Engines mount `resolv.conf`, `hostname` and `hosts` from a folder of their own that has the id in its name. */
function runtimeByMounts(mountinfo: string, id: string): Runtime {
  if (mountinfo.includes(`/docker/containers/${id}/`)) {
    return 'docker';
  }
  return /\/(?:io\.containerd|containerd|nerdctl)[./]/.test(mountinfo) ? 'containerd' : 'unknown';
}

/** No cgroup and no parent says who made it: what it looks like. */
function byShape(process: ProcessFacts, parent: ProcessFacts | undefined, init: boolean): Recognised {
  const service = serviceOf(process.cgroup);
  if (init) {
    const id = ociIdOf(process, parent);
    return id !== undefined ? { runtime: 'runc', id, name: id }
      : service !== undefined && parent?.pid === 1 ? { runtime: 'systemd-service', name: service }
      : { runtime: 'unknown' };
  }
  return isChrooted(process) ? { runtime: 'chroot' }
    : service === undefined ? { runtime: 'unknown' } : { runtime: 'systemd-service', name: service };
}

/**
 * runc leaves no process behind (its container's parent is the machine's init or a subreaper); it makes a cgroup with
 * the container's id as its name, and the mounts that the OCI specification asks for.
 * https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md
 */
function ociIdOf(process: ProcessFacts, parent: ProcessFacts | undefined): string | undefined {
  const mounts = process.mountinfo ?? '';
  const oci = [' /proc ', ' /dev/mqueue ', ' /dev/shm ', ' /dev/pts '].every((target) => mounts.includes(target));
  const leaf = /^\d+:(?:[^:\n]*pids[^:\n]*|):\/(?:[^\n]*\/)?([^/\n]+)$/m.exec(process.cgroup)?.[1];
  const parents = parent === undefined || process.parent === 1 ? '' : parent.cgroup;
  const own = leaf !== undefined && !/\.(?:service|scope|slice)$/.test(leaf) && !parents.includes(`/${leaf}\n`);
  return oci && own ? leaf : undefined;
}
