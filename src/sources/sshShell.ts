/** One run of `sh` at the far end of the system's own `ssh`: a script goes in, what it printed comes out. */
import { withinTime } from '../withinTime.js';
import type { SshCall } from './sshCall.js';
import { SshFailed, sshEnded } from './sshTrouble.js';

/** More than a thousand processes and all their mounts; whoever prints more is no such script. */
const mostBytes = 64 * 1024 * 1024;

/** What it is called with at the far end: the login shell there, whichever it is, needs to know nothing but this. */
export const shellWords = ['sh', '-s'] as const;

/**
 * Its standard output, whole. Rejects where it could not be run, prints too much, takes longer than `timeLimit`
 * milliseconds with all the waiting, is given up, or ends with an error: with what was said on the way.
 */
export async function runShell(start: () => Promise<SshCall>, script: string, timeLimit: number, signal?: AbortSignal): Promise<Buffer> {
  signal?.throwIfAborted();
  let begun: SshCall | undefined;
  let over = false;
  const printing = start().then((call) => {
    begun = call;
    if (over) {
      call.end();
      throw new SshFailed('given up before it began');
    }
    return printedBy(call, script);
  });
  try {
    const printed = await withinTime(timeLimit, Promise.race([printing, ...(signal === undefined ? [] : [abortOf(signal)])]));
    if (printed === undefined) {
      throw new SshFailed(`no answer within ${timeLimit / 1000} s`);
    }
    return printed;
  } catch (error) {
    over = true;
    begun?.end();
    throw error;
  }
}

async function printedBy(call: SshCall, script: string): Promise<Buffer> {
  const { stdin, stdout } = call.child;
  const parts: Buffer[] = [];
  let length = 0;
  const tooMuch = new Promise<never>((_resolve, reject) => stdout.on('data', (part: Buffer) => {
    length += part.length;
    parts.push(part);
    if (length > mostBytes) {
      reject(new SshFailed(`more than ${mostBytes / 1024 / 1024} MB were printed`));
    }
  }));
  stdin.end(script);
  const how = await Promise.race([call.ended, tooMuch]);
  if (how !== 0) {
    throw sshEnded(call.said, how);
  }
  return Buffer.concat(parts);
}

/** Rejects when it is given up. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new SshFailed('given up')), { once: true }));
}
