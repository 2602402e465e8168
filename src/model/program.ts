/**
 * The process whose rights are the container's: its first one, as a rule. bubblewrap and Firejail stay as the first
 * process of their sandbox, and take rights away from the program that they hold, not from themselves.
 * https://github.com/containers/bubblewrap, https://firejail.wordpress.com/
 */
import type { Container, Runtime } from './isolation.js';
import { procDir, processesIn } from './processFacts.js';
import { type Reading, read, unread } from './reading.js';
import type { Snapshot } from './snapshot.js';

export const holders: ReadonlySet<Runtime> = new Set<Runtime>(['bubblewrap', 'flatpak', 'firejail']);
const names: ReadonlySet<string | undefined> = new Set(['bwrap', 'firejail']);

/** `undefined` where the program that is held is not in the snapshot. */
export function programPid(snapshot: Snapshot, { pid, runtime }: Container): number | undefined {
  const processes = processesIn(snapshot);
  const first = processes.get(pid ?? 0);
  if (first === undefined || !holders.has(runtime) || !names.has(first.comm)) {
    return pid ?? undefined;
  }
  const depth = first.nsPids.length;
  const inside = (nsPids: readonly number[]): number => nsPids[depth - 1] ?? Infinity;
  return [...processes.values()]
    .filter(({ parent }) => parent === first.pid)
    .sort((one, other) => inside(one.nsPids) - inside(other.nsPids))[0]?.pid;
}

/** `dir` is the container's first process: `/proc/5873`. */
export function programDir(snapshot: Snapshot, container: Container, dir: string): Reading<string> {
  const pid = programPid(snapshot, container);
  return pid === undefined ? unread('absent', `${dir}/status`, 'the program that it holds is not known')
    : pid === container.pid ? read(dir, `${dir}/status`) : read(procDir(snapshot, pid), `${procDir(snapshot, pid)}/status`);
}
