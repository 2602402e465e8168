/** What was read so far, each path once: the `files` of a snapshot while it is being taken. */
import type { Entry } from '../model/snapshot.js';
import type { MachineFs } from './hostFs.js';

export interface Recording {
  readonly files: ReadonlyMap<string, Entry>;
  text(path: string): Entry;
  link(path: string): Entry;
  /** The inode of `path`, kept under `<path>#inode`. */
  inode(path: string): Entry;
  /** Keeps what was read elsewhere, or is to be kept under another name. */
  keep(key: string, entry: Entry): Entry;
}

export function recordingOf(fs: MachineFs): Recording {
  const files = new Map<string, Entry>();
  const keep = (key: string, entry: Entry): Entry => {
    files.set(key, entry);
    return entry;
  };
  return {
    files, keep,
    text: (path) => files.get(path) ?? keep(path, fs.readText(path)),
    link: (path) => files.get(path) ?? keep(path, fs.readLink(path)),
    inode: (path) => files.get(`${path}#inode`) ?? keep(`${path}#inode`, fs.inode(path)),
  };
}

export function textIn(entry: Entry | undefined): string | undefined {
  return typeof entry === 'string' ? entry : undefined;
}
