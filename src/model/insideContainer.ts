/**
 * Whether the reader itself runs in a container. One file is no proof: `/.dockerenv` exists on machines that are none.
 * The kernel's own number is: the initial pid namespace is always 4026531836 (include/uapi/linux/nsfs.h).
 */
import { byMounts, flatpakFile, podmanFile } from './aroundReader.js';
import { cgroupOwner } from './cgroupOwner.js';
import { initialPidNamespace } from './initialPid.js';
import { mountAt } from './mountinfo.js';
import { machineMounts, readerDir } from './mountsOf.js';
import { type Reading, isRead, map, read } from './reading.js';
import { type Snapshot, linkOf, textOf } from './snapshot.js';

export interface InsideContainer {
  /** The runtime's name, `unnamed`, or `none`. */
  readonly name: Reading<string>;
  readonly evidence: readonly string[];
}

const dockerMark = '/.dockerenv';
export const containerMarks = [dockerMark, podmanFile, flatpakFile] as const;

/** The files that tell, beside the reader's own under `/proc`. */
export function insideContainerFiles(roots: Snapshot['roots']): string[] {
  return [...containerMarks, `${roots.proc}/1/environ`];
}

const markNames = { [dockerMark]: 'docker', [podmanFile]: 'podman', [flatpakFile]: 'flatpak' } as const;

const byCgroup: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/lxc\.payload/, 'lxc'], [/libpod/, 'podman'], [/kubepods/, 'kubernetes'], [/docker/, 'docker'],
  [/machine\.slice|\/payload/, 'systemd-nspawn'],
];

function nameInside(snapshot: Snapshot): Reading<string> {
  const environ = textOf(snapshot, `${snapshot.roots.proc}/1/environ`);
  const container = isRead(environ) ? /(?:^|\0)container=([^\0]+)/.exec(environ.value)?.[1] : undefined;
  if (container !== undefined) {
    return read(container, environ.from);
  }
  const cgroup = textOf(snapshot, `${snapshot.roots.proc}/${snapshot.reader}/cgroup`);
  const named = isRead(cgroup) ? byCgroup.find(([pattern]) => pattern.test(cgroup.value))?.[1] : undefined;
  if (named !== undefined) {
    return read(named, cgroup.from);
  }
  const mark = containerMarks.find((path) => isRead(textOf(snapshot, path)) && !(path === dockerMark && isMachinesDisk(snapshot)));
  return mark === undefined
    ? read('unnamed', `${snapshot.roots.proc}/${snapshot.reader}/ns/pid`)
    : read(markNames[mark], mark);
}

/**
 * The disk of a machine that was made from an image has the engine's mark too, for every namespace that begins on it; but
 * nothing that an engine mounts.
 */
function isMachinesDisk(snapshot: Snapshot): boolean {
  const [text, lines] = [textOf(snapshot, `${readerDir(snapshot)}/mountinfo`), machineMounts(snapshot)];
  const top = isRead(lines) ? mountAt(lines.value, '/') : undefined;
  return top?.root === '/' && !top.fsType.includes('overlay') && isRead(text) && byMounts(text.value) === undefined;
}

export function insideContainerOf(snapshot: Snapshot): InsideContainer {
  const link = linkOf(snapshot, `${snapshot.roots.proc}/${snapshot.reader}/ns/pid`);
  if (!isRead(link)) {
    return { name: link, evidence: [] };
  }
  if (link.value === initialPidNamespace && !isInEnginesCgroup(snapshot)) {
    return { name: map(link, () => 'none'), evidence: [link.from] };
  }
  const name = nameInside(snapshot);
  return { name, evidence: [...new Set([link.from, name.from])] };
}

/** `--pid=host` leaves the machine's processes to a container; its cgroup still bears the engine's id. */
function isInEnginesCgroup(snapshot: Snapshot): boolean {
  const cgroup = textOf(snapshot, `${snapshot.roots.proc}/${snapshot.reader}/cgroup`);
  return isRead(cgroup) && /^[0-9a-f]{64}$/.test(cgroupOwner(cgroup.value)?.id ?? '');
}
