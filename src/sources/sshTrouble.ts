/** Why a connection over ssh ended before the engine said anything: by what `ssh`, or the far end's shell and docker, wrote. */
import type { SshReason } from '../model/diagnosis.js';
import type { EngineTrouble } from './errors.js';

export class SshFailed extends Error {
  constructor(readonly said: string) {
    super(said);
  }
}

/** A shell that finds no such program ends with it: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_08_02 */
const notFound = 127;

/** `how`: its code, or the signal that ended it; what it said on the way tells more, where it said anything. */
export function sshEnded(said: string, how: number | string | undefined): SshFailed {
  const end = `ssh ended with ${how ?? 'nothing'}`;
  return new SshFailed(said === '' ? end : how === notFound ? `${said} (${end})` : said);
}

// The words of OpenSSH (they are not translated), of the usual shells and of Docker's command line.
const words: readonly (readonly [SshReason, RegExp])[] = [
  ['no-ssh', /^spawn .*\bE(?:NOENT|ACCES|NOEXEC)$/],
  // Written here: something came before the engine's answer, such as an `echo` in the far shell's start-up file.
  ['noise', /^not an answer: /],
  ['host-key', /host key verification failed|host identification has changed|no \S+ host key is known|revoked host key/i],
  ['denied-there', /permission denied while trying to connect|dial unix \S+: connect: permission denied/i],
  ['authentication', /permission denied \(|too many authentication failures|no more authentication methods|permissions .* are too open/i],
  ['timeout', /timed out|timeout, server/i],
  ['unreachable', /could not resolve hostname|connection refused|no route to host|network is unreachable|connection (?:closed|reset) by/i],
  ['no-docker', /docker: (?:command )?not found|docker: no such file|(?:unknown command|command not found): docker|'docker' is not recognized|'system' is not a docker command|dial-stdio.*not a docker command|ssh ended with 127\)?$/i],
  ['stopped-there', /cannot connect to the docker daemon|dial unix \S+: connect: (?:no such file|connection refused)/i],
];

export function sshReason(said: string): SshReason {
  return words.find(([, pattern]) => pattern.test(said))?.[0] ?? 'other';
}

export function sshTrouble({ said }: SshFailed): EngineTrouble {
  return { status: sshReason(said) === 'timeout' ? 'timeout' : 'ssh', detail: lastLines(said) };
}

const mostWords = 280;

/** A banner comes first and may be long; what went wrong is said last. */
function lastLines(said: string): string {
  const text = said.replaceAll('\r', '').trim();
  return text.length <= mostWords ? text : `…${text.slice(-mostWords)}`;
}

/** What came where an answer should begin: its first line, for who has to find who wrote it. */
export function noiseTrouble(bytes: unknown): EngineTrouble {
  const [first = ''] = (bytes instanceof Uint8Array ? Buffer.from(bytes).toString('utf8') : '').trim().split('\n');
  return { status: 'ssh', detail: `not an answer: ${first.slice(0, 100)}` };
}
