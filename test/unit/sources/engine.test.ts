import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { createServer as createTcpServer } from 'node:net';
import { describe, it } from 'node:test';
import type { EndpointChoice } from '../../../src/sources/endpoints.js';
import { type Engine, connectEngine, isEngine } from '../../../src/sources/connection.js';
import { clientOf } from '../../../src/sources/engine.js';
import { asNobody, whyNotNobody } from '../../support/asNobody.js';
import { type Answers, dockerThat, dockerVersion, json, withEngine } from './engineOverSocket.js';

const at = (endpoint: string): EndpointChoice => ({ endpoint, chosenBy: 'option', why: '--host' });

async function stateAt(endpoint: string, timeLimit = 3000): Promise<{ status: string; detail?: string }> {
  const found = await connectEngine(at(endpoint), { timeLimit });
  if (isEngine(found)) {
    found.close();
    return found.state;
  }
  return found;
}

async function withConnection(answers: Answers, test: (engine: Engine, requests: string[], stop: () => Promise<void>) => Promise<void>, timeLimit = 3000): Promise<void> {
  await withEngine(dockerThat(answers), async ({ endpoint, requests, stop }) => {
    const engine = await connectEngine(at(endpoint), { timeLimit });
    assert.ok(isEngine(engine));
    await test(engine, requests, stop);
    engine.close();
  });
}

