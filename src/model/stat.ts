/**
 * `/proc/PID/stat`: `5873 (sleep) S 5851 …`, one line; field 22 is the start time in clock ticks since boot.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 * The name in parentheses is the process's own choice: it may hold parentheses, blanks and newlines, so the fields
 * are counted from the *last* parenthesis.
 */
import { wholeNumber } from './status.js';

export interface Stat {
  readonly pid: number;
  readonly comm: string;
  readonly state: string;
  readonly parent: number;
  /** Clock ticks since boot; a pid that is used again has another one. */
  readonly startTime: number;
}

const startTimeField = 22;

/** Throws on anything that is not a whole stat line. */
export function parseStat(text: string): Stat {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open === -1 || close < open) {
    throw new Error('no name in parentheses');
  }
  const fields = text.slice(close + 1).trim().split(/\s+/);
  const [state = '', parent = '', startTime = '', next] = [fields[0], fields[1], ...fields.slice(startTimeField - 3)];
  if (next === undefined) {
    throw new Error('it ends too early');
  }
  return {
    pid: wholeNumber(text.slice(0, open).trim()),
    comm: text.slice(open + 1, close),
    state,
    parent: wholeNumber(parent),
    startTime: wholeNumber(startTime),
  };
}
