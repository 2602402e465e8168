/** The pids controller: the same files on v1 and v2. https://docs.kernel.org/admin-guide/cgroup-v2.html#pid */
import { type Levels, atEachLevel, fileIn } from './cgroupLevels.js';
import { chain } from './chain.js';
import type { Pids } from './isolation.js';
import { effectiveLimit, parseCount, parseLimit } from './limits.js';
import { type Reading, map } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

export const pidsFiles = { own: ['pids.current', 'pids.events'], eachLevel: ['pids.max'] } as const;

export function pidsOf(snapshot: Snapshot, levels: Reading<Levels>): Pids {
  const limitAt = (directory: string) => map(textOf(snapshot, `${directory}/pids.max`), parseLimit);
  return {
    limit: chain(levels, (found) => effectiveLimit(atEachLevel(found, limitAt))),
    ownLimit: chain(levels, ({ own }) => limitAt(own)),
    current: chain(levels, (found) => map(fileIn(snapshot, found, 'pids.current'), parseCount)),
  };
}
