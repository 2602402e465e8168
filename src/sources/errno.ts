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

/** The words of strerror in the C locale, of glibc and of musl. https://man7.org/linux/man-pages/man3/strerror.3.html */
const words = new Map<string, string>([
  ['Permission denied', 'EACCES'], ['Operation not permitted', 'EPERM'], ['No such file or directory', 'ENOENT'],
  ['Not a directory', 'ENOTDIR'], ['No such process', 'ESRCH'], ['No such device', 'ENODEV'], ['Invalid argument', 'EINVAL'],
  ['Operation not supported', 'EOPNOTSUPP'], ['Not supported', 'EOPNOTSUPP'], ['Function not implemented', 'ENOSYS'],
  ['Input/output error', 'EIO'], ['I/O error', 'EIO'],
]);

/** What a tool such as `cat` wrote of a file that it could not read: `cat: /proc/1/environ: Permission denied`. */
export function systemTrouble(said: string): FileTrouble {
  const text = said.trim();
  const message = text.slice(text.lastIndexOf(': ') + 1).trim();
  const code = words.get(message);
  return code === undefined
    ? { unread: 'failed', detail: text === '' ? 'no reason was given' : text.slice(-200) }
    : { unread: reasons.get(code) ?? 'failed', detail: `${code}: ${message.toLowerCase()}` };
}
