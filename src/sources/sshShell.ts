/** One run of `sh` at the far end of the system's own `ssh`: a script goes in, what it printed comes out. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { SshFailed } from './sshTrouble.js';

/** More than a thousand processes and all their mounts; whoever prints more is no such script. */
const mostBytes = 64 * 1024 * 1024;
const mostWords = 64 * 1024;

/** What it is called with at the far end: the login shell there, whichever it is, needs to know nothing but this. */
export const shellWords = ['sh', '-s'] as const;

/**
 * Its standard output, whole. Rejects where it could not be run, prints too much, takes longer than `timeLimit`
 * milliseconds, or ends with an error: with what was said on the way.
 */
export function runShell(program: string, words: readonly string[], script: string, timeLimit: number, started: (child: ChildProcessWithoutNullStreams) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...words], { stdio: 'pipe', windowsHide: true });
    started(child);
    const parts: Buffer[] = [];
    let length = 0;
    let said = '';
    const stop = (why: string): void => {
      child.kill();
      child.stdout.destroy(); // whoever still writes to it is not listened to
      reject(new SshFailed(why));
    };
    const timer = setTimeout(() => stop(`no answer within ${timeLimit / 1000} s`), timeLimit);
    child.stdout.on('data', (part: Buffer) => {
      length += part.length;
      parts.push(part);
      if (length > mostBytes) {
        stop(`more than ${mostBytes / 1024 / 1024} MB were printed`);
      }
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said = (said + part).slice(-mostWords);
    });
    child.stdin.on('error', () => undefined); // why it does not read any more is said when it ends
    child.on('error', (error) => stop(error.message));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) {
        resolve(Buffer.concat(parts));
      } else {
        reject(new SshFailed(said.trim() === '' ? `ssh ended with ${code ?? signal ?? 'nothing'}` : said));
      }
    });
    child.stdin.end(script);
  });
}
