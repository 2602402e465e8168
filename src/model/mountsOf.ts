/** The mount tables of a snapshot: a process's own and the machine's, and the way from one to the other. */
import type { Mount } from './isolation.js';
import { type MountLine, isBelow, joinPath, parseMountinfo, visibleMounts } from './mountinfo.js';
import { type Reading, isRead, map } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

/** `dir` is the process's folder: `/proc/5873`. */
export function mountLinesOf(snapshot: Snapshot, dir: string): Reading<readonly MountLine[]> {
  return map(textOf(snapshot, `${dir}/mountinfo`), parseMountinfo);
}

export function readerDir(snapshot: Snapshot): string {
  return `${snapshot.roots.proc}/${snapshot.reader}`;
}

interface Parsed {
  readonly text: string;
  readonly lines: Reading<readonly MountLine[]>;
}
/** It is the same table for every container of a snapshot, and the dearest file there is. */
const machineTables = new WeakMap<Snapshot, Parsed>();

/** The mounts that the machine (or the reader) sees, without those that others hide. */
export function machineMounts(snapshot: Snapshot): Reading<readonly MountLine[]> {
  const text = textOf(snapshot, `${readerDir(snapshot)}/mountinfo`);
  if (!isRead(text)) {
    return text;
  }
  const parsed = machineTables.get(snapshot);
  if (parsed?.text === text.value) {
    return parsed.lines;
  }
  const lines = map(text, (value) => visibleMounts(parseMountinfo(value)));
  machineTables.set(snapshot, { text: text.value, lines });
  return lines;
}

/** A directory of a file system as a path on the machine, where that file system is mounted there. */
export function pathOnMachine(machine: readonly MountLine[], device: string, root: string): string | undefined {
  const [best] = machine
    .filter((line) => line.device === device && isBelow(root, line.root))
    .sort((one, other) => one.root.length - other.root.length);
  return best && joinPath(best.target, best.root === '/' ? root : root.slice(best.root.length));
}

export function mountOf(line: MountLine): Mount {
  const { target, source, device, root, fsType, options, superOptions, optional } = line;
  return { target, source, device, root, fsType, options, superOptions, propagation: optional };
}