describe('an engine that answers', () => {
  it('is spoken to in the version that both know, and query parameters arrive whole', async () => {
    const seen: string[] = [];
    await withConnection((request, response) => {
      seen.push(request.url ?? '');
      json(response, [{ Id: 'a' }]);
    }, async (engine, requests) => {
      assert.deepEqual(await engine.get('/containers/json?all=1'), { value: [{ Id: 'a' }], from: 'GET /containers/json' });
      assert.deepEqual(requests, ['GET /version', 'GET /v1.41/containers/json?all=1']);
      assert.equal(engine.state.version, '20.10.24');
    });
  });

  for (const [version, spoken] of [['1.30', '1.30'], ['1.99', '1.51'], ['1.44', '1.44']] as const) {
    it(`speaks API ${spoken} with an engine whose newest is ${version}`, async () => {
      await withEngine((request, response) => json(response, request.url === '/version' ? { ...dockerVersion, ApiVersion: version } : {}), async ({ endpoint, requests }) => {
        const engine = await connectEngine(at(endpoint));
        assert.ok(isEngine(engine));
        await engine.get('/info');
        engine.close();
        assert.equal(requests[1], `GET /v${spoken}/info`);
      });
    });
  }

  it('is not asked for what is not on the list, and not a byte is sent', async () => {
    await withConnection((_, response) => json(response, {}), async (engine, requests) => {
      const reading = await engine.get('/containers/a/archive?path=/');
      assert.match('detail' in reading ? reading.detail ?? '' : '', /not on the list/);
      assert.deepEqual(requests, ['GET /version']);
    });
  });

  it('is asked at most eight things at a time', async () => {
    let now = 0;
    let most = 0;
    await withConnection((_, response) => {
      most = Math.max(most, now += 1);
      setTimeout(() => {
        now -= 1;
        json(response, {});
      }, 5);
    }, async (engine) => {
      await Promise.all(Array.from({ length: 40 }, (_, index) => engine.get(`/containers/c${index}/json`)));
      assert.equal(most, 8);
    });
  });

  it('is not followed to where it redirects', async () => {
    let elsewhere = 0;
    const other = createTcpServer((socket) => {
      elsewhere += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    await withConnection((_, response) => void response.writeHead(301, { location: `http://127.0.0.1:${port}/containers/json` }).end(), async (engine) => {
      const reading = await engine.get('/info');
      assert.ok('unread' in reading);
      assert.match(reading.detail ?? '', /redirect/i);
    });
    assert.equal(elsewhere, 0);
    other.close();
  });

  it('cannot be changed through the client even where the gate of the conversation is gone around', async () => {
    const { default: Docker } = await import('dockerode');
    const { gatedAgent } = await import('../../../src/sources/gatedAgent.js');
    await withEngine((_, response) => json(response, {}), async ({ endpoint, requests }) => {
      const socketPath = endpoint.slice('unix://'.length);
      const docker = new Docker({ socketPath, agent: gatedAgent({}) } as object);
      await assert.rejects(docker.getContainer('a').remove(), /not on the list/);
      await assert.rejects(docker.createContainer({ Image: 'x' }), /not on the list/);
      assert.deepEqual(requests, []);
    });
  });
});

describe('an engine that answers badly', () => {
  const cases: [name: string, answers: Answers, unread: string, detail: RegExp][] = [
    ['no JSON', (_, response) => void response.end('<html>hello</html>'), 'malformed', /not JSON: <html>/],
    ['nothing', (_, response) => void response.end(), 'malformed', /empty/],
    ['half an answer', (_, response) => void response.writeHead(200, { 'content-length': '100' }).write('[{', () => response.destroy()), 'failed', /aborted|hang up|ECONNRESET/],
    ['half a document', (_, response) => void response.end('[{"Id":'), 'malformed', /not JSON/],
    ['no HTTP', (request) => void request.socket.end('SSH-2.0-x\r\n'), 'failed', /Parse Error/],
    ['nothing at all, it hangs up', (request) => void request.socket.destroy(), 'failed', /hang up|ECONNRESET/],
    ['no such container', (_, response) => json(response, { message: 'No such container: a' }, 404), 'gone', /HTTP 404: No such container: a/],
    ['no such call', (_, response) => json(response, { message: 'page not found' }, 404), 'unsupported', /page not found/],
    ['not running', (_, response) => json(response, { message: 'Container a is not running' }, 409), 'gone', /not running/],
    ['an error of its own', (_, response) => json(response, { message: 'x'.repeat(10_000) }, 500), 'failed', /^HTTP 500: x{100,490}$/],
    ['forbidden by a proxy', (_, response) => void response.writeHead(403).end('no'), 'denied', /HTTP 403: no/],
  ];
  for (const [name, answers, unread, detail] of cases) {
    it(`says why: ${name}`, async () => {
      await withConnection(answers, async (engine) => {
        const reading = await engine.get('/containers/a/json');
        assert.ok('unread' in reading, JSON.stringify(reading));
        assert.equal(reading.unread, unread);
        assert.equal(reading.from, 'GET /containers/a/json');
        assert.match(reading.detail ?? '', detail);
      });
    });
  }

  it('is not waited for longer than the limit, nor when it dribbles', async () => {
    for (const answers of [() => undefined, ((_, response) => void response.write('[')) satisfies Answers] as Answers[]) {
      await withConnection(answers, async (engine) => {
        const reading = await engine.get('/info');
        assert.deepEqual(reading, { unread: 'failed', from: 'GET /info', detail: 'no answer within 0.2 s' });
      }, 200);
    }
  });

  it('may give names of a megabyte and bytes that are no UTF-8', async () => {
    const long = `<b>${'n'.repeat(1 << 20)}`;
    await withConnection((_, response) => void response.end(Buffer.concat([Buffer.from(`{"Name":"${long}","Other":"`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])), async (engine) => {
      const reading = await engine.get('/info');
      assert.deepEqual(reading, { value: { Name: long, Other: '\ufffd\ufffd' }, from: 'GET /info' });
    });
  });

  it('gets no more than 64 MB', async () => {
    const part = Buffer.alloc(1 << 20, 0x20);
    await withConnection((_, response) => {
      let parts = 0;
      const more = (): void => {
        while (parts++ < 70) {
          if (!response.write(part)) {
            response.once('drain', more);
            return;
          }
        }
        response.end('{}');
      };
      more();
    }, async (engine) => {
      assert.deepEqual(await engine.get('/info'), { unread: 'malformed', from: 'GET /info', detail: 'an answer longer than 64 MB' });
    }, 20_000);
  });

  it('may stop in the middle; what is asked later says so', async () => {
    await withConnection((_, response) => json(response, {}), async (engine, _, stop) => {
      assert.ok('value' in (await engine.get('/info')));
      await stop();
      const reading = await engine.get('/info');
      assert.equal('unread' in reading && reading.unread, 'failed');
    });
  });
});

describe('no engine', () => {
  it('absent, refused, not an engine, ssh, not an endpoint: told apart', async () => {
    assert.equal((await stateAt('unix:///nonexistent/engine.sock')).status, 'absent');
    assert.equal((await stateAt('tcp://127.0.0.1:1')).status, 'refused');
    assert.equal((await stateAt('ssh://somebody@127.0.0.1:1')).status, 'ssh');
    assert.equal((await stateAt('gopher://somewhere')).status, 'malformed');
    assert.equal((await stateAt('unix://')).status, 'malformed');
    await withEngine((_, response) => json(response, { hello: 'world' }), async ({ endpoint }) => {
      assert.equal((await stateAt(endpoint)).status, 'malformed');
    });
    await withEngine((_, response) => void response.end('rubbish'), async ({ endpoint }) => {
      assert.deepEqual(await stateAt(endpoint), { kind: 'docker', endpoint, chosenBy: 'option', status: 'malformed', detail: 'not JSON: rubbish' });
    });
  });

  it('too old, and one of Windows containers', async () => {
    for (const change of [{ ApiVersion: '1.18' }, { Os: 'windows' }]) {
      await withEngine((_, response) => json(response, { ...dockerVersion, ...change }), async ({ endpoint }) => {
        assert.equal((await stateAt(endpoint)).status, 'incompatible');
      });
    }
  });

  it('hangs: a time-out, not for ever', async () => {
    await withEngine(() => undefined, async ({ endpoint }) => {
      assert.deepEqual(await stateAt(endpoint, 100), { kind: 'docker', endpoint, chosenBy: 'option', status: 'timeout', detail: 'no answer within 0.1 s' });
    });
  });

  it('TLS where none is spoken', async () => {
    const server = createTcpServer((socket) => void socket.on('error', () => undefined).end('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    assert.equal((await stateAt(`tcp://127.0.0.1:${port}`)).status, 'tls');
    const secure = await connectEngine({ ...at(`tcp://127.0.0.1:${port}`), tls: { skipVerify: false } });
    assert.equal(!isEngine(secure) && secure.status, 'tls');
    server.close();
  });

  it('denied to who may not open the socket', { skip: whyNotNobody() ?? false }, async () => {
    await withEngine((_, response) => json(response, dockerVersion), async ({ endpoint, folder }) => {
      await chmod(folder, 0o755);
      await chmod(endpoint.slice('unix://'.length), 0o600);
      const state = asNobody(new URL('../../../src/sources/connection.ts', import.meta.url),
        `async (m) => { const found = await m.connectEngine({ endpoint: '${endpoint}', chosenBy: 'option', why: '' }); found.close?.(); return found; }`);
      assert.equal((state as { status: string }).status, 'denied');
    });
  });
});

describe('DOCKER_HOST of the process', () => {
  it('does not lead the client astray, not even when it cannot be parsed', async () => {
    const before = process.env.DOCKER_HOST;
    try {
      for (const value of ['http://[', 'tcp://127.0.0.1:1', 'ssh://x@y']) {
        process.env.DOCKER_HOST = value;
        await withConnection((_, response) => json(response, {}), async (engine) => assert.ok('value' in (await engine.get('/info'))));
        assert.equal(process.env.DOCKER_HOST, value);
      }
    } finally {
      if (before === undefined) {
        delete process.env.DOCKER_HOST;
      } else {
        process.env.DOCKER_HOST = before;
      }
    }
  });

  it('a client refuses before it dials', async () => {
    const client = clientOf(at('unix:///nonexistent'));
    await assert.rejects(client.dial('/containers/a/kill', AbortSignal.timeout(1000)), /not on the list/);
  });
});
