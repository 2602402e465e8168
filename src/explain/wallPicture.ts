/** The root as a place in the machine's tree: the way to it, the wall around it, and the doors that lead out again. */
import { isRead, valueOf } from '../model/reading.js';
import type { Isolation, Mount } from '../model/isolation.js';
import { isEngineSocket, isHostRoot } from './rules/mounts.js';

export interface WallPicture {
  /** The names from the machine's `/` down to the directory that is `/` in there; null where that could not be told. */
  readonly way: readonly string[] | null;
  readonly mechanism: 'pivot_root' | 'chroot' | 'none' | null;
  /** The way or the mechanism was concluded and not read outright. */
  readonly concluded: boolean;
  /** What of the machine's files is mounted in there; null where its mounts could not be read. */
  readonly doors: readonly Door[] | null;
}

export interface Door {
  /** The path in there. */
  readonly target: string;
  /** The directory or file, as the file system that holds it names it. */
  readonly source: string;
  /** The device or name of that file system. */
  readonly of: string;
  readonly readOnly: boolean;
}

export function wallPictureOf({ root }: Isolation): WallPicture {
  const path = valueOf(root.hostPath);
  return {
    way: path === undefined ? null : path.split('/').filter((name) => name !== ''),
    mechanism: valueOf(root.mechanism) ?? null,
    concluded: [root.hostPath, root.mechanism].some((reading) => isRead(reading) && reading.guessed === true),
    doors: isRead(root.mounts) && valueOf(root.mechanism) !== 'none' ? doorsIn(root.mounts.value) : null,
  };
}

/**
 * What lies in a file system that keeps its files, and no view that the kernel makes up: an overlay of its own (an image
 * that was mounted) is none of the machine's, nor is memory that is mounted in there as a whole. A directory of memory
 * that is not (of the machine's `/run`) is, and the socket of an engine in it is the widest door of all. Those
 * that engines bring along (`/etc/hosts` and its like) are doors as well, the least of them, and so come last.
 */
function doorsIn(mounts: readonly Mount[]): readonly Door[] {
  return mounts
    .filter((mount) => mount.target !== '/' && (isEngineSocket(mount) || isHostRoot(mount, mounts)
      || isOfOthersMemory(mount, mounts) || (!madeUp.has(mount.fsType) && (mount.root !== '/' || mount.fsType !== 'overlay'))))
    .map(({ target, root, source, options, superOptions }) => ({ target, source: root, of: source, readOnly: [...options, ...superOptions].includes('ro') }))
    .toSorted((one, other) => Number(ofEngines.test(one.target)) - Number(ofEngines.test(other.target)));
}

/** An engine masks files with the `/null` of the container's own `/dev`: that device is mounted in there as a whole. */
function isOfOthersMemory({ fsType, root, device }: Mount, mounts: readonly Mount[]): boolean {
  return (fsType === 'tmpfs' || fsType === 'ramfs') && root !== '/' && !mounts.some((other) => other.device === device && other.root === '/');
}

const ofEngines = /^\/(?:etc\/(?:hosts|hostname|resolv\.conf)|run\/(?:\.containerenv|secrets)|dev\/shm)$/;

/** https://www.kernel.org/doc/html/latest/filesystems/: file systems that hold no files of a disk. */
const madeUp: ReadonlySet<string> = new Set([
  'proc', 'sysfs', 'devpts', 'devtmpfs', 'tmpfs', 'ramfs', 'mqueue', 'cgroup', 'cgroup2', 'bpf', 'debugfs', 'tracefs', 'securityfs',
  'pstore', 'efivarfs', 'configfs', 'fusectl', 'hugetlbfs', 'nsfs', 'autofs', 'binfmt_misc', 'selinuxfs', 'rpc_pipefs',
]);
