/**
 * What tells one namespace from another without any privilege: files that everybody may read of every process. Keys say
 * "the same" or "another one"; they are not the namespaces' ids.
 */
import { parseMountinfo } from './mountinfo.js';
import { valueOf, map } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

export interface ProcessKeys {
  /** The inode of `net/dev`: each net namespace has one `/proc/net` of its own. */
  readonly net: string | undefined;
  /** The ids of all mounts that it sees; they are unique in the whole system. */
  readonly mounts: ReadonlySet<number>;
  /** The id of the mount at "/". */
  readonly rootMount: number | undefined;
  /** The device of the message queue file system, which each ipc namespace has one of. */
  readonly mqueue: string | undefined;
  /** uid_map and gid_map; equal ones prove nothing, different ones do. */
  readonly users: string | undefined;
  /** timens_offsets; the same holds. */
  readonly offsets: string | undefined;
}

/** `dir` is a process: `/proc/5873`. What could not be read is `undefined`, or an empty set. */
export function keysOf(snapshot: Snapshot, dir: string): ProcessKeys {
  const lines = valueOf(map(textOf(snapshot, `${dir}/mountinfo`), parseMountinfo)) ?? [];
  const uids = valueOf(textOf(snapshot, `${dir}/uid_map`));
  const gids = valueOf(textOf(snapshot, `${dir}/gid_map`));
  return {
    net: inodeOf(snapshot, `${dir}/net/dev#inode`),
    mounts: new Set(lines.map(({ id }) => id)),
    rootMount: lines.findLast(({ target }) => target === '/')?.id,
    mqueue: lines.findLast(({ fsType, target }) => fsType === 'mqueue' && target === '/dev/mqueue')?.device,
    users: uids === undefined || gids === undefined ? undefined : normal(`${uids}/${gids}`),
    offsets: normal(valueOf(textOf(snapshot, `${dir}/timens_offsets`))),
  };
}

function inodeOf(snapshot: Snapshot, path: string): string | undefined {
  const entry = snapshot.files[path];
  return typeof entry === 'object' && 'inode' in entry ? entry.inode : undefined;
}

function normal(text: string | undefined): string | undefined {
  return text?.replace(/[ \t]+/g, ' ').trim();
}

/** The offsets of a time namespace that is not the initial one; no offsets prove nothing. */
export function hasOffsets(offsets: string | undefined): boolean {
  return offsets !== undefined && /^\w+ -?(?:[1-9]\d* -?\d+|0 -?[1-9]\d*)$/m.test(offsets.replace(/^ +/gm, ''));
}
