/** Which files of a container's cgroups are worth reading: everything of its own level, limits of those above. */
import { type CgroupView, type Levels, cgroupViewOf, levelsOf, tellingFiles, unifiedLevelsOf } from './cgroupLevels.js';
import { chain } from './chain.js';
import { cpuFiles, cpuacctFiles, cpusetFiles } from './cpu.js';
import { ioFiles } from './io.js';
import type { Container } from './isolation.js';
import { memoryFiles } from './memory.js';
import { pidsFiles } from './pids.js';
import { pressureFiles } from './pressure.js';
import { kernelDir } from './proof.js';
import { valueOf } from './reading.js';
import type { Snapshot } from './snapshot.js';

interface Wanted {
  readonly own?: readonly string[];
  readonly eachLevel?: readonly string[];
}
interface Controller {
  readonly name: string;
  readonly v1: Wanted;
  readonly v2: Wanted;
}

const nothing: Wanted = {};
const controllers: readonly Controller[] = [
  { name: 'memory', ...memoryFiles },
  { name: 'cpu', ...cpuFiles },
  { name: 'cpuacct', v1: cpuacctFiles, v2: nothing },
  { name: 'cpuset', ...cpusetFiles },
  { name: 'pids', v1: pidsFiles, v2: pidsFiles },
  { name: 'blkio', v1: ioFiles.v1, v2: ioFiles.v2 },
];
const everywhere: Wanted = { own: ['cgroup.procs'] };
const telling = { v1: { own: [tellingFiles.v1] }, v2: { own: [tellingFiles.v2] } };
const unified: Wanted = { own: ['cgroup.procs', 'cgroup.controllers', 'cpu.stat', ...pressureFiles] };

/** The names of all of them, on either version: those of its own level, and those of the levels above. */
export const cgroupFileNames = { own: namesOf('own', 'eachLevel'), above: namesOf('eachLevel') } as const;

function namesOf(...kinds: readonly (keyof Wanted)[]): readonly string[] {
  const wanted = [everywhere, unified, ...controllers.flatMap(({ v1, v2 }) => [v1, v2])];
  return [...new Set(kinds.flatMap((kind) => wanted.flatMap((each) => each[kind] ?? [])))];
}

/** The paths to read for one container, from its `/proc/PID/cgroup` and the reader's mountinfo; none where it has no cgroup. */
export function cgroupFiles(snapshot: Snapshot, container: Container): string[] {
  const view = valueOf(viewOf(snapshot, container));
  return view === undefined ? [] : cgroupFilesIn(view);
}

export function cgroupFilesIn(view: CgroupView): string[] {
  const files = [
    ...pathsIn(valueOf(unifiedLevelsOf(view)), unified),
    ...(view.inside === undefined ? [] : tellingFilesIn(view)),
    ...controllers.flatMap(({ name, v1, v2 }) => {
      const levels = valueOf(levelsOf(view, name));
      return [...pathsIn(levels, levels?.unified ? v2 : v1), ...pathsIn(levels, everywhere)];
    }),
  ];
  return [...new Set(files)];
}

/** Whoever looks from within has to find out whether what it sees as the root is one. */
function tellingFilesIn(view: CgroupView): readonly string[] {
  return [unifiedLevelsOf(view), ...controllers.map(({ name }) => levelsOf(view, name))].flatMap((reading) => {
    const levels = valueOf(reading);
    return pathsIn(levels, levels?.unified ? telling.v2 : telling.v1);
  });
}

function pathsIn(levels: Levels | undefined, { own = [], eachLevel = [] }: Wanted): readonly string[] {
  return levels === undefined ? [] : [
    ...[...own, ...eachLevel].map((name) => `${levels.own}/${name}`),
    ...levels.above.flatMap((directory) => eachLevel.map((name) => `${directory}/${name}`)),
  ];
}

/** The container's own directories, one a hierarchy: whoever is in them or below is in the container. */
export function cgroupDirs(snapshot: Snapshot, container: Container): string[] {
  const view = valueOf(viewOf(snapshot, container));
  return view === undefined ? [] : cgroupDirsIn(view);
}

export function cgroupDirsIn(view: CgroupView): string[] {
  const named = view.memberships.flatMap(({ controllers: names }) => names);
  const levels = [unifiedLevelsOf(view), ...named.map((name) => levelsOf(view, name))];
  return [...new Set(levels.flatMap((each) => valueOf(each)?.own ?? []))];
}

function viewOf(snapshot: Snapshot, container: Container) {
  return chain(kernelDir(snapshot, container), (dir) => cgroupViewOf(snapshot, dir, container.holdsReader));
}
