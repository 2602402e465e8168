/** The directories of a container's cgroup: its own, and those above it up to where the hierarchy is mounted. */
import { type CgroupMount, cgroupMountsOf, mountsWith, unifiedMounts } from './cgroupMounts.js';
import { cgroupOwner } from './cgroupOwner.js';
import { hasOwnCgroupNamespace } from './aroundReader.js';
import { chain } from './chain.js';
import { type Membership, membershipIn, parseCgroup, unifiedMembership } from './membership.js';
import { isBelow } from './mountinfo.js';
import { readerDir } from './mountsOf.js';
import { type NotRead, type Reading, isRead, map, read, unread, valueOf } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

export interface Levels {
  readonly unified: boolean;
  readonly own: string;
  /** Nearest first, the mount point last. */
  readonly above: readonly string[];
  /** The part of the hierarchy that the mount shows; "/" is all of it, as far as the reader's cgroup namespace goes. */
  readonly mountRoot: string;
  /** Whether the mount shows the hierarchy from its root. */
  readonly whole: boolean;
}

/** What there is to know about the cgroups of one process. */
export interface CgroupView {
  /** The file that says which cgroup it is in: `/proc/5873/cgroup`. */
  readonly from: string;
  readonly memberships: readonly Membership[];
  /** Those of the reader, or of the machine's first process; a cgroup shared with it is no cgroup of its own. */
  readonly reader: readonly Membership[];
  readonly mounts: Reading<readonly CgroupMount[]>;
  /** Those of its memberships whose cgroup is not its own (see ownCgroup). */
  readonly foreign?: readonly Membership[];
  /** The reader is in it: what is shown as the root of all may be this container's cgroup, unless a file proves that it is the root. */
  readonly inside?: { readonly isRootOfAll: (directory: string, unified: boolean) => boolean };
  /** The reader is in a cgroup namespace of its own, so "/" is where that one begins. */
  readonly ownNamespace?: boolean;
}

const noCgroup = 'no cgroup of its own';
/** The kernel has it and may limit there; nothing shows it here. */
export const notMountedHere = 'its hierarchy is mounted nowhere here';

/** It is known to have none; what is unsupported for another reason (levels that are not mounted here) may be its own. */
export function hasNoCgroup({ unread: why, detail }: NotRead): boolean {
  return why === 'unsupported' && detail?.startsWith(noCgroup) === true;
}

/** `dir` is the container's process: `/proc/5873`; `holdsReader`: the reader is in that container. */
export function cgroupViewOf(snapshot: Snapshot, dir: string, holdsReader = false): Reading<CgroupView> {
  const own = map(textOf(snapshot, `${dir}/cgroup`), parseCgroup);
  const reader = map(textOf(snapshot, `${readerDir(snapshot)}/cgroup`), parseCgroup);
  return map(own, (memberships) => ({
    from: `${dir}/cgroup`, memberships, reader: valueOf(reader) ?? [], mounts: cgroupMountsOf(snapshot),
    ownNamespace: hasOwnCgroupNamespace(snapshot),
    ...(holdsReader && { inside: { isRootOfAll: (directory, unified) => isRootOfAll(snapshot, directory, unified) } }),
  }));
}

/** The levels of a controller: in its v1 hierarchy where it has one, else in the unified one. */
export function levelsOf(view: CgroupView, controller: string): Reading<Levels> {
  const own = membershipIn(view.memberships, controller);
  return own === undefined
    ? unifiedLevelsOf(view)
    : levelsIn(view, own, membershipIn(view.reader, controller), (mounts) => mountsWith(mounts, controller));
}

/** The levels in the unified hierarchy, whatever controllers it has. */
export function unifiedLevelsOf(view: CgroupView): Reading<Levels> {
  const own = unifiedMembership(view.memberships);
  return own === undefined
    ? unread('absent', view.from, 'in no hierarchy that has this controller')
    : levelsIn(view, own, unifiedMembership(view.reader), unifiedMounts);
}

function levelsIn(
  view: CgroupView, own: Membership, reader: Membership | undefined,
  choose: (mounts: readonly CgroupMount[]) => readonly CgroupMount[],
): Reading<Levels> {
  if (own.deleted) {
    return unread('gone', view.from, 'its cgroup was removed');
  }
  const path = containerPath(own.path);
  const machines = view.inside === undefined ? path === '/' || own.path === reader?.path : path === '/' && view.ownNamespace !== true;
  if (machines) {
    return unread('unsupported', view.from, `${noCgroup}: it is in ${own.path}, as this machine's processes are`);
  }
  if (view.foreign?.includes(own) === true) {
    // From within only v2 tells that somebody else is in there (see ownCgroup).
    return unread('unsupported', view.from, view.inside !== undefined && own.controllers.length > 0
      ? `whether others are in ${own.path} too is not shown in here`
      : `${noCgroup}: others are in ${own.path} too`);
  }
  return chain(view.mounts, (mounts) => levelsBelow(view, path, choose(mounts)));
}

/**
 * The container's cgroup, where its init went further down: systemd as init moves itself to `init.scope`, Docker in
 * Docker to `init`. crun's `container` below the scope stays, since the limits sit there.
 */
