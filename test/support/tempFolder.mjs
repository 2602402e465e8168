// Temporary folders that carry their owner in the name (lens-KIND-PID-STARTTIME-…), so that a later run can tell which were
// left by a run that was killed, and never touches those of one that goes on beside it.
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, processOf } from './processes.mjs';

/** Paths of sockets have a length limit (108), so a long TMPDIR is not used. */
const place = tmpdir().length > 40 && existsSync('/tmp') ? '/tmp' : tmpdir();
const shape = /^lens-([a-z]+)-(\d+)-(\d+)-\w+$/;

/** @param {string} kind lower-case letters */
export function tempFolder(kind) {
  if (!withMoreThanFiles.has(kind)) clearAbandoned();
  return mkdtempSync(join(place, `lens-${kind}-${process.pid}-${processOf(process.pid)?.start ?? 0}-`));
}

/** Folders of ended owners. @param {string} [only] that kind @returns {{ path: string, kind: string }[]} */
export function abandonedFolders(only) {
  if (process.platform !== 'linux') return []; // without /proc nobody's end can be told
  return readdirSync(place).flatMap((name) => {
    const [, kind, pid, start] = shape.exec(name) ?? [];
    if (kind === undefined || pid === undefined || start === undefined || (only !== undefined && kind !== only)) return [];
    const path = join(place, name);
    return isAlive({ pid: Number(pid), start }) || !isMine(path) ? [] : [{ path, kind }];
  });
}

/** @param {string} path */
function isMine(path) {
  try {
    return statSync(path).uid === process.getuid?.();
  } catch {
    return false;
  }
}

/** These have processes, mounts and cgroups as well, which their own modules clear. */
const withMoreThanFiles = new Set(['engine', 'demo', 'rt']);

/** The plain ones are only files. */
function clearAbandoned() {
  for (const { path, kind } of abandonedFolders()) if (!withMoreThanFiles.has(kind)) removeFolder(path);
}

/** @param {string} path */
export const removeFolder = (path) => rmSync(path, { recursive: true, force: true, maxRetries: 5 });
