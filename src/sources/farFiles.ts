/**
 * The files of another machine as they were brought here in one go. What was not brought is `failed`: never absent, for
 * nobody looked.
 */
import type { Entry } from '../model/snapshot.js';
import { cgroupFileNames } from '../model/cgroupFiles.js';
import { type FarRecords, type NotThere, notBrought } from './farRecords.js';
import type { FileFacts, MachineFs } from './hostFs.js';

const wanted: ReadonlySet<string> = new Set([...cgroupFileNames.own, ...cgroupFileNames.above]);

export const noFarRecords: FarRecords = { entries: new Map(), folders: new Map() };

/** `records` are asked for at each question, for they come later than the first one. */
export function farFiles(records: () => FarRecords): MachineFs {
  const entry = (path: string): Entry => {
    const { entries } = records();
    const found = entries.get(path) ?? inFolder(records(), path) ?? notBrought;
    return isAbsent(found) && hasEnded(entries, path) ? { ...found, unread: 'gone' } : found;
  };
  return {
    readText: entry,
    readAgain: (path) => entry(`${path}#again`),
    readLink: entry,
    inode: (path) => entry(`${path}#inode`),
    list: (path) => (path === '/proc' ? { list: wholePids(records()) } : notBrought),
    listFolders: (path) => ({ list: foldersIn(records(), path) }),
    kind: (path) => kindOf(records(), path),
    resolve: (path) => linkIn(records().entries.get(`${path}#socket`)) ?? path,
  };
}

/** A file that is wanted of its folder was read if it is there. */
function inFolder({ folders }: FarRecords, path: string): Entry | undefined {
  const slash = path.lastIndexOf('/');
  const folder = wanted.has(path.slice(slash + 1)) ? folders.get(path.slice(0, slash)) : undefined;
  return folder === null ? { unread: 'absent', detail: 'ENOENT: no such file or directory' } : folder;
}

/** Processes that were looked at as a whole: each of them twice. */
function wholePids({ entries }: FarRecords): readonly string[] {
  return [...entries.keys()].flatMap((path) => /^\/proc\/(\d+)\/stat#again$/.exec(path)?.[1] ?? []).sort();
}

function foldersIn({ folders }: FarRecords, path: string): readonly string[] {
  const known = inEach.get(folders) ?? byFolder([...folders.keys()]);
  inEach.set(folders, known);
  return known.get(path) ?? [];
}

/** Asked once for each of them: looked through once for all. */
const inEach = new WeakMap<FarRecords['folders'], ReadonlyMap<string, readonly string[]>>();

function byFolder(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths.toSorted()) {
    const slash = path.lastIndexOf('/');
    const names = found.get(path.slice(0, slash)) ?? [];
    names.push(path.slice(slash + 1));
    found.set(path.slice(0, slash), names);
  }
  return found;
}

/** A process, or a socket of an engine. */
function kindOf({ entries }: FarRecords, path: string): FileFacts['kind'] | NotThere {
  const socket = entries.get(`${path}#socket`);
  if (socket !== undefined) {
    return linkIn(socket) === undefined ? reasonIn(socket) ?? 'other' : 'socket';
  }
  const status = entries.get(`${path}/status`);
  return typeof status === 'string' ? 'folder' : reasonIn(status) ?? notBrought;
}

/** Of a process that ended all files are missing, not one. */
function hasEnded(entries: ReadonlyMap<string, Entry>, path: string): boolean {
  const dir = /^\/proc\/\d+(?=\/)/.exec(path)?.[0];
  const last = dir === undefined ? undefined : entries.get(`${dir}/stat#again`) ?? entries.get(`${dir}/status`);
  return last !== undefined && typeof last !== 'string';
}

function isAbsent(entry: Entry): entry is NotThere {
  return reasonIn(entry)?.unread === 'absent';
}

function reasonIn(entry: Entry | undefined): NotThere | undefined {
  return typeof entry === 'object' && 'unread' in entry ? entry : undefined;
}

function linkIn(entry: Entry | undefined): string | undefined {
  return typeof entry === 'object' && 'link' in entry ? entry.link : undefined;
}
