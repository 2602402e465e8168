/** Certificates of a made-up authority, as files in a folder: those that Docker's command line names, and bad ones. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a server needs of them. */
export interface ServerFiles {
  readonly key: Buffer;
  readonly cert: Buffer;
  readonly ca: Buffer;
}

export interface Certificates {
  /** It has `ca.pem`, `cert.pem` and `key.pem`, as `DOCKER_CERT_PATH` wants them. */
  readonly folder: string;
  /** The text of `ca`, `cert`, `key`, or `stranger`: an authority that signed none of them. */
  readonly text: (name: 'ca' | 'cert' | 'key' | 'stranger') => string;
  readonly server: (which?: 'server' | 'expired') => ServerFiles;
}

/** `names` of the server, as in `IP:127.0.0.1,DNS:localhost`. */
export function certificatesIn(folder: string, names = 'IP:127.0.0.1'): Certificates {
  const at = (name: string): string => join(folder, name);
  const openssl = (...words: string[]): void => void execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const signed = (name: string, subject: string, extensions: string, days = 1): void => {
    writeFileSync(at('extensions'), extensions);
    openssl('req', ...curve, '-keyout', `${name}-key.pem`, '-out', 'request.pem', '-subj', `/CN=${subject}`);
    openssl('x509', '-req', '-in', 'request.pem', '-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-days', String(days), '-out', `${name}.pem`, '-extfile', 'extensions');
  };
  for (const name of ['ca', 'stranger']) {
    openssl('req', '-x509', ...curve, '-keyout', `${name}-key.pem`, '-out', `${name}.pem`, '-days', '1', '-subj', `/CN=${name}`);
  }
  signed('server', 'engine', `subjectAltName=${names}`);
  signed('expired', 'engine', `subjectAltName=${names}`, -1);
  signed('cert', 'client', 'extendedKeyUsage=clientAuth');
  copyFileSync(at('cert-key.pem'), at('key.pem'));
  return {
    folder,
    text: (name) => readFileSync(at(`${name}.pem`), 'utf8'),
    server: (which = 'server') => ({ key: readFileSync(at(`${which}-key.pem`)), cert: readFileSync(at(`${which}.pem`)), ca: readFileSync(at('ca.pem')) }),
  };
}
