/** The way from a hierarchy's root down to a container's cgroup, with the limits of each level. */
import { type Levels, levelsOf } from './cgroupLevels.js';
import { chain } from './chain.js';
import { coresAt } from './cpu.js';
import type { Container, Limit } from './isolation.js';
import { parseLimit } from './limits.js';
import { ownCgroupView } from './ownCgroup.js';
import { type Reading, isRead, map, valueOf } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

export const limited = ['memory', 'cpu', 'pids'] as const;
export type Limited = (typeof limited)[number];

export interface CgroupLevel {
  /** The last step of the path; empty at the root of the hierarchy. */
  readonly name: string;
  /** What was read at this level; a controller that is not there, or could not be read, is left out. */
  readonly limits: Readonly<Partial<Record<Limited, Limit>>>;
}

function limitAt(snapshot: Snapshot, controller: Limited, directory: string, unified: boolean): Reading<Limit> {
  switch (controller) {
    case 'cpu': return coresAt(snapshot, directory, unified);
    case 'pids': return map(textOf(snapshot, `${directory}/pids.max`), parseLimit);
    case 'memory': return map(textOf(snapshot, `${directory}/${unified ? 'memory.max' : 'memory.limit_in_bytes'}`), parseLimit);
  }
}

/** From the root down. v1's hierarchies may differ; what is shown is where the memory controller has it, by name. */
export function cgroupTreeOf(snapshot: Snapshot, container: Container): Reading<readonly CgroupLevel[]> {
  return chain(ownCgroupView(snapshot, container), (view) => {
    const each = limited.map((controller) => [controller, valueOf(levelsOf(view, controller))] as const);
    return map(levelsOf(view, 'memory'), (found) => pathOf(found).map((directory, depth, all) => ({
      name: depth === 0 ? '' : directory.slice(directory.lastIndexOf('/') + 1),
      limits: Object.fromEntries(each.flatMap(([controller, levels]) => {
        const same = levels === undefined ? undefined : pathOf(levels)[depth];
        const fits = levels !== undefined && pathOf(levels).length === all.length;
        const limit = same === undefined || !fits ? undefined : limitAt(snapshot, controller, same, levels.unified);
        return limit !== undefined && isRead(limit) ? [[controller, limit.value]] : [];
      })),
    })));
  });
}

function pathOf({ own, above }: Levels): readonly string[] {
  return [own, ...above].toReversed();
}
