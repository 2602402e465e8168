import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Engine, connectEngine, isEngine } from '../../../src/sources/connection.js';
import type { EngineState } from '../../../src/model/snapshot.js';
import { hostFs } from '../../../src/sources/hostFs.js';
import { type Tls, tlsIn } from '../../../src/sources/tls.js';
import { type Certificates, certificatesIn } from '../../support/certificates.js';
import { dockerThat, json } from './engineOverSocket.js';

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
let certificates: Certificates;
let server: Server;
let endpoint = '';

before(async () => {
  certificates = certificatesIn(folder);
  server = createServer({ ...certificates.server(), requestCert: true, rejectUnauthorized: true }, dockerThat((_, response) => json(response, { Name: 'there' })));
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `tcp://127.0.0.1:${(server.address() as { port: number }).port}`;
});
after(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

async function found(tls: Tls | undefined): Promise<Engine | EngineState> {
  const engine = await connectEngine({ endpoint, chosenBy: 'config', why: '', ...(tls && { tls }) });
  if (isEngine(engine)) {
    engine.close();
  }
  return engine;
}

const statusWith = async (tls: Tls | undefined): Promise<string> => {
  const engine = await found(tls);
  return isEngine(engine) ? engine.state.status : engine.status;
};

describe('an engine behind TLS', () => {
  it('is reached with the three files of a context', async () => {
    assert.equal(await statusWith(tlsIn(hostFs(), folder, false)), 'ok');
  });

  it('is not believed without its authority, unless the user says so', async () => {
    const files = tlsIn(hostFs(), folder, false);
    assert.ok(files?.cert !== undefined && files.key !== undefined);
    const { cert, key } = files;
    assert.equal(await statusWith({ cert, key, skipVerify: false }), 'tls');
    assert.equal(await statusWith({ cert, key, skipVerify: true }), 'ok');
  });

  it('does not let in who has no certificate', async () => {
    assert.equal(await statusWith({ ca: certificates.text('ca'), skipVerify: false }), 'tls');
  });

  it('is asked by TLS or not at all', async () => {
    assert.ok(['tls', 'malformed'].includes(await statusWith(undefined)));
  });

  it('rubbish in the files is trouble with TLS, not an exception', async () => {
    assert.equal(await statusWith({ ca: 'rubbish', cert: 'rubbish', key: 'rubbish', skipVerify: false }), 'tls');
  });
});
