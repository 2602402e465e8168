/** Offsets and places: `\n`, `\r\n` and `\r` end a line, as in the editor. */
import type { HoverRange, Place } from './hover.js';

export type Lines = readonly number[];

export function linesOf(text: string): Lines {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    starts.push(match.index + match[0].length);
  }
  return starts;
}

/** `undefined` where the text has no such place. */
export function offsetAt(lines: Lines, text: string, { line, column }: Place): number | undefined {
  const start = lines[line];
  if (start === undefined || column < 0) {
    return undefined;
  }
  const offset = start + column;
  return offset < (lines[line + 1] ?? text.length + 1) ? offset : undefined;
}

export function placeAt(lines: Lines, offset: number): Place {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return { line: low, column: offset - (lines[low] ?? 0) };
}

export function rangeOf(lines: Lines, start: number, end: number): HoverRange {
  return { start: placeAt(lines, start), end: placeAt(lines, end) };
}
