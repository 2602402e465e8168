/**
 * Which folder below `/proc` is a container's, proved before anything in it is believed: an engine's pid belongs to the
 * kernel that the engine runs on, and on Docker Desktop, or behind tcp:// and ssh://, that is another one. Of a machine
 * that was read over ssh the same is asked: an engine there may run its containers in a virtual machine as well.
 */
import type { Container } from './isolation.js';
import { answerFor, infoKey, inspectSource, textAt } from './engineAnswer.js';
import { haveSameMounts, pidAround } from './aroundReader.js';
import { hidingOption } from './hiddenProcesses.js';
import { initialPidNamespace } from './initialPid.js';
import { readerDir } from './mountsOf.js';
import { type ProcessFacts, procDir, processesIn } from './processFacts.js';
import { type NotRead, type Reading, isRead, map, read, unread, valueOf } from './reading.js';
import { type Snapshot, linkOf, textOf } from './snapshot.js';
import { parseStat } from './stat.js';

const ownKernel = /^(?:kata|runsc|gvisor)|\.kata(?:-|\.|$)|\.runsc\./;
const fullId = /^[0-9a-f]{64}$/;
const running: ReadonlySet<string> = new Set(['running', 'paused']);

/**
 * `/proc/5873`, its `from` the file that proves it. Else: `gone` (stopped, between two starts, or ended while it was read), `remote`
 * (another kernel runs it), `unsupported` (its runtime gives it a kernel of its own, or the reader's pid namespace may not show it), `denied`, or `absent` (no pid known).
 */
export function kernelDir(snapshot: Snapshot, container: Container): Reading<string> {
  const { pid } = container;
  const from = container.engine === null ? snapshot.roots.proc : inspectSource;
  if (ownKernel.test(container.lowLevelRuntime ?? '')) {
    return unread('unsupported', from, `${container.lowLevelRuntime ?? ''} runs it on a kernel of its own`);
  }
  if (pid === null) {
    return running.has(container.state)
      ? unread('absent', from, 'its process is not known')
      : unread('gone', from, `the container is ${container.state}`);
  }
  return unchanged(snapshot, procDir(snapshot, pid), container.engine === null
    ? map(textOf(snapshot, `${procDir(snapshot, pid)}/status`), () => procDir(snapshot, pid))
    : proved(snapshot, container, pid));
}

/** On a kernel that is not the one that was read: nothing of its namespaces is this machine's. */
export function isElsewhere(snapshot: Snapshot, container: Container): boolean {
  const dir = kernelDir(snapshot, container);
  return !isRead(dir) && dir.unread === 'remote';
}

/** It runs, and nobody here is shown where: then its engine's numbers are the best there are. */
export function isOutOfSight(snapshot: Snapshot, container: Container): boolean {
  const dir = kernelDir(snapshot, container);
  return !isRead(dir) && (dir.unread === 'remote' || dir.unread === 'unsupported' || dir.unread === 'denied');
}

function proved(snapshot: Snapshot, container: Container, pid: number): Reading<string> {
  const dir = procDir(snapshot, pid);
  const process = processesIn(snapshot).get(pid);
  if (process === undefined) {
    return missing(snapshot, container, textOf(snapshot, `${dir}/status`));
  }
  // The container around the reader is recognised by its root or its cgroup (see aroundReader).
  const file = container.holdsReader === true ? `${dir}/mountinfo` : fileWithId(snapshot, process, container.id);
  if (file !== undefined) {
    return read(dir, file);
  }
  const elsewhere = otherKernel(snapshot, container);
  return elsewhere !== undefined
    ? unread('remote', inspectSource, elsewhere)
    : firstTrouble(snapshot, dir) ?? unread('remote', `${dir}/cgroup`, 'this process does not bear the container\'s id');
}

