/**
 * `/proc/PID/uid_map` and `gid_map`: lines of `inside outside count`, outside as the reader's user namespace counts.
 * https://man7.org/linux/man-pages/man7/user_namespaces.7.html
 */
import type { IdRange } from './isolation.js';
import { wholeNumbers } from './status.js';

/** What an id is inside when no line of the map names it; `/proc/sys/kernel/overflowuid`, by default this. */
export const overflowId = 65534;

/** What the kernel prints for an id that the reader's own user namespace does not have: (uid_t) -1. */
const untold = 2 ** 32 - 1;

/** Whether the reader's own user namespace lacks ids that the map is about. */
export function isUntold(ranges: readonly IdRange[]): boolean {
  return ranges.some(({ outside }) => outside === untold);
}

/** The map's lines; none where nobody has written a map yet. Throws on anything but whole lines of three numbers. */
export function parseIdMap(text: string): IdRange[] {
  if (text !== '' && !text.endsWith('\n')) {
    throw new Error('its last line is not whole');
  }
  return text.split('\n').filter((line) => line.trim() !== '').map(parseLine);
}

function parseLine(line: string): IdRange {
  const [inside, outside, count, ...more] = wholeNumbers(line);
  if (inside === undefined || outside === undefined || count === undefined || more.length > 0) {
    throw new Error(`not three numbers: ${line.trim().slice(0, 60)}`);
  }
  return { inside, outside, count };
}

/** What `outside` is called inside; `undefined` where the map does not hold it. */
export function insideId(ranges: readonly IdRange[], outside: number): number | undefined {
  const range = ranges.find((each) => outside >= each.outside && outside < each.outside + each.count);
  return range === undefined ? undefined : range.inside + (outside - range.outside);
}

/** What `inside` is called outside; `undefined` where the map does not hold it. */
export function outsideId(ranges: readonly IdRange[], inside: number): number | undefined {
  const range = ranges.find((each) => inside >= each.inside && inside < each.inside + each.count);
  return range === undefined ? undefined : range.outside + (inside - range.inside);
}

/** The map `0 0 4294967295`. The initial user namespace has it; so may any other one, made by root. */
export function isIdentity(ranges: readonly IdRange[]): boolean {
  const [first, ...rest] = ranges;
  return first?.inside === 0 && first.outside === 0 && first.count === 2 ** 32 - 1 && rest.length === 0;
}