export function containerPath(path: string): string {
  const owner = cgroupOwner(`0::${path}\n`)?.path;
  if (owner !== undefined && isBelow(path, owner)) {
    return isBelow(path, `${owner}/container`) ? `${owner}/container` : owner;
  }
  return path.endsWith('/init.scope') ? path.slice(0, -'/init.scope'.length) || '/' : path;
}

function levelsBelow(view: CgroupView, path: string, mounts: readonly CgroupMount[]): Reading<Levels> {
  if (mounts.length === 0) {
    return unread('absent', view.from, notMountedHere);
  }
  const shown = mounts.flatMap((mount) => levelsAt(mount, path, view.ownNamespace === true) ?? []);
  const best = shown.find(({ whole }) => whole) ?? shown[0];
  if (best !== undefined && view.inside?.isRootOfAll(best.own, best.unified) === true) {
    return unread('unsupported', view.from, `${noCgroup}: it is in the root of all, as this machine's processes are`);
  }
  return best === undefined
    ? unread('unsupported', view.from, `no mount here shows the cgroup ${path}`)
    : read(best, view.from);
}

function levelsAt(mount: CgroupMount, path: string, ownNamespace: boolean): Levels | undefined {
  const steps = stepsBelow(mount.root, path);
  if (steps === undefined) {
    return undefined;
  }
  const directory = (depth: number) => [mount.point, ...steps.slice(0, depth)].join('/');
  const above = steps.map((_, index) => directory(steps.length - 1 - index));
  return { unified: mount.unified, own: directory(steps.length), above, mountRoot: mount.root, whole: isWhole(mount.root, ownNamespace) };
}

/**
 * The way from the mounted cgroup to another one. Seen from within a cgroup namespace either may lie outside of it
 * (`/..`, `/../other`); a way back through a name that is not shown there cannot be told.
 */
function stepsBelow(root: string, path: string): readonly string[] | undefined {
  const start = stepsIn(root);
  const whole = stepsIn(path);
  const steps = whole.slice(start.length);
  return start.every((step, index) => step === whole[index]) && !steps.includes('..') ? steps : undefined;
}

function stepsIn(path: string): readonly string[] {
  return path.split('/').filter((step) => step !== '');
}

/** `/..` is what a cgroup namespace shows of the root of all, `/` in there its own root. */
function isWhole(mountRoot: string, ownNamespace: boolean): boolean {
  const steps = stepsIn(mountRoot);
  return steps.every((step) => step === '..') && (!ownNamespace || steps.length > 0);
}

/**
 * Files that tell: on v1 `release_agent` is in the root of a hierarchy alone, on v2 `cgroup.events` everywhere but there.
 * https://man7.org/linux/man-pages/man7/cgroups.7.html
 */
function isRootOfAll(snapshot: Snapshot, directory: string, unified: boolean): boolean {
  const file = textOf(snapshot, `${directory}/${unified ? tellingFiles.v2 : tellingFiles.v1}`);
  return unified ? !isRead(file) && file.unread === 'absent' && file.detail !== undefined : isRead(file);
}

export const tellingFiles = { v1: 'release_agent', v2: 'cgroup.events' } as const;

/** A file's name on v2 and on v1; null where that one has no such file. */
export interface FileNames {
  readonly v2: string | null;
  readonly v1: string | null;
}

/** The text of a file in the container's own directory. */
export function ownFile(snapshot: Snapshot, levels: Reading<Levels>, names: FileNames): Reading<string> {
  return chain(levels, (found) => {
    const name = found.unified ? names.v2 : names.v1;
    return name === null
      ? unread('unsupported', found.own, `cgroup ${found.unified ? 'v2' : 'v1'} has no such file`)
      : fileIn(snapshot, found, name);
  });
}

/** A v2 cgroup has the files of the controllers only that its parent hands on, so a missing file has a reason. */
export function fileIn(snapshot: Snapshot, { own, unified }: Levels, name: string): Reading<string> {
  const text = textOf(snapshot, `${own}/${name}`);
  if (isRead(text) || text.unread !== 'absent' || !unified) {
    return text;
  }
  const controllers = valueOf(textOf(snapshot, `${own}/cgroup.controllers`))?.trim().split(' ');
  const [controller = ''] = name.split('.');
  return controllers === undefined || controllers.includes(controller) || isPressure(name)
    ? text
    : unread('absent', text.from, `the ${controller} controller is not enabled for this cgroup`);
}

function isPressure(name: string): boolean {
  return name.endsWith('.pressure');
}

/** A fact of each level, the own one first; a level that is not mounted here is one that could not be read. */
export function atEachLevel<T>(levels: Levels, readAt: (directory: string) => Reading<T>): readonly Reading<T>[] {
  const readings = [levels.own, ...levels.above].map(readAt);
  return levels.whole
    ? readings
    : [...readings, unread('unsupported', levels.own, levels.mountRoot === '/'
      ? 'the cgroups above are not shown in here' : `only the part below ${levels.mountRoot} is mounted here`)];
}
