/**
 * Whether the freezer holds a container's processes, as pausing does. Everybody may read it. v1: `freezer.state` is
 * `THAWED`, `FREEZING` or `FROZEN` (https://docs.kernel.org/admin-guide/cgroup-v1/freezer-subsystem.html); v2: the line
 * `frozen 1` of `cgroup.events` (https://docs.kernel.org/admin-guide/cgroup-v2.html#core-interface-files).
 */
import { type Levels, cgroupViewOf, levelsOf } from './cgroupLevels.js';
import { valueOf } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

/** The file that tells, of the process at `dir` (`/proc/5873`); none where it has no cgroup of its own. */
export function frozenFile(snapshot: Snapshot, dir: string): string | undefined {
  const view = valueOf(cgroupViewOf(snapshot, dir));
  const levels = view === undefined ? undefined : valueOf(levelsOf(view, 'freezer'));
  return levels === undefined ? undefined : fileOf(levels);
}

function fileOf({ own, unified }: Levels): string {
  return `${own}/${unified ? 'cgroup.events' : 'freezer.state'}`;
}

/** Undefined where nobody could tell. */
export function isFrozen(snapshot: Snapshot, dir: string): boolean | undefined {
  const file = frozenFile(snapshot, dir);
  const text = file === undefined ? undefined : valueOf(textOf(snapshot, file));
  return text === undefined ? undefined : /^(?:FROZEN|frozen 1)$/m.test(text);
}
