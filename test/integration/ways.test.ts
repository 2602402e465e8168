/**
 * Ways to engines that VS Code would change: it puts an agent of its own in the place of any that a request to a host
 * brings along, and so certificates would be lost. (127.0.0.1 it leaves alone, and so it is another address here.)
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.js';
import { views } from '../../src/ids.js';
import { settingIds } from '../../src/settings.js';
import { certificatesIn } from '../support/certificates.js';
import { relayAt, remove, start } from './engine.js';
import { containerRow, rows, theExtension, until } from './theExtension.js';

const host = '127.0.0.2';
const set = (id: string, value: unknown): Thenable<void> => vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);

describe('an engine behind TLS, in the editor', function () {
  const name = 'lens-ways';
  const folder = mkdtempSync(join(tmpdir(), 'lens-ways-'));
  let api: Api;
  before(async function () {
    if (process.platform !== 'linux') {
      this.skip(); // elsewhere 127.0.0.2 is no address of the machine by itself
    }
    api = await theExtension();
    await remove(name);
    await start(name);
    await vscode.commands.executeCommand(`${views.containers}.focus`);
  });
  after(async () => {
    await set(settingIds.engines, undefined);
    await set(settingIds.host, undefined);
    await remove(name);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is reached with the certificates of its context, and only so', async () => {
    const certificates = certificatesIn(folder, `IP:${host}`);
    const socket = await relayAt();
    await socket.open();
    const server = createServer({ ...certificates.server(), requestCert: true, rejectUnauthorized: true }, (near) => {
      const far = connect(socket.endpoint.replace('unix://', ''));
      near.on('error', () => far.destroy()).pipe(far).on('error', () => near.destroy()).pipe(near);
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    const endpoint = `tcp://${host}:${(server.address() as { port: number }).port}`;
    const context = writeContext('lens-tls', endpoint, certificates.folder);
    const statusOf = () => rows(api).flatMap(({ item }) => (item.kind === 'engine' && item.engine.endpoint === endpoint ? [item.engine.status] : []))[0];
    try {
      await set(settingIds.host, 'unix:///nonexistent/docker.sock');
      await set(settingIds.engines, ['lens-tls']);
      await until('it is reached', () => statusOf() === 'ok' && containerRow(api, name));
      await set(settingIds.engines, [endpoint]);
      await until('without certificates it is not', () => ['malformed', 'tls'].includes(statusOf() ?? ''));
    } finally {
      rmSync(context, { recursive: true, force: true });
      server.close();
      await socket.close();
    }
  });
});

/** In the store that the extension reads; the folder to be removed. */
function writeContext(name: string, endpoint: string, certificates: string): string {
  const digest = createHash('sha256').update(name).digest('hex');
  const store = join(process.env.DOCKER_CONFIG ?? '', 'contexts');
  const [meta, tls] = [join(store, 'meta', digest), join(store, 'tls', digest, 'docker')];
  mkdirSync(meta, { recursive: true });
  mkdirSync(tls, { recursive: true });
  for (const file of ['ca.pem', 'cert.pem', 'key.pem']) {
    cpSync(join(certificates, file), join(tls, file));
  }
  writeFileSync(join(meta, 'meta.json'), JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: endpoint, SkipTLSVerify: false } } }));
  return meta;
}
