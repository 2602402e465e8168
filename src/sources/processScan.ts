/** One look at every process: which may be a container's, which run a virtual machine. Nothing else of them is kept. */
import { commandWords } from '../model/virtualMachines.js';
import { monitorOf } from '../model/monitors.js';
import { type ProcessFiles, candidatesAmong } from '../model/runtimes.js';
import { hasMemory, parentOf } from '../model/status.js';
import { serviceOf } from '../model/cgroupOwner.js';
import type { Roots } from '../model/snapshot.js';
import type { MachineFs } from './hostFs.js';
import { eachWithPauses } from './pauses.js';
import { textIn } from './recording.js';

export interface ProcessScan {
  readonly candidates: readonly number[];
  /** Monitors of virtual machines: QEMU and its like. */
  readonly monitors: readonly number[];
  /** Process → those that it started. */
  readonly children: ReadonlyMap<number, readonly number[]>;
}

export const noProcesses: ProcessScan = { candidates: [], monitors: [], children: new Map() };

/** `readerDepth`: how many pid namespaces deep the reader is, as the columns of its NSpid. */
export async function scanProcesses(fs: MachineFs, { proc }: Roots, readerDepth: number): Promise<ProcessScan> {
  const processes: ProcessFiles[] = [];
  const monitors: number[] = [];
  const children = new Map<number, number[]>();
  await eachWithPauses(pidsIn(fs, proc), (pid) => {
    const process = filesOf(fs, `${proc}/${pid}`, pid);
    if (process) {
      processes.push(process);
      addTo(children, parentOf(process.status) ?? 0, pid);
      if (isMonitor(fs, `${proc}/${pid}`)) {
        monitors.push(pid);
      }
    }
  });
  return { candidates: candidatesAmong(processes, readerDepth), monitors, children };
}

/** Those that it started, those that they started, and so on. */
export function descendantsOf({ children }: Pick<ProcessScan, 'children'>, pid: number): readonly number[] {
  const found = new Set<number>([pid]);
  for (const each of found) {
    for (const child of children.get(each) ?? []) {
      found.add(child);
    }
  }
  found.delete(pid);
  return [...found];
}

function addTo(children: Map<number, number[]>, parent: number, child: number): void {
  const siblings = children.get(parent);
  if (siblings === undefined) {
    children.set(parent, [child]);
  } else {
    siblings.push(child);
  }
}

export function pidsIn(fs: MachineFs, proc: string): readonly number[] {
  const entry = fs.list(proc);
  const names = typeof entry === 'object' && 'list' in entry ? entry.list : [];
  return names.filter((name) => /^[1-9]\d*$/.test(name)).map(Number).sort((one, other) => one - other);
}

/** Undefined for kernel threads, zombies, and those that ended meanwhile. */
function filesOf(fs: MachineFs, dir: string, pid: number): ProcessFiles | undefined {
  const status = textIn(fs.readText(`${dir}/status`));
  if (status === undefined || !hasMemory(status)) {
    return undefined;
  }
  const cgroup = textIn(fs.readText(`${dir}/cgroup`)) ?? '';
  const link = fs.readLink(`${dir}/root`);
  const rootLink = typeof link === 'object' && 'link' in link ? link.link : undefined;
  // The dearest file there is: only where the link to the root does not tell, or a service may have a root of its own.
  const telling = rootLink === undefined || serviceOf(cgroup) !== undefined;
  return {
    pid, status, cgroup, rootLink,
    mountinfo: telling ? textIn(fs.readText(`${dir}/mountinfo`)) : undefined,
    uidMap: textIn(fs.readText(`${dir}/uid_map`)),
  };
}

function isMonitor(fs: MachineFs, dir: string): boolean {
  const comm = textIn(fs.readText(`${dir}/comm`)) ?? '';
  return monitorOf(comm.trim(), commandWords(textIn(fs.readText(`${dir}/cmdline`)) ?? '')) !== undefined;
}
