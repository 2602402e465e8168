/**
 * Engines that cannot be reached, each for one reason, and for real: sockets, certificates and answers that are what they
 * seem to be. For tests of any kind.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestListener, createServer as httpServer } from 'node:http';
import { createServer as httpsServer } from 'node:https';
import { type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineStatus } from '../../src/model/snapshot.js';
import { type Certificates, certificatesIn } from './certificates.js';

export interface Fault {
  readonly what: string;
  readonly status: EngineStatus;
  /** What the row says, in both languages. */
  readonly says: string;
  readonly korean: string;
  /** What the system said. */
  readonly detail: RegExp;
  /** What helps first. */
  readonly todo: RegExp;
  /** The endpoint, or the name of a context. */
  readonly way: { readonly host: string } | { readonly context: string };
}

export interface Faults {
  readonly all: readonly Fault[];
  /** What `DOCKER_CONFIG` is to be. */
  readonly config: string;
  readonly close: () => void;
}

interface Ground {
  readonly at: (name: string) => string;
  readonly certificates: Certificates;
  readonly listen: (server: Server, path?: string) => Promise<string>;
}

export async function provokeFaults(): Promise<Faults> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const at = (name: string): string => join(folder, name);
  mkdirSync(at('certificates'));
  const servers: Server[] = [];
  const listen = async (server: Server, path?: string): Promise<string> => {
    servers.push(server.on('tlsClientError', () => undefined));
    await new Promise<void>((resolve) => (path === undefined ? server.listen(0, '127.0.0.1', resolve) : server.listen(path, resolve)));
    return path === undefined ? `tcp://127.0.0.1:${(server.address() as { port: number }).port}` : `unix://${path}`;
  };
  const ground = { at, certificates: certificatesIn(at('certificates')), listen };
  const all = [...await ofSockets(ground), ...await ofTls(ground), ...await ofAnswers(ground), ...ofContexts(ground)];
  return {
    all, config: at('config'),
    close: () => {
      for (const server of servers) {
        server.close();
        (server as { closeAllConnections?: () => void }).closeAllConnections?.();
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ofSockets({ at, listen }: Ground): Promise<readonly Fault[]> {
  const dead = createServer();
  await listen(dead, at('alive.sock'));
  renameSync(at('alive.sock'), at('dead.sock')); // so that it stays when its listener goes
  await new Promise((resolve) => dead.close(resolve));
  writeFileSync(at('plain.sock'), '');
  const silent = await listen(createServer((socket) => void socket.on('error', () => undefined)), at('silent.sock'));
  const start = /Start the engine|Install Docker|Start Docker Desktop/;
  return [
    { what: 'no socket', status: 'absent', says: 'There is no engine at this address', korean: '이 주소에는 엔진이 없습니다', detail: /ENOENT/, todo: start, way: { host: `unix://${at('no.sock')}` } },
    { what: 'a socket that its engine left behind', status: 'refused', says: 'The engine is not running', korean: '엔진이 실행 중이 아닙니다', detail: /ECONNREFUSED/, todo: start, way: { host: `unix://${at('dead.sock')}` } },
    { what: 'a file in the place of the socket', status: 'refused', says: 'The engine is not running', korean: '엔진이 실행 중이 아닙니다', detail: /ECONNREFUSED/, todo: start, way: { host: `unix://${at('plain.sock')}` } },
    { what: 'nobody at a port', status: 'refused', says: 'The engine is not running', korean: '엔진이 실행 중이 아닙니다', detail: /ECONNREFUSED/, todo: /Check that tcp:\/\/127\.0\.0\.1:1 is the address/, way: { host: 'tcp://127.0.0.1:1' } },
    { what: 'a listener that hangs', status: 'timeout', says: 'The engine did not answer in time', korean: '엔진이 제때 응답하지 않았습니다', detail: /no answer/, todo: /docker version/, way: { host: silent } },
  ];
}

async function ofTls(ground: Ground): Promise<readonly Fault[]> {
  const { certificates, listen, at } = ground;
  const mutual = { requestCert: true, rejectUnauthorized: true };
  // One for each, for an address is asked once.
  const good = (): Promise<string> => listen(httpsServer({ ...certificates.server(), ...mutual }, engine()));
  const expired = await listen(httpsServer({ ...certificates.server('expired'), ...mutual }, engine()));
  const plain = await listen(httpServer(engine()));
  // Recorded of dockerd 20.10: Go answers so to plain HTTP on a port of its TLS.
  const goes = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';
  const tlsOnly = await listen(createServer((socket) => void socket.on('error', () => undefined).once('data', () => socket.end(goes))));
  const context = (name: string, host: string, files: Readonly<Record<string, string>>): { readonly context: string } => {
    writeContext(at('config'), name, host, Object.fromEntries(Object.entries(files).map(([file, from]) => [file, join(certificates.folder, from)])));
    return { context: name };
  };
  const full = { 'ca.pem': 'ca.pem', 'cert.pem': 'cert.pem', 'key.pem': 'key.pem' };
  return [
    { what: 'an authority that is not trusted', status: 'tls', says: 'The engine’s certificate is signed by nobody who is trusted here', korean: '여기서 신뢰하는 기관이 서명한 인증서가 아닙니다', detail: /self-signed|unable to/, todo: /“ca\.pem”/, way: context('wrong-ca', await good(), { ...full, 'ca.pem': 'stranger.pem' }) },
    { what: 'an expired certificate', status: 'tls', says: 'The engine’s certificate has expired', korean: '엔진의 인증서가 만료되었습니다', detail: /expired/, todo: /clocks/, way: context('expired', expired, full) },
    { what: 'a certificate for another name', status: 'tls', says: 'The engine’s certificate is for another name than this address', korean: '엔진의 인증서가 이 주소의 것이 아닙니다', detail: /altnames/, todo: /names tcp:\/\/localhost/, way: context('other-name', (await good()).replace('127.0.0.1', 'localhost'), full) },
    { what: 'no certificate of ours', status: 'tls', says: 'The engine does not accept the certificate from here, or misses one', korean: '엔진이 여기의 인증서를 받아들이지 않거나, 인증서를 요구합니다', detail: /alert certificate required/, todo: /“cert\.pem” and “key\.pem”/, way: context('no-cert', await good(), { 'ca.pem': 'ca.pem' }) },
    { what: 'TLS to what speaks none', status: 'tls', says: 'What listens there does not speak TLS', korean: '그곳에서 듣는 것은 TLS를 쓰지 않습니다', detail: /wrong version number/, todo: /listens with TLS\. .*all that root can/, way: context('no-tls', plain, full) },
    { what: 'none to what speaks TLS', status: 'tls', says: 'What listens there speaks TLS only', korean: '그곳에서 듣는 것은 TLS만 받습니다', detail: /HTTPS server/, todo: /DOCKER_CERT_PATH/, way: { host: tlsOnly } },
    { what: 'none to TLS that says nothing', status: 'malformed', says: 'Something answers that is no container engine', korean: '컨테이너 엔진이 아닌 무언가가 응답합니다', detail: /hang up|ECONNRESET/, todo: /It expects TLS/, way: { host: await good() } },
  ];
}

async function ofAnswers({ listen, at }: Ground): Promise<readonly Fault[]> {
  const answering = (name: string, listener: RequestListener): Promise<string> => listen(httpServer(listener), at(name));
  const version = (change: object): RequestListener => (_, response) => void response.end(JSON.stringify({ ...recorded, ...change }));
  const refusing = (status: number, message: string): RequestListener => (request, response) => (request.url === '/version'
    ? void response.end(JSON.stringify(recorded)) : void response.writeHead(status).end(JSON.stringify({ message })));
  return [
    { what: 'an API that is too old', status: 'incompatible', says: 'The engine’s API is too old', korean: '엔진의 API가 너무 오래되었습니다', detail: /1\.18 is older than 1\.24/, todo: /^Update the engine/, way: { host: await answering('old.sock', version({ ApiVersion: '1.18', MinAPIVersion: '1.12' })) } },
    { what: 'an API that is too new', status: 'incompatible', says: 'The engine wants a newer API than this knows', korean: '엔진이 여기서 아는 것보다 새로운 API를 요구합니다', detail: /Minimum supported API version/, todo: /^Update Isolation Lens/, way: { host: await answering('new.sock', refusing(400, 'client version 1.41 is too old. Minimum supported API version is 1.60, please upgrade your client to a newer version')) } },
    { what: 'Windows containers', status: 'incompatible', says: 'The engine runs Windows containers', korean: '엔진이 Windows 컨테이너를 실행합니다', detail: /Windows/, todo: /Linux containers/, way: { host: await answering('windows.sock', version({ Os: 'windows', KernelVersion: '10.0 20348 (20348.1.amd64fre.fe_release.210507-1500)' })) } },
    { what: 'a proxy that refuses', status: 'denied', says: 'You may not use the engine’s socket', korean: '엔진의 소켓을 쓸 권한이 없습니다', detail: /HTTP 403/, todo: /Ask whoever runs it/, way: { host: await listen(httpServer((_, response) => void response.writeHead(403).end('Forbidden'))) } },
    { what: 'another program’s answer', status: 'malformed', says: 'Something answers that is no container engine', korean: '컨테이너 엔진이 아닌 무언가가 응답합니다', detail: /not JSON/, todo: /See what listens/, way: { host: await answering('rubbish.sock', (_, response) => void response.end('<html>')) } },
    { what: 'another protocol', status: 'malformed', says: 'Something answers that is no container engine', korean: '컨테이너 엔진이 아닌 무언가가 응답합니다', detail: /Parse Error/, todo: /See what listens/, way: { host: await listen(createServer((socket) => void socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.2\r\n')), at('other.sock')) } },
    { what: 'no address at all', status: 'malformed', says: 'Something answers that is no container engine', korean: '컨테이너 엔진이 아닌 무언가가 응답합니다', detail: /not an endpoint/, todo: /is the address/, way: { host: 'fd://3' } },
  ];
}

function ofContexts({ at }: Ground): readonly Fault[] {
  const broken = join(at('config'), 'contexts', 'meta', digestOf('broken'));
  mkdirSync(broken, { recursive: true });
  writeFileSync(join(broken, 'meta.json'), '{"Name":"broken","Endp');
  return [
    { what: 'a context that is not there', status: 'absent', says: 'There is no such Docker context', korean: '그런 Docker 컨텍스트가 없습니다', detail: /not in the context store/, todo: /docker context ls/, way: { context: 'nowhere' } },
    { what: 'a broken context', status: 'malformed', says: 'The Docker context cannot be used', korean: 'Docker 컨텍스트를 쓸 수 없습니다', detail: /meta\.json: .*JSON/, todo: /docker context create/, way: { context: 'broken' } },
  ];
}

/** Recorded of dockerd 20.10.24. */
const recorded = { Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12', Os: 'linux', Arch: 'amd64', KernelVersion: '6.1.0', Components: [{ Name: 'Engine', Version: '20.10.24' }] };

function engine(): RequestListener {
  return (request, response) => void response.end(JSON.stringify(request.url === '/version' ? recorded : []));
}

const digestOf = (name: string): string => createHash('sha256').update(name).digest('hex');

/** As `docker context create` does. `files`: name in the context → the file to copy. */
export function writeContext(config: string, name: string, host: string, files: Readonly<Record<string, string>> = {}): void {
  const [meta, tls] = [join(config, 'contexts', 'meta', digestOf(name)), join(config, 'contexts', 'tls', digestOf(name), 'docker')];
  mkdirSync(meta, { recursive: true });
  writeFileSync(join(meta, 'meta.json'), JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } }));
  mkdirSync(tls, { recursive: true });
  for (const [file, from] of Object.entries(files)) {
    copyFileSync(from, join(tls, file));
  }
}
