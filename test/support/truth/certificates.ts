/** An authority, and certificates that it signed, by openssl; they hold for a day. https://docs.docker.com/engine/security/protect-access/ */
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../programs.mjs';

export class Authority {
  constructor(readonly folder: string) {
    mkdirSync(folder);
    this.openssl('req', '-x509', ...this.key('ca'), '-out', 'ca.pem', '-days', '1', '-subj', '/CN=lens authority');
  }

  /** `names`: what it is good for, in openssl's words. */
  sign(name: string, names: string): void {
    writeFileSync(join(this.folder, 'extensions'), `${names}\n`);
    this.openssl('req', ...this.key(name), '-out', 'request.pem', '-subj', `/CN=${name}`);
    this.openssl('x509', '-req', '-in', 'request.pem', '-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-days', '1', '-out', `${name}.pem`, '-extfile', 'extensions');
  }

  /** A folder as DOCKER_CERT_PATH names one: a client's own certificate, and the authority that it trusts. */
  clientFolder(name: string, trusted = this.folder): string {
    const folder = join(this.folder, `${name}-files`);
    mkdirSync(folder);
    copyFileSync(join(trusted, 'ca.pem'), join(folder, 'ca.pem'));
    copyFileSync(join(this.folder, `${name}.pem`), join(folder, 'cert.pem'));
    copyFileSync(join(this.folder, `${name}-key.pem`), join(folder, 'key.pem'));
    chmodSync(join(folder, 'key.pem'), 0o600);
    return folder;
  }

  private key(name: string): string[] {
    return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}-key.pem`];
  }

  private openssl(...words: string[]): void {
    run('openssl', words, { cwd: this.folder });
  }
}
