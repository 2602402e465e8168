/** What a failed file operation means for the fact that was wanted. Codes: https://man7.org/linux/man-pages/man3/errno.3.html */
import type { Unread } from '../model/reading.js';

export interface FileTrouble {
  readonly unread: Unread;
  readonly detail: string;
}

const reasons = new Map<string, Unread>([
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
  ['ENOENT', 'absent'],
  ['ENOTDIR', 'absent'],
  // The process went away between open and read.
  ['ESRCH', 'gone'],
  // A cgroup file that was open while its cgroup was removed.
  ['ENODEV', 'gone'],
  // `attr/current` without an LSM; write-only cgroup files.
  ['EINVAL', 'unsupported'],
  ['EOPNOTSUPP', 'unsupported'],
  ['ENOTSUP', 'unsupported'],
  ['ENOSYS', 'unsupported'],
]);

/** The error code that Node gives (`EACCES`, `HPE_INVALID_CONSTANT`), or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Node's message without the system call and path that it appends: `EACCES: permission denied`. */
export function systemMessage(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const call = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : '';
  const end = call === '' ? -1 : error.message.indexOf(`, ${call}`);
  return end < 0 ? error.message : error.message.slice(0, end);
}

export function fileTrouble(error: unknown): FileTrouble {
  return { unread: reasons.get(codeOf(error)) ?? 'failed', detail: systemMessage(error) };
}
