/** The processes of a container, each with its pid out here and its pid in there. */
import { cgroupDirsIn } from './cgroupFiles.js';
import { chain } from './chain.js';
import type { Container, Process } from './isolation.js';
import { ownCgroupView, pidsOf, procsBelow } from './ownCgroup.js';
import { topProcesses } from './podmanTop.js';
import { kernelDir } from './proof.js';
import { type ProcessFacts, ancestorsOf, procDir, processesIn, readerDepth } from './processFacts.js';
import { type Reading, firstRead, isRead, read, unread, valueOf } from './reading.js';
import { isInit } from './runtimes.js';
import { type Snapshot, linkOf, textOf } from './snapshot.js';

/**
 * The pids in its cgroup and the cgroups below, as far as their `cgroup.procs` are in the snapshot, sorted; none where
 * it has no cgroup of its own. https://man7.org/linux/man-pages/man7/cgroups.7.html
 */
export function memberPids(snapshot: Snapshot, container: Container): number[] {
  return valueOf(membersOf(snapshot, container)) ?? [];
}

function membersOf(snapshot: Snapshot, container: Container): Reading<number[]> {
  const view = valueOf(ownCgroupView(snapshot, container));
  return membersIn(snapshot, view === undefined ? [] : cgroupDirsIn(view));
}

/**
 * Members of its cgroup; where it has none, of its pid namespace, concluded from who started whom (`guessed`). Of another kernel's only
 * Podman tells both pids.
 */
export function processesOf(snapshot: Snapshot, container: Container): Reading<readonly Process[]> {
  const dir = kernelDir(snapshot, container);
  return !isRead(dir) && dir.unread === 'remote' ? firstRead(dir, topProcesses(snapshot, container)) : processesAt(snapshot, container, dir);
}

function processesAt(snapshot: Snapshot, container: Container, proof: Reading<string>): Reading<readonly Process[]> {
  return chain(proof, (dir) => {
    const main = processesIn(snapshot).get(container.pid ?? 0);
    if (main === undefined) {
      return unread('absent', `${dir}/status`);
    }
    const members = membersOf(snapshot, container);
    return isRead(members)
      ? described(snapshot, members.value, main.nsPids.length, members.from)
      : container.holdsReader === true ? allShown(snapshot, dir) : namespaceProcesses(snapshot, main, members.from);
  });
}

/** A container with containers in it has many inner cgroups; the first few tell where to look. */
const mostNamed = 3;

function membersIn(snapshot: Snapshot, dirs: readonly string[]): Reading<number[]> {
  const [first] = dirs;
  if (first === undefined) {
    return unread('unsupported', snapshot.roots.proc, 'no cgroup of its own');
  }
  const lists = procsBelow(snapshot, dirs).filter(isRead);
  const pids = new Set(lists.flatMap(({ value }) => pidsOf(value)));
  const from = lists.filter(({ value }) => value !== '').slice(0, mostNamed).map((list) => list.from);
  return from.length === 0
    ? unread('absent', `${first}/cgroup.procs`)
    : read([...pids].sort((one, other) => one - other), from.join(', '));
}

/** A process that ended since its pid was read is left out; one that may not be looked at makes the list incomplete. */
function described(snapshot: Snapshot, pids: readonly number[], depth: number, from: string): Reading<readonly Process[]> {
  const processes = processesIn(snapshot);
  const found: Process[] = [];
  for (const pid of pids) {
    const process = processes.get(pid);
    const status = textOf(snapshot, `${procDir(snapshot, pid)}/status`);
    if (process !== undefined) {
      found.push(describe(process, depth));
    } else if (!isRead(status) && status.unread !== 'gone') {
      return status;
    }
  }
  return read(found, from);
}

/** A process in the cgroup that is outside of the pid namespace has no pid in there: 0, as the kernel itself says. */
function describe({ pid, nsPids, words, comm }: ProcessFacts, depth: number): Process {
  return {
    hostPid: nsPids[0] ?? pid,
    containerPid: nsPids[depth - 1] ?? 0,
    command: words.length > 0 ? words.join(' ') : `[${comm ?? ''}]`,
  };
}

/** `/proc` shows the processes of the reader's own pid namespace, and so of the container that it is in. */
function allShown(snapshot: Snapshot, dir: string): Reading<readonly Process[]> {
  return read([...processesIn(snapshot).values()].map((process) => describe(process, 1)), `${dir}/status`);
}

/**
 * In its namespace are those whose link says so, and those that descend from its init: the kernel gives orphans to the
 * init. https://man7.org/linux/man-pages/man7/pid_namespaces.7.html
 */
function namespaceProcesses(snapshot: Snapshot, main: ProcessFacts, from: string): Reading<readonly Process[]> {
  if (!isInit(main.nsPids, readerDepth(snapshot))) {
    return unread('unsupported', from, 'neither a cgroup nor a pid namespace of its own');
  }
  const processes = processesIn(snapshot);
  const namespaceOf = (pid: number): string | undefined => valueOf(linkOf(snapshot, `${procDir(snapshot, pid)}/ns/pid`));
  const own = namespaceOf(main.pid);
  const inside = [...processes.values()].filter((process) => process === main
    || (own !== undefined && namespaceOf(process.pid) === own)
    || ancestorsOf(processes, process).includes(main));
  return {
    value: inside.map((process) => describe(process, main.nsPids.length)),
    from: `${procDir(snapshot, main.pid)}/status`,
    guessed: true,
  };
}