/** The file that names the container: its innermost cgroup, a mount from its folder, or the monitor that started it. */
function fileWithId(snapshot: Snapshot, process: ProcessFacts, id: string): string | undefined {
  const dir = procDir(snapshot, process.pid);
  const innermost = process.owner?.id;
  if (!fullId.test(id) || (innermost !== undefined && fullId.test(innermost) && innermost !== id)) {
    return undefined;
  }
  if (process.cgroup.includes(id)) {
    return `${dir}/cgroup`;
  }
  if (process.mountinfo?.includes(id) === true && !isTheReaders(snapshot, dir)) {
    return `${dir}/mountinfo`;
  }
  const parent = processesIn(snapshot).get(process.parent ?? 0);
  return parent?.words.includes(id) === true ? `${procDir(snapshot, parent.pid)}/cmdline` : undefined;
}

/** In a container that joined another one's network everybody's mounts bear the other one's id, and pids are other ones. */
function isTheReaders(snapshot: Snapshot, dir: string): boolean {
  const around = pidAround(snapshot);
  return around !== undefined && haveSameMounts(snapshot, procDir(snapshot, around), dir);
}

/** A file that would have proved it and could not be read: then nothing is known, and "another kernel" is no answer. */
function firstTrouble(snapshot: Snapshot, dir: string): NotRead | undefined {
  return [`${dir}/cgroup`, `${dir}/mountinfo`]
    .map((path) => textOf(snapshot, path))
    .find((reading): reading is NotRead => !isRead(reading) && reading.unread !== 'absent');
}

/** No such process here. It ended, or it never was here. */
function missing(snapshot: Snapshot, container: Container, status: Reading<string>): Reading<string> {
  if (isRead(status)) {
    return unread('malformed', status.from);
  }
  const elsewhere = otherKernel(snapshot, container);
  if (elsewhere !== undefined) {
    return unread('remote', inspectSource, elsewhere);
  }
  if (status.unread !== 'absent' && status.unread !== 'gone') {
    return status;
  }
  const readersPids = linkOf(snapshot, `${readerDir(snapshot)}/ns/pid`);
  if (isRead(readersPids) && readersPids.value !== initialPidNamespace) {
    return unread('unsupported', readersPids.from, 'its engine may count processes in a pid namespace that is not shown here');
  }
  const hiding = hidingOption(snapshot);
  return hiding === undefined
    ? unread('gone', status.from, status.detail ?? 'no such process')
    : unread('denied', status.from, `no such process is shown: /proc is mounted with ${hiding}`);
}

function otherKernel(snapshot: Snapshot, container: Container): string | undefined {
  const theirs = textAt(valueOf(answerFor(snapshot, container, infoKey)), 'KernelVersion');
  const ours = valueOf(textOf(snapshot, `${snapshot.roots.proc}/sys/kernel/osrelease`))?.trim();
  if (snapshot.platform !== 'linux' || (theirs !== undefined && ours !== undefined && theirs !== ours)) {
    return `the engine's kernel is ${theirs ?? 'another one'}`;
  }
  const endpoint = container.engine?.endpoint ?? '';
  if (endpoint !== '' && endpoint === snapshot.far?.endpoint) {
    return theirs !== undefined && theirs === ours ? undefined : `the engine's kernel is ${theirs ?? 'another one'}, not that of the machine behind ssh`;
  }
  return endpoint.startsWith('unix:') || endpoint === '' ? undefined : `the engine is at ${endpoint}`;
}

/** The start time, read before and after all else, tells a pid that was given to another process meanwhile. */
function unchanged(snapshot: Snapshot, dir: string, proof: Reading<string>): Reading<string> {
  const first = map(textOf(snapshot, `${dir}/stat`), (text) => parseStat(text).startTime);
  const again = map(textOf(snapshot, `${dir}/stat#again`), (text) => parseStat(text).startTime);
  if (!isRead(proof) || !isRead(first)) {
    return proof;
  }
  if (!isRead(again)) {
    return again.unread === 'gone' ? unread('gone', `${dir}/stat`, again.detail ?? 'it ended meanwhile') : proof;
  }
  return again.value === first.value ? proof : unread('gone', `${dir}/stat`, 'its pid was given to another process');
}
