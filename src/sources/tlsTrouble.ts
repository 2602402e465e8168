/** What is wrong with TLS, by the words of OpenSSL and Node: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
import type { TlsReason } from '../model/diagnosis.js';

const words: readonly (readonly [TlsReason, RegExp])[] = [
  // Go's server says so in plain HTTP, and so does nginx.
  ['tls-wanted', /HTTPS server|HTTPS port/i],
  ['no-tls', /wrong version number|packet length too long|http request|unknown protocol/i],
  ['expired', /certificate (?:has )?expired/i],
  ['not-yet', /not yet valid/i],
  ['name', /does not match certificate/i],
  // An alert comes from the other side: it is our certificate that it does not like, or that it misses.
  ['client', /\balert\b/i],
  ['authority', /self[- ]signed|unable to (?:verify|get)|issuer|untrusted|unknown ca|certificate chain/i],
  ['files', /\bPEM\b|\basn1\b|key values mismatch|bad decrypt|no start line/i],
];

export function tlsReason(said: string): TlsReason {
  return words.find(([, pattern]) => pattern.test(said))?.[0] ?? 'other';
}

/** OpenSSL's `80FC…:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:../deps/…c:1601:SSL alert number 116`. */
export function withoutPlaces(said: string): string {
  return said.replace(/^.*?error:[0-9A-F]{8}:[^:]*:[^:]*:([^:]+).*$/s, '$1').trim();
}
