/** The way from a hierarchy's root down to a container's cgroup, with the limits of each level. */
import { hasNoCgroup, type Levels, levelsOf, notMountedHere } from './cgroupLevels.js';
import { chain } from './chain.js';
import { coresAt } from './cpu.js';
import type { Container, Limit } from './isolation.js';
import { parseLimit } from './limits.js';
import { ownCgroupView } from './ownCgroup.js';
import { type NotRead, type Reading, isRead, map, unread } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

export const limited = ['memory', 'cpu', 'pids'] as const;
export type Limited = (typeof limited)[number];

export interface CgroupLevel {
  /** The last step of the path; empty at the root of the hierarchy. */
  readonly name: string;
  /** What was read at this level; a controller that is not there, or could not be read, is left out. */
  readonly limits: Readonly<Partial<Record<Limited, Limit>>>;
  /** Those that could not be read, and may limit at this level. */
  readonly unread: readonly Limited[];
}

export interface CgroupTree {
  /** From the root down. */
  readonly levels: readonly CgroupLevel[];
  /** Whether the first level is the hierarchy's root; else there are some above that nothing shows here. */
  readonly whole: boolean;
}

function limitAt(snapshot: Snapshot, controller: Limited, directory: string, unified: boolean): Reading<Limit> {
  switch (controller) {
    case 'cpu': return coresAt(snapshot, directory, unified);
    case 'pids': return map(textOf(snapshot, `${directory}/pids.max`), parseLimit);
    case 'memory': return map(textOf(snapshot, `${directory}/${unified ? 'memory.max' : 'memory.limit_in_bytes'}`), parseLimit);
  }
}

/** v1's hierarchies may differ; what is shown is where the memory controller has it, by name. */
export function cgroupTreeOf(snapshot: Snapshot, container: Container): Reading<CgroupTree> {
  return chain(ownCgroupView(snapshot, container), (view) => {
    const each = limited.map((controller) => [controller, levelsOf(view, controller)] as const);
    return map(levelsOf(view, 'memory'), (found) => ({
      whole: each.every(([, levels]) => !isRead(levels) || levels.value.whole),
      levels: pathOf(found).map((directory, depth, { length }) => ({
        name: nameOf(depth === 0 ? topOf(found) : directory),
        ...told(each.map(([controller, levels]) => [controller, limitOf(snapshot, controller, levels, depth, length)])),
      })),
    }));
  });
}

/** Where the mount shows a part only, its point stands for the cgroup that this part begins at. */
function topOf({ whole, mountRoot }: Levels): string {
  return whole ? '/' : mountRoot;
}

function nameOf(directory: string): string {
  return directory.slice(directory.lastIndexOf('/') + 1);
}

/** At the level of that depth; a controller whose way down is longer or shorter has other levels, which are not these. */
function limitOf(snapshot: Snapshot, controller: Limited, levels: Reading<Levels>, depth: number, length: number): Reading<Limit> {
  return chain(levels, (found) => {
    const path = pathOf(found);
    const directory = path[depth];
    return directory === undefined || path.length !== length
      ? unread('unsupported', found.own, 'its hierarchy has other levels')
      : limitAt(snapshot, controller, directory, found.unified);
  });
}

function told(limits: readonly (readonly [controller: Limited, limit: Reading<Limit>])[]): Pick<CgroupLevel, 'limits' | 'unread'> {
  return {
    limits: Object.fromEntries(limits.flatMap(([controller, limit]) => (isRead(limit) ? [[controller, limit.value]] : []))),
    unread: limits.flatMap(([controller, limit]) => (isRead(limit) || limitsNothing(limit) ? [] : [controller])),
  };
}

/** The file was looked for and is not there, or the controller has no cgroup of the container's. Without a detail nobody looked. */
function limitsNothing(limit: NotRead): boolean {
  return hasNoCgroup(limit) || (limit.unread === 'absent' && limit.detail !== undefined && limit.detail !== notMountedHere);
}

function pathOf({ own, above }: Levels): readonly string[] {
  return [own, ...above].toReversed();
}
