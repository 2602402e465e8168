/** Containers as the kernel alone shows them, one entry for each, with the process that stands for it. */
import { processAround, recogniseAround } from './aroundReader.js';
import { cgroupOwner } from './cgroupOwner.js';
import { isChromiumHelper } from './launcher.js';
import { readerDir } from './mountsOf.js';
import { type ProcessFacts, ancestorsOf, processesIn, readerDepth } from './processFacts.js';
import { valueOf } from './reading.js';
import { type Recognised, candidatesAmong, isInit, ownOwner, recognise } from './runtimes.js';
import { type Snapshot, textOf } from './snapshot.js';

export interface KernelContainer {
  readonly process: ProcessFacts;
  readonly recognised: Recognised;
  /** The reader itself runs in it. */
  readonly holdsReader?: true;
}

const known = new WeakMap<Snapshot, readonly KernelContainer[]>();

export function kernelContainers(snapshot: Snapshot): readonly KernelContainer[] {
  const found = known.get(snapshot) ?? find(snapshot);
  known.set(snapshot, found);
  return found;
}

function find(snapshot: Snapshot): readonly KernelContainer[] {
  const processes = processesIn(snapshot);
  const depth = readerDepth(snapshot);
  const groups = new Map<string, KernelContainer>();
  for (const pid of candidatesAmong([...processes.values()], depth)) {
    const process = processes.get(pid);
    if (process !== undefined) {
      const parent = processes.get(process.parent ?? 0);
      const recognised = recognise(process, parent, depth);
      const key = keyOf(processes, process, parent, recognised);
      const first = groups.get(key);
      const entry = { process, recognised };
      groups.set(key, first === undefined ? entry : outer(first, entry, depth));
    }
  }
  return withTheReaders(snapshot, [...groups.values()]);
}

/**
 * The container around the reader is no candidate where nothing tells it from a machine: neither NSpid nor the cgroup
 * shows what is further out. Where its cgroup names it, it is among the candidates already.
 */
function withTheReaders(snapshot: Snapshot, found: readonly KernelContainer[]): readonly KernelContainer[] {
  const around = processAround(snapshot);
  const named = valueOf(textOf(snapshot, `${readerDir(snapshot)}/cgroup`));
  const owner = cgroupOwner(named ?? '');
  if (around === undefined) {
    return found.map((each) => (fullId.test(owner?.id ?? '') && each.recognised.id === owner?.id ? { ...each, holdsReader: true } : each));
  }
  const byMounts = recogniseAround(snapshot, around);
  const isIt = ({ process, recognised }: KernelContainer): boolean =>
    process === around || (recognised.id !== undefined && recognised.id === (byMounts.id ?? owner?.id));
  const before = found.find(isIt);
  const recognised = before === undefined || before.recognised.runtime === 'unknown' ? { ...before?.recognised, ...byMounts } : before.recognised;
  return [...found.filter((each) => !isIt(each)), { process: around, recognised, holdsReader: true }];
}

const fullId = /^[0-9a-f]{64}$/;

/** Entries with equal keys are one container: of one id, in one cgroup, or helpers of one browser. */
function keyOf(
  processes: ReadonlyMap<number, ProcessFacts>, process: ProcessFacts, parent: ProcessFacts | undefined,
  { runtime, id }: Recognised,
): string {
  if (runtime === 'chromium') {
    const browser = ancestorsOf(processes, process).find(({ cmdline }) => !isChromiumHelper(cmdline));
    return `browser ${browser?.pid ?? process.parent ?? process.pid}`;
  }
  if (runtime === 'systemd-service') {
    return `service ${process.cgroup}`;
  }
  const owner = ownOwner(process, parent);
  return id !== undefined ? `id ${/^[0-9a-f]{64}$/.test(id) ? '' : runtime} ${id}`
    : owner === undefined ? `process ${process.pid}` : `cgroup ${owner.path}`;
}

/** The init before other processes, then the one in the outermost pid namespace, then the one that came first. */
function outer(one: KernelContainer, other: KernelContainer, depth: number): KernelContainer {
  const [first = one] = [one, other].sort((left, right) =>
    Number(isInit(right.process.nsPids, depth)) - Number(isInit(left.process.nsPids, depth))
    || left.process.nsPids.length - right.process.nsPids.length
    || left.process.pid - right.process.pid);
  return first;
}
