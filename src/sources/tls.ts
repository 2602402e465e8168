/** The three files that Docker keeps for TLS: the authority, our certificate, our key. */
import { join } from 'node:path';
import type { HostFs } from './hostFs.js';

export interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The user asked not to check the engine's certificate. */
  readonly skipVerify: boolean;
}

/** What a folder holds of `ca.pem`, `cert.pem`, `key.pem`; undefined where it is none of them and all is checked. */
export function tlsIn(fs: HostFs, folder: string, skipVerify: boolean): Tls | undefined {
  const files = ['ca', 'cert', 'key'].map((name) => [name, fs.readText(join(folder, `${name}.pem`))] as const);
  const found = files.filter(([, entry]) => typeof entry === 'string');
  return found.length === 0 && !skipVerify ? undefined : { ...Object.fromEntries(found), skipVerify };
}
