/**
 * How a process got its `/`, and where that is on the machine. What each way leaves behind:
 *
 * - pivot_root: a mount namespace of its own whose `/` is another directory than the machine's; the link reads `/`.
 * - chroot: `/proc/PID/root` reads as the directory. Without the right to read it: mountinfo has no `/` line, or, where
 *   the directory is a mount point, one whose mount id is that of a mount of the machine.
 * - none: its `/` is the machine's own.
 */
import { chain } from './chain.js';
import type { Root, Runtime } from './isolation.js';
import { type MountLine, mountAt, mountOver } from './mountinfo.js';
import { machineMounts, mountLinesOf, pathOnMachine, readerDir } from './mountsOf.js';
import { type Read, type Reading, isRead, read, unread } from './reading.js';
import { type Snapshot, linkOf, textOf } from './snapshot.js';

export interface RootMount {
  readonly mechanism: Root['mechanism'];
  /** The mount that `/` lies in. */
  readonly mount: Reading<MountLine>;
  /** As the mount tables tell it; an overlay's merged directory may be known to its engine only. */
  readonly hostPath: Reading<string>;
}

/** Programs that always pivot, even onto the machine's own `/`. */
const pivoting: ReadonlySet<Runtime> = new Set(['bubblewrap', 'flatpak']);

/** `holdsReader`: the reader has the same mounts, so it has none of the machine's to compare them with. */
export function rootMountOf(snapshot: Snapshot, dir: string, runtime: Runtime, holdsReader = false): RootMount {
  const found = chain(mountLinesOf(snapshot, dir), (lines) => read({ lines, top: mountAt(lines, '/') }, `${dir}/mountinfo`));
  const link = linkOf(snapshot, `${dir}/root`);
  if (!isRead(found)) {
    return { mechanism: found, mount: found, hostPath: found };
  }
  if (isRead(link) && link.value !== '/') {
    return chrooted(snapshot, dir, link);
  }
  const { top } = found.value;
  if (holdsReader && top !== undefined) {
    const unseen = unread('unsupported', `${dir}/mountinfo`, 'the machine\'s own mounts are not shown in here');
    return { mechanism: seenFromWithin(top, `${dir}/mountinfo`), mount: read(top, `${dir}/mountinfo`), hostPath: unseen };
  }
  return top === undefined ? withoutRootLine(snapshot, dir, link) : withRootLine(snapshot, dir, top, runtime);
}

/**
 * An overlay as root, or a directory of another file system: a machine starts so only where its disk has roots of its own
 * (btrfs subvolumes, ostree), and a plain chroot has no line at "/".
 */
function seenFromWithin(top: MountLine, from: string): RootMount['mechanism'] {
  return top.fsType === 'overlay' || (top.root !== '/' && top.fsType !== 'btrfs' && !top.root.startsWith('/ostree/'))
    ? { value: 'pivot_root', from, guessed: true }
    : unread('unsupported', from, 'the machine\'s own mounts are not shown in here');
}

function chrooted(snapshot: Snapshot, dir: string, link: Read<string>): RootMount {
  const own = hasOwnMounts(snapshot, dir);
  const machine = machineMounts(snapshot);
  return {
    mechanism: read('chroot', link.from),
    mount: own
      ? unread('unsupported', link.from, 'a chroot in a mount namespace of its own')
      : chain(machine, (lines) => presentOr(mountOver(lines, link.value), `${readerDir(snapshot)}/mountinfo`, 'no mount holds that directory')),
    // Seen in another mount namespace the path is that namespace's, so here it is a guess.
    hostPath: own ? { ...link, guessed: true } : link,
  };
}

function hasOwnMounts(snapshot: Snapshot, dir: string): boolean {
  const [own, machine] = [linkOf(snapshot, `${dir}/ns/mnt`), linkOf(snapshot, `${readerDir(snapshot)}/ns/mnt`)];
  return isRead(own) && isRead(machine) && own.value !== machine.value;
}

/** No mount at "/": its root is a plain directory, and only the link says which. Of a zombie nothing is left at all. */
function withoutRootLine(snapshot: Snapshot, dir: string, link: Reading<string>): RootMount {
  const from = `${dir}/mountinfo`;
  if (isZombie(snapshot, dir)) {
    const gone = unread('gone', from, 'the process has ended');
    return { mechanism: gone, mount: gone, hostPath: gone };
  }
  const nowhere = isRead(link) ? unread('malformed', from, 'no mount at /, and yet the root is /') : link;
  return { mechanism: isRead(link) ? nowhere : read('chroot', from), mount: nowhere, hostPath: nowhere };
}

function isZombie(snapshot: Snapshot, dir: string): boolean {
  const status = textOf(snapshot, `${dir}/status`);
  return isRead(status) && /^State:\s+[ZX]/m.test(status.value);
}

function withRootLine(snapshot: Snapshot, dir: string, top: MountLine, runtime: Runtime): RootMount {
  const from = `${dir}/mountinfo`;
  const mount = read(top, from);
  const machine = machineMounts(snapshot);
  if (!isRead(machine)) {
    return { mechanism: machine, mount, hostPath: machine };
  }
  const same = machine.value.find(({ id }) => id === top.id);
  if (same !== undefined) {
    return { mechanism: read(same.target === '/' ? 'none' : 'chroot', from), mount, hostPath: read(same.target, from) };
  }
  return { mechanism: ownNamespace(top, machine.value, runtime, from), mount, hostPath: onMachine(top, machine.value, from) };
}

/** In a mount namespace of its own the machine's `/` is still the machine's, under another mount id. */
function ownNamespace(top: MountLine, machine: readonly MountLine[], runtime: Runtime, from: string): RootMount['mechanism'] {
  const root = mountAt(machine, '/');
  if (root?.device !== top.device || root.root !== top.root) {
    return read('pivot_root', from);
  }
  return pivoting.has(runtime) ? { value: 'pivot_root', from, guessed: true } : read('none', from);
}

function onMachine(top: MountLine, machine: readonly MountLine[], from: string): Reading<string> {
  return presentOr(pathOnMachine(machine, top.device, top.root), from,
    `${top.fsType} ${top.device} is mounted in that mount namespace only`);
}

function presentOr<T>(value: T | undefined, from: string, detail: string): Reading<T> {
  return value === undefined ? unread('absent', from, detail) : read(value, from);
}
