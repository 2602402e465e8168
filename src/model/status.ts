/**
 * `/proc/PID/status`, one line a field: `NSpid:\t5873\t1`.
 * https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 * Each field is read for itself, so that a file cut off in the middle costs only what is missing. The kernel escapes
 * newlines and backslashes in `Name`, so no process can forge another line.
 */
import { type Reading, isRead, map, unread } from './reading.js';

/** The last line of the file since Linux 2.6.23: whoever has it read the file to its end. */
const lastField = 'nonvoluntary_ctxt_switches';

/** The words after `name:`, or `undefined` where the file has no such line, or ends in the middle of it. */
export function statusField(text: string, name: string): string | undefined {
  const start = text.startsWith(`${name}:`) ? 0 : text.indexOf(`\n${name}:`) + 1;
  if (start === 0 && !text.startsWith(`${name}:`)) {
    return undefined;
  }
  const end = text.indexOf('\n', start);
  return end === -1 ? undefined : text.slice(start + name.length + 1, end).trim();
}

/** One field of a status file. A line that this kernel does not print is `unsupported`, one that was cut off `malformed`. */
export function statusReading<T>(status: Reading<string>, name: string, parse: (words: string) => T): Reading<T> {
  if (!isRead(status)) {
    return status;
  }
  const words = statusField(status.value, name);
  if (words !== undefined) {
    return map(status, () => parse(words));
  }
  const whole = statusField(status.value, lastField) !== undefined;
  return unread(whole ? 'unsupported' : 'malformed', status.from, `no line "${name}"`);
}

/** Whole numbers, zero or more, separated by blanks. Throws on anything else. */
export function wholeNumbers(words: string): number[] {
  return words.split(/\s+/).filter((word) => word !== '').map(wholeNumber);
}

/** Throws on anything but decimal digits, and on numbers that JavaScript cannot hold. */
export function wholeNumber(word: string): number {
  const number = /^\d+$/.test(word) ? Number(word) : Number.NaN;
  if (!Number.isSafeInteger(number)) {
    throw new Error(`not a whole number: ${word.slice(0, 40)}`);
  }
  return number;
}

/** The process's pid in each pid namespace from the reader's own down to its own; throws where there is none. */
export function nsPids(words: string): [number, ...number[]] {
  const [first, ...rest] = wholeNumbers(words);
  if (first === undefined) {
    throw new Error('no pid in NSpid');
  }
  return [first, ...rest];
}

/** The NSpid columns of a status text; before Linux 4.1, or cut off, the Pid alone; empty where neither is there. */
export function nsPidsOf(text: string): readonly number[] {
  return numbersOf(text, 'NSpid') ?? numbersOf(text, 'Pid') ?? [];
}

/** `undefined` where there is no such line, or no number in it. */
export function parentOf(text: string): number | undefined {
  return numbersOf(text, 'PPid')?.[0];
}

/** False for kernel threads and zombies, which have no memory of their own; true where the file ends before it tells. */
export function hasMemory(text: string): boolean {
  const told = statusField(text, 'VmSize') !== undefined || statusField(text, 'Threads') === undefined;
  return told && !/^[ZX]/.test(statusField(text, 'State') ?? '');
}

function numbersOf(text: string, name: string): number[] | undefined {
  const words = statusField(text, name);
  if (words === undefined || !/^\d+(\s+\d+)*$/.test(words)) {
    return undefined;
  }
  const numbers = words.split(/\s+/).map(Number);
  return numbers.every(Number.isSafeInteger) ? numbers : undefined;
}
