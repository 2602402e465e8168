/**
 * The container that the reader itself runs in, as it looks from the inside: its first process is process 1 of `/proc`,
 * its cgroups may be shown as `/`, and of the machine around it nothing is shown at all.
 */
import { idInEngines } from './aroundEngine.js';
import { initialPidNamespace } from './initialPid.js';
import { readerDir } from './mountsOf.js';
import { type ProcessFacts, processesIn } from './processFacts.js';
import { isRead, valueOf } from './reading.js';
import type { Recognised } from './runtimes.js';
import { type Snapshot, linkOf, textOf } from './snapshot.js';
import { nsPidsOf } from './status.js';

/** What runtimes leave in a container for whoever is in there. */
export const podmanFile = '/run/.containerenv';
export const flatpakFile = '/.flatpak-info';

/**
 * The process that stands for that container; undefined where the reader is in none, or where `/proc` is not that of its
 * own pid namespace. It is process 1, unless that one has other mounts: the pause process of a Kubernetes pod.
 */
export function pidAround(snapshot: Snapshot): number | undefined {
  const dir = readerDir(snapshot);
  const link = linkOf(snapshot, `${dir}/ns/pid`);
  const status = valueOf(textOf(snapshot, `${dir}/status`));
  if (snapshot.reader !== 'self' || !isRead(link) || link.value === initialPidNamespace || status === undefined || nsPidsOf(status).length !== 1) {
    return undefined;
  }
  return haveSameMounts(snapshot, dir, `${snapshot.roots.proc}/1`) ? 1 : nsPidsOf(status)[0];
}

/** Mount ids are unique in the whole system. */
export function haveSameMounts(snapshot: Snapshot, one: string, other: string): boolean {
  const [left, right] = [one, other].map((dir) => valueOf(textOf(snapshot, `${dir}/mountinfo`)));
  const id = /^\d+ /.exec(left ?? '')?.[0];
  return id !== undefined && right !== undefined && (right.startsWith(id) || right.includes(`\n${id}`));
}

/** Whether what is shown as the root of all cgroups is only the root of the reader's own cgroup namespace. */
export function hasOwnCgroupNamespace(snapshot: Snapshot): boolean {
  const link = linkOf(snapshot, `${readerDir(snapshot)}/ns/cgroup`);
  return isRead(link) && link.value !== initialCgroupNamespace;
}

const initialCgroupNamespace = 'cgroup:[4026531835]';

/** Whether it is in the user namespace of the container: its maps are then shown as the namespace around it counts. */
export function isInUserNamespaceOf(snapshot: Snapshot, dir: string): boolean {
  const [own, theirs] = [readerDir(snapshot), dir].map((each) => linkOf(snapshot, `${each}/ns/user`));
  if (own !== undefined && theirs !== undefined && isRead(own) && isRead(theirs)) {
    return own.value === theirs.value;
  }
  const [left, right] = [readerDir(snapshot), dir].map((each) => valueOf(textOf(snapshot, `${each}/uid_map`)));
  return left !== undefined && left === right;
}

/** Who made it: the mounts that engines bring along, what the runtime told its first process, the file that it left. */
export function recogniseAround(snapshot: Snapshot, process: ProcessFacts): Recognised {
  const id = idInEngines(snapshot, process.mountinfo ?? '');
  const known = byMounts(process.mountinfo ?? '') ?? byWord(snapshot) ?? byFile(snapshot) ?? { runtime: 'unknown' };
  return id === undefined ? known : { ...known, id };
}

/**
 * Field 4 is the directory on the machine: `…/containers/<id>/hostname` of Docker, `…/overlay-containers/<id>/userdata/…`
 * of Podman. The id in it is not taken: who joined another one's network has that one's files.
 */
export function byMounts(mountinfo: string): Recognised | undefined {
  if (/^\S+ \S+ \S+ \S*\/containers\/[0-9a-f]{64}\/(?:hostname|hosts|resolv\.conf) /m.test(mountinfo)) {
    return { runtime: 'docker' };
  }
  if (/^\S+ \S+ \S+ \S*\/[a-z]+-containers\/[0-9a-f]{64}\/userdata\//m.test(mountinfo)) {
    return { runtime: 'podman' };
  }
  const [, pod, name] = /^\S+ \S+ \S+ \S*\/pods\/([0-9a-f-]{36})\/containers\/([^/ ]+)\//m.exec(mountinfo) ?? [];
  return pod !== undefined && name !== undefined ? { runtime: 'containerd', name, pod } : undefined;
}

const words = new Map<string, Recognised['runtime']>([
  ['lxc', 'lxc'], ['systemd-nspawn', 'systemd-nspawn'], ['podman', 'podman'], ['docker', 'docker'], ['flatpak', 'flatpak'],
]);

/** `container=lxc` in the environment of the first process. https://systemd.io/CONTAINER_INTERFACE/ */
function byWord(snapshot: Snapshot): Recognised | undefined {
  const environ = valueOf(textOf(snapshot, `${snapshot.roots.proc}/1/environ`)) ?? '';
  const runtime = words.get(/(?:^|\0)container=([^\0]+)/.exec(environ)?.[1] ?? '');
  return runtime === undefined ? undefined : { runtime };
}

/** Podman's file is empty but in privileged containers; Flatpak's has the application's name. */
function byFile(snapshot: Snapshot): Recognised | undefined {
  const flatpak = valueOf(textOf(snapshot, flatpakFile));
  if (flatpak !== undefined) {
    const name = /^name=([\w.-]+)$/m.exec(flatpak)?.[1];
    return { runtime: 'flatpak', ...(name !== undefined && { name }) };
  }
  const podman = valueOf(textOf(snapshot, podmanFile));
  if (podman === undefined) {
    return undefined;
  }
  const [id, name] = [/^id="([0-9a-f]{64})"$/m.exec(podman)?.[1], /^name="([^"\n]+)"$/m.exec(podman)?.[1]];
  return { runtime: 'podman', ...(id !== undefined && { id }), ...(name !== undefined && { name }) };
}

/** The process itself, where it was read. */
export function processAround(snapshot: Snapshot): ProcessFacts | undefined {
  const pid = pidAround(snapshot);
  return pid === undefined ? undefined : processesIn(snapshot).get(pid);
}
