/**
 * Limits as cgroup files write them, and the one that counts among those of all levels.
 * https://docs.kernel.org/admin-guide/cgroup-v2.html
 */
import type { Limit } from './isolation.js';
import { type Read, type Reading, isRead, unread } from './reading.js';

/**
 * v1 writes "no limit" as the largest number of whole pages, so its last digits depend on the page size:
 * 9223372036854771712 with 4 KiB, 9223372036854710272 with 64 KiB.
 */
const nearlyNone = 2n ** 63n - 2n ** 20n;

/** `max`, `-1`, a number near 2^63: unlimited; another number: itself; anything else throws. */
export function parseLimit(text: string): Limit {
  const word = text.trim();
  if (word === 'max' || word === '-1') {
    return 'unlimited';
  }
  if (!/^\d{1,20}$/.test(word)) {
    throw new Error(`no limit: ${word.slice(0, 60)}`);
  }
  const number = BigInt(word);
  return number >= nearlyNone ? 'unlimited' : Number(number);
}

/** A counter; anything but digits throws. */
export function parseCount(text: string): number {
  const word = text.trim();
  if (!/^\d{1,20}$/.test(word)) {
    throw new Error(`no number: ${word.slice(0, 60)}`);
  }
  return Number(word);
}

export function isSmaller(one: Limit, other: Limit): boolean {
  return one !== 'unlimited' && (other === 'unlimited' || one < other);
}

/**
 * The smallest limit of all levels, the container's own first; of equal ones the nearest. A level without the file does
 * not limit; a level whose file could not be read may, so then nothing is known. Nor is it where all levels have no file.
 */
export function effectiveLimit(levels: readonly Reading<Limit>[]): Reading<Limit> {
  const read = levels.filter(isRead);
  const unknown = levels.find((level) => !isRead(level) && level.unread !== 'absent');
  if (unknown !== undefined && !isRead(unknown)) {
    return unread(unknown.unread, unknown.from, unknown.detail ?? 'a level of the path could not be read');
  }
  // What the system said is there where the file was looked for; else nobody looked, and nothing is known.
  const looked = levels.every((level) => !isRead(level) && level.detail !== undefined);
  return read.length === 0
    ? unread('absent', levels[0]?.from ?? '', looked ? 'no level of the path has this file: the controller is not enabled' : undefined)
    : read.reduce(tighter);
}

function tighter(one: Read<Limit>, other: Read<Limit>): Read<Limit> {
  return isSmaller(other.value, one.value) ? other : one;
}
