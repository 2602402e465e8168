/**
 * Which cgroups are a container's own. An engine's or runtime's bear its name; any other one may be a login session's,
 * or whoever's: it is the container's where nobody is in it but those inside and the process that started it.
 * https://man7.org/linux/man-pages/man7/cgroups.7.html
 */
import { chain } from './chain.js';
import { type CgroupView, cgroupViewOf, containerPath, levelsOf, unifiedLevelsOf } from './cgroupLevels.js';
import { membershipsIn } from './cgroupOwner.js';
import type { Container, Runtime } from './isolation.js';
import type { Membership } from './membership.js';
import { type ProcessFacts, ancestorsOf, processesIn, readerDepth } from './processFacts.js';
import { kernelDir } from './proof.js';
import { type Reading, isRead, map, valueOf } from './reading.js';
import { isInit } from './runtimes.js';
import { type Snapshot, textOf } from './snapshot.js';

/** The cgroups of the container's process, those of others marked as `foreign`. */
export function ownCgroupView(snapshot: Snapshot, container: Container): Reading<CgroupView> {
  return chain(kernelDir(snapshot, container), (dir) => map(cgroupViewOf(snapshot, dir, container.holdsReader), (view) => {
    const main = processesIn(snapshot).get(container.pid ?? 0);
    const named = container.engine !== null || main === undefined || main.owner !== undefined;
    return named ? view : { ...view, foreign: foreignIn(snapshot, container, main, view) };
  }));
}

function foreignIn(snapshot: Snapshot, { runtime, holdsReader }: Container, main: ProcessFacts, view: CgroupView): readonly Membership[] {
  if (holdsReader === true) {
    const made = runtime !== 'unknown' && view.ownNamespace === true;
    return view.memberships.filter((own) => procsIn(snapshot, view, own).some(isUnseen) || (own.controllers.length > 0 && !(made && containerPath(own.path) === '/')));
  }
  const [, ...earlier] = ancestorsOf(processesIn(snapshot), main);
  const theirs = new Set(earlier.flatMap(({ cgroup }) => membershipsIn(cgroup)).map(keyOf));
  return view.memberships.filter((own) => theirs.has(keyOf(own)) || isSession(own)
    || (!naming.has(runtime) && hasOutsiders(snapshot, main, procsIn(snapshot, view, own).flatMap(pidsOf))));
}

/** systemd, and runc and crun without an engine, make a cgroup for each of theirs. */
const naming: ReadonlySet<Runtime> = new Set<Runtime>(['systemd-service', 'runc', 'crun']);

function keyOf({ controllers, path }: Membership): string {
  return `${controllers.join(',')}:${containerPath(path)}`;
}

function isSession({ path }: Membership): boolean {
  return /\/session-[^/]+\.scope$/.test(path);
}

function hasOutsiders(snapshot: Snapshot, main: ProcessFacts, pids: readonly number[]): boolean {
  const processes = processesIn(snapshot);
  return pids.length > 0 && (!isInit(main.nsPids, readerDepth(snapshot)) || pids
    .filter((pid) => pid !== main.parent)
    .some((pid) => (processes.get(pid)?.nsPids.length ?? Infinity) < main.nsPids.length));
}

/** The texts of `cgroup.procs` in its cgroup and below. */
function procsIn(snapshot: Snapshot, view: CgroupView, own: Membership): readonly string[] {
  const [name] = own.controllers;
  const levels = valueOf(name === undefined ? unifiedLevelsOf(view) : levelsOf(view, name));
  return levels === undefined ? [] : procsBelow(snapshot, [levels.own]).filter(isRead).map(({ value }) => value);
}

/**
 * On v2 the kernel writes 0 for a process that the reader's pid namespace does not show. On v1 it leaves it out, so there
 * it counts whether a runtime began a cgroup namespace at it.
 */
function isUnseen(text: string): boolean {
  return /^0$/m.test(text);
}

/** `cgroup.procs` has a pid a line. */
export function pidsOf(text: string): number[] {
  return text.split('\n').filter((line) => /^[1-9]\d*$/.test(line)).map(Number);
}

const procsPaths = new WeakMap<Snapshot, readonly string[]>();

/** Every `cgroup.procs` of the snapshot in these directories and below. */
export function procsBelow(snapshot: Snapshot, dirs: readonly string[]): readonly Reading<string>[] {
  const all = procsPaths.get(snapshot) ?? Object.keys(snapshot.files).filter((path) => path.endsWith('/cgroup.procs'));
  procsPaths.set(snapshot, all);
  return all.filter((path) => dirs.some((dir) => path.startsWith(`${dir}/`))).map((path) => textOf(snapshot, path));
}
