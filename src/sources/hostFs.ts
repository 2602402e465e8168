/**
 * The only door to files. Reading is synchronous on purpose: for `/proc` it takes half the time of promises, because
 * nothing there waits for a disk; whoever reads much pauses in between (see pauses.ts).
 */
import {
  closeSync, existsSync, constants, openSync, mkdtempSync, readSync, readdirSync, readlinkSync, realpathSync, rmSync, statSync, watch,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '../model/snapshot.js';
import { fileTrouble } from './errno.js';

type NotThere = Extract<Entry, { unread: unknown }>;

export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'socket' | 'pipe' | 'device' | 'other';
  readonly uid: number;
  readonly gid: number;
  /** The permission bits alone: 0o660. */
  readonly mode: number;
}

/** The files of a machine, this one or another. Every function answers, none throws: what could not be read is an entry that says why. */
export interface MachineFs {
  /** UTF-8; invalid bytes are replaced; more than the limit (4 MB) is `malformed`. */
  readText(path: string): Entry;
  /** What it says after all else was read. */
  readAgain(path: string): Entry;
  readLink(path: string): Entry;
  /** Names in a folder, sorted. */
  list(path: string): Entry;
  /** Names of a folder's folders, sorted. */
  listFolders(path: string): Entry;
  /** The inode number that `path` leads to, links followed. */
  inode(path: string): Entry;
  kind(path: string): FileFacts['kind'] | NotThere;
  /** The path without symbolic links; the path itself where it leads nowhere. */
  resolve(path: string): string;
}

/** Those of this machine, which can be followed as well. */
export interface HostFs extends MachineFs {
  facts(path: string): FileFacts | NotThere;
  /** Calls back with the name of what changed in a folder, null where it is not told, until the result is called. A folder that is not there is silent. */
  watch(folder: string, changed: (name: string | null) => void): () => void;
}

export interface TemporaryFolder {
  /** The path of a name in it. */
  readonly at: (name: string) => string;
  readonly has: (name: string) => boolean;
  readonly remove: () => void;
}

/** A folder that only this user can enter. Throws where none can be made. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'isolation-lens-'));
  const at = (name: string): string => join(path, name);
  return { at, has: (name) => existsSync(at(name)), remove: () => rmSync(path, { recursive: true, force: true }) };
}

const chunk = Buffer.allocUnsafe(64 * 1024);
// Without it, opening a pipe that somebody put there would wait for a writer for ever. (Windows has no such flag.)
const flags = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

/**
 * `proc` is where the machine's `/proc` is seen, so that a missing file is told from a missing process. Nothing of the
 * kernel's is longer than 4 MB; a saved snapshot may be.
 */
export function hostFs(proc = '/proc', megabytes = 4): HostFs {
  const entry = (path: string, make: () => Entry): Entry => {
    try {
      return make();
    } catch (error) {
      return notThere(error, path, proc);
    }
  };
  const facts = (path: string): FileFacts | NotThere => {
    try {
      return factsAt(path);
    } catch (error) {
      return notThere(error, path, proc);
    }
  };
  const readText = (path: string): Entry => entry(path, () => textAt(path, megabytes));
  return {
    readText, readAgain: readText, facts,
    readLink: (path) => entry(path, () => ({ link: readlinkSync(path) })),
    list: (path) => entry(path, () => ({ list: readdirSync(path).sort() })),
    listFolders: (path) => entry(path, () => ({ list: foldersIn(path) })),
    inode: (path) => entry(path, () => ({ inode: statSync(path, { bigint: true }).ino.toString() })),
    kind: (path) => {
      const found = facts(path);
      return 'unread' in found ? found : found.kind;
    },
    resolve: (path) => attempt(() => realpathSync(path)) ?? path,
    watch: (folder, changed) => attempt(() => watched(folder, changed)) ?? (() => undefined),
  };
}

function watched(folder: string, changed: (name: string | null) => void): () => void {
  const watcher = watch(folder, { persistent: false }, (_, name) => changed(name));
  watcher.on('error', () => watcher.close());
  return () => watcher.close();
}

function textAt(path: string, megabytes: number): Entry {
  const file = openSync(path, flags);
  try {
    return textIn(file, megabytes);
  } finally {
    closeSync(file);
  }
}

function textIn(file: number, megabytes: number): Entry {
  const parts: Buffer[] = [];
  let length = 0;
  for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
    length += size;
    if (length > megabytes * 1024 * 1024) {
      return { unread: 'malformed', detail: `longer than ${megabytes} MB` };
    }
    parts.push(Buffer.from(chunk.subarray(0, size)));
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0].toString('utf8') : Buffer.concat(parts).toString('utf8');
}

function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).filter((item) => item.isDirectory()).map((item) => item.name).sort();
}

function factsAt(path: string): FileFacts {
  const stats = statSync(path);
  const kind = stats.isSocket() ? 'socket'
    : stats.isFile() ? 'file'
    : stats.isDirectory() ? 'folder'
    : stats.isFIFO() ? 'pipe'
    : stats.isCharacterDevice() || stats.isBlockDevice() ? 'device' : 'other';
  return { kind, uid: stats.uid, gid: stats.gid, mode: stats.mode & 0o7777 };
}

/** `ENOENT` below `/proc/PID` is `absent` while the process lives, `gone` when its whole folder is. */
function notThere(error: unknown, path: string, proc: string): NotThere {
  const trouble = fileTrouble(error);
  return trouble.unread === 'absent' && processIsGone(path, proc) ? { ...trouble, unread: 'gone' } : trouble;
}

function processIsGone(path: string, proc: string): boolean {
  if (!path.startsWith(`${proc}/`)) {
    return false;
  }
  const pid = /^\d+/.exec(path.slice(proc.length + 1))?.[0];
  return pid !== undefined && attempt(() => statSync(`${proc}/${pid}`)) === undefined;
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
