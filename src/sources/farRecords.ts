/**
 * The records that the script prints (see farScript.ts), as entries of a snapshot. Whatever comes before the first one is
 * a shell's greeting. Bytes within a record are never looked at for what they say, only for the mark; an answer that does
 * not come to its last record is no answer at all.
 */
import type { Entry } from '../model/snapshot.js';
import { systemTrouble } from './errno.js';

export type NotThere = Extract<Entry, { unread: unknown }>;

export const notBrought: NotThere = { unread: 'failed', detail: 'it is not among what is read over ssh' };

export interface FarRecords {
  /** By path; `…#inode`, `…#socket` and `…#again` as in a snapshot. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Folders of which every file that is wanted was read where it is there (null), or the reason why none, or not all, were. */
  readonly folders: ReadonlyMap<string, NotThere | null>;
}

/** Why there is no answer, for people. */
export class NoFarAnswer extends Error {}

/** Nothing of the kernel's is longer. */
const mostBytes = 4 * 1024 * 1024;

interface Found {
  readonly word: string;
  readonly body: Buffer;
}

export function farRecordsIn(output: Buffer, mark: string): FarRecords {
  const entries = new Map<string, Entry>();
  const folders = new Map<string, NotThere | null>();
  let name = '';
  for (const { word, body } of recordsIn(output, mark)) {
    if (word === 'name') {
      name = body.toString('utf8');
    } else if (word === 'folder') {
      folders.set(name, null);
    } else if (word === 'inner') {
      folders.set(name, folders.has(name) ? folders.get(name) ?? null : notBrought);
    } else if (word === 'trouble' && folders.has(name) && !entries.has(name)) {
      folders.set(name, systemTrouble(body.toString('utf8')));
    } else {
      entries.set(name, entryOf(word, body));
    }
  }
  return { entries, folders };
}

function entryOf(word: string, body: Buffer): Entry {
  switch (word) {
    case 'text': return body.length > mostBytes ? { unread: 'malformed', detail: 'longer than 4 MB' } : body.toString('utf8');
    case 'link': return { link: body.toString('utf8').replace(/\n$/, '') };
    case 'inode': return inodeIn(body.toString('utf8'));
    case 'trouble': return systemTrouble(body.toString('utf8'));
    default: throw new NoFarAnswer('it printed a record that this version does not know');
  }
}

/** `4026532285 /proc/5873/net/dev` */
function inodeIn(line: string): Entry {
  const inode = /^\s*(\d+)\s/.exec(line)?.[1];
  return inode === undefined ? { unread: 'malformed', detail: 'no inode number' } : { inode };
}

/** Those between `start` and `end`. */
function recordsIn(output: Buffer, mark: string): readonly Found[] {
  const records: Found[] = [];
  const sign = `\n${mark} `;
  let at = output.indexOf(`${sign}start\n`);
  if (at < 0) {
    throw new NoFarAnswer('the script did not begin');
  }
  for (;;) {
    const line = output.indexOf('\n', at + 1);
    const word = output.toString('latin1', at + sign.length, line < 0 ? undefined : line);
    if (word === 'end' && line >= 0) {
      return records;
    }
    const next = line < 0 ? -1 : output.indexOf(sign, line);
    if (next < 0) {
      throw new NoFarAnswer('its answer was cut off');
    }
    if (word !== 'start') {
      records.push({ word, body: output.subarray(line + 1, next) });
    }
    at = next;
  }
}
