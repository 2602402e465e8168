/** What a failed call means: for the engine as a whole (its status), and for the one fact that was asked for. */
import type { Unread } from '../model/reading.js';
import type { EngineStatus } from '../model/snapshot.js';
import { codeOf, systemMessage } from './errno.js';
import { withoutPlaces } from './tlsTrouble.js';
import { SshFailed, sshTrouble } from './sshTrouble.js';

export interface EngineTrouble {
  readonly status: Exclude<EngineStatus, 'ok'>;
  readonly detail: string;
}

export interface AnswerTrouble {
  readonly unread: Unread;
  readonly detail: string;
}

/** An answer that came, but not one to use; `status` is 0 where it was no answer by HTTP's rules. */
export class BadAnswer extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

type Failing = EngineTrouble['status'];

const byCode = new Map<string, Failing>([
  ['ENOENT', 'absent'], ['ENOTFOUND', 'absent'], ['EAI_AGAIN', 'absent'], ['ENOTSOCK', 'absent'], ['ENOTDIR', 'absent'],
  ['EACCES', 'denied'], ['EPERM', 'denied'],
  ['ECONNREFUSED', 'refused'], ['EHOSTUNREACH', 'refused'], ['ENETUNREACH', 'refused'], ['EADDRNOTAVAIL', 'refused'],
  ['ETIMEDOUT', 'timeout'], ['EPROTO', 'tls'], ['HOSTNAME_MISMATCH', 'tls'],
]);
// OpenSSL's and Node's names of certificate trouble: https://nodejs.org/api/tls.html#x509-certificate-error-codes
const certificate = /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(CA|PURPOSE)|PATH_LENGTH|AKID_)/;

/** Why there is no engine to talk to. */
export function engineTrouble(error: unknown): EngineTrouble {
  const detail = shortMessage(error);
  if (error instanceof SshFailed) {
    return sshTrouble(error);
  }
  if (error instanceof BadAnswer) {
    return { status: statusOfAnswer(error), detail };
  }
  const status = isTimeOut(error) ? 'timeout' : detail.includes('before secure TLS connection') ? 'tls' : statusOfCode(codeOf(error));
  return { status, detail: status === 'tls' ? withoutPlaces(detail) : detail };
}

/** Why one call gave nothing, of an engine that may be well. */
export function answerTrouble(error: unknown): AnswerTrouble {
  const detail = shortMessage(error);
  if (error instanceof BadAnswer) {
    return { unread: unreadOfAnswer(error), detail };
  }
  const status = statusOfCode(codeOf(error));
  return { unread: status === 'denied' ? 'denied' : 'failed', detail };
}

function statusOfCode(code: string): Failing {
  return byCode.get(code) ?? (certificate.test(code) ? 'tls' : 'malformed');
}

function statusOfAnswer({ status, message }: BadAnswer): Failing {
  if (/HTTPS server|HTTPS port|TLS/.test(message)) {
    return 'tls';
  }
  if (status === 401 || status === 403) {
    return 'denied';
  }
  return /\bversion\b.*\btoo (old|new)\b/i.test(message) ? 'incompatible' : 'malformed';
}

function unreadOfAnswer({ status, message }: BadAnswer): Unread {
  switch (status) {
    case 0: return 'malformed';
    case 401: case 403: return 'denied';
    // "page not found" is the router's: it does not know the call. Else the container or image is not there any more.
    case 404: return /page not found/i.test(message) ? 'unsupported' : 'gone';
    case 405: case 501: return 'unsupported';
    case 409: return 'gone';
    default: return 'failed';
  }
}

function isTimeOut(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function shortMessage(error: unknown): string {
  return systemMessage(error).slice(0, 500);
}
