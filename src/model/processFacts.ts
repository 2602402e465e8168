/** One process as the snapshot has it: what tells whether it is a container's, and whose. */
import { type CgroupOwner, cgroupOwner } from './cgroupOwner.js';
import { wordsOf } from './launcher.js';
import { type Reading, isRead, valueOf } from './reading.js';
import { type Snapshot, linkOf, textOf } from './snapshot.js';
import { nsPidsOf, parentOf } from './status.js';

export interface ProcessFacts {
  readonly pid: number;
  readonly status: string;
  readonly parent: number | undefined;
  /** Its pid in each pid namespace, the reader's first, its own last. */
  readonly nsPids: readonly number[];
  /** The program's name, 15 bytes at most, its own choice. */
  readonly comm: string | undefined;
  readonly cmdline: string;
  readonly words: readonly string[];
  readonly cgroup: string;
  readonly owner: CgroupOwner | undefined;
  readonly rootLink: string | undefined;
  readonly mountinfo: string | undefined;
  readonly uidMap: string | undefined;
}

export function procDir(snapshot: Snapshot, pid: number): string {
  return `${snapshot.roots.proc}/${pid}`;
}

const known = new WeakMap<Snapshot, ReadonlyMap<number, ProcessFacts>>();

/** Every process with a readable status, by pid. Snapshots do not change, so it is made once for each. */
export function processesIn(snapshot: Snapshot): ReadonlyMap<number, ProcessFacts> {
  const found = known.get(snapshot) ?? new Map(pidsIn(snapshot).flatMap((pid) => entryOf(snapshot, pid)));
  known.set(snapshot, found);
  return found;
}

function pidsIn(snapshot: Snapshot): number[] {
  const { proc } = snapshot.roots;
  const pids = new Set<number>();
  for (const path of Object.keys(snapshot.files)) {
    if (path.startsWith(proc) && path.endsWith('/status')) {
      const pid = /^\/([1-9]\d*)\/status$/.exec(path.slice(proc.length))?.[1];
      if (pid !== undefined) {
        pids.add(Number(pid));
      }
    }
  }
  return [...pids].sort((one, other) => one - other);
}

function entryOf(snapshot: Snapshot, pid: number): [number, ProcessFacts][] {
  const dir = procDir(snapshot, pid);
  const status = textOf(snapshot, `${dir}/status`);
  return isRead(status) ? [[pid, factsOf(snapshot, pid, dir, status.value)]] : [];
}

function factsOf(snapshot: Snapshot, pid: number, dir: string, status: string): ProcessFacts {
  const text = (name: string): string | undefined => valueOf(textOf(snapshot, `${dir}/${name}`));
  const cmdline = text('cmdline') ?? '';
  const cgroup = text('cgroup') ?? '';
  return {
    pid, status, cmdline, cgroup,
    parent: parentOf(status),
    nsPids: nsPidsOf(status),
    comm: text('comm')?.replace(/\n$/, ''),
    words: wordsOf(cmdline),
    owner: cgroupOwner(cgroup),
    rootLink: valueOf(linkOf(snapshot, `${dir}/root`)),
    mountinfo: text('mountinfo'),
    uidMap: text('uid_map'),
  };
}

/** How many pid namespaces deep the reader is: the columns of its NSpid; 1 where that could not be read. */
export function readerDepth(snapshot: Snapshot): number {
  const status: Reading<string> = textOf(snapshot, `${snapshot.roots.proc}/${snapshot.reader}/status`);
  return isRead(status) ? Math.max(nsPidsOf(status.value).length, 1) : 1;
}

/** The process that started it, then that one's, and so on, as far as the snapshot goes. Ends circles. */
export function ancestorsOf(processes: ReadonlyMap<number, ProcessFacts>, process: ProcessFacts): ProcessFacts[] {
  const found: ProcessFacts[] = [];
  const seen = new Set([process.pid]);
  let next = process.parent;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const parent = processes.get(next);
    if (parent === undefined) {
      break;
    }
    found.push(parent);
    next = parent.parent;
  }
  return found;
}
