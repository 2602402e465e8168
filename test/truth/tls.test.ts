/** A real engine behind TLS, reached over the loopback device: by certificates in the environment and by a context; and each way to be turned away. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Container, Isolation } from '../../src/model/isolation.js';
import type { Machine } from '../../src/model/machine.js';
import { closeAll, onClose } from '../support/closing.mjs';
import { ensureImage, image } from '../support/engine/busyboxImage.mjs';
import { startDaemon, whyNoPrivateEngine } from '../support/engine/daemon.mjs';
import { dockerFor } from '../support/engine/docker.mjs';
import { programOf } from '../support/programs.mjs';
import { inRoot } from '../support/root.mjs';
import { folderFor } from '../support/truth/builtProgram.js';
import { Authority } from '../support/truth/certificates.js';
import { cat, cgroupPaths, namespaceNumber } from '../support/truth/files.js';
import { call, type Done } from '../support/truth/commands.js';
import { relayInto } from '../support/truth/relay.js';
import { Table } from '../support/truth/table.js';
import { namespaceTypes } from '../support/truth/world.js';

const missing = ['openssl', 'nsenter', 'busybox'].filter((name) => programOf(name) === undefined);
const skip = whyNoPrivateEngine() ?? (missing.length > 0 ? `not installed: ${missing.join(', ')}` : false);
const name = `lens-${process.pid}-tls`;
const inside = 2376;

describe('an engine behind TLS', { skip, timeout: 120_000 }, () => {
  let [folder, certificates, endpoint, id, pid] = ['', '', '', '', 0];
  let stranger: Authority;
  before(async () => {
    folder = folderFor('tls');
    const authority = new Authority(join(folder, 'authority'));
    authority.sign('server', 'subjectAltName=IP:127.0.0.1');
    authority.sign('client', 'extendedKeyUsage=clientAuth');
    certificates = authority.clientFolder('client');
    stranger = new Authority(join(folder, 'stranger'));
    stranger.sign('client', 'extendedKeyUsage=clientAuth');
    const file = (each: string): string => join(authority.folder, each);
    const daemon = await startDaemon(['--tlsverify', '--tlscacert', file('ca.pem'), '--tlscert', file('server.pem'), '--tlskey', file('server-key.pem'), '-H', `tcp://127.0.0.1:${inside}`]);
    onClose(daemon.stop);
    const docker = dockerFor(daemon.host) as unknown as (...words: string[]) => string;
    ensureImage(dockerFor(daemon.host) as never);
    id = docker('run', '--detach', '--name', name, '--network', 'none', '--memory', '32m', image, 'sleep', '900');
    pid = Number(docker('inspect', '--format', '{{.State.Pid}}', id));
    endpoint = `tcp://127.0.0.1:${await relayInto(Number(readFileSync(join(daemon.folder, 'dockerd.pid'), 'utf8')), inside)}`;
  });
  after(closeAll);

  const config = (): string => join(folder, 'config');
  const lens = (words: readonly string[], more: NodeJS.ProcessEnv): Promise<Done> =>
    call(process.execPath, [inRoot('dist', 'cli.js'), ...words], { PATH: process.env.PATH, HOME: folder, XDG_RUNTIME_DIR: join(folder, 'run'), ...more });
  const withCertificates = (at = certificates): NodeJS.ProcessEnv => ({ DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: at });
  const json = async (words: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> => {
    const { code, stdout, stderr } = await lens([...words, '--json'], env);
    equal(code, 0, stderr);
    return JSON.parse(stdout);
  };

  async function isExplained(words: readonly string[], env: NodeJS.ProcessEnv, asked: string): Promise<void> {
    const found = await json(['explain', name, ...words], env) as Isolation;
    deepEqual([found.container.id, found.container.pid, found.container.engine?.endpoint], [id, pid, endpoint]);
    for (const type of namespaceTypes) {
      deepEqual(found.namespaces[type].id, { value: namespaceNumber(pid, type), from: `/proc/${pid}/ns/${type}` });
    }
    const limit = `/sys/fs/cgroup/memory${cgroupPaths(pid).get('memory') ?? ''}/memory.limit_in_bytes`;
    deepEqual(found.cgroup.memory.limit, { value: Number(cat(limit)), from: limit });
    deepEqual(found.cgroup.configured.memory, { value: 32 * 2 ** 20, from: 'GET /containers/{id}/json' });
    const table = new Table('tls');
    table.add({ what: 'Docker behind TLS', asked, reader: 'root', named: 'its name' }, found, 13);
    table.save();
  }

  test('by certificates of the environment', async () => {
    const listed = await json(['list', '--host', endpoint], withCertificates()) as Container[];
    deepEqual(listed.filter((each) => each.name === name).map((each) => [each.id, each.engine?.endpoint]), [[id, endpoint]]);
    await isExplained(['--host', endpoint], withCertificates(), 'its API and the kernel');
  });

  test('by a context of a store of its own, named and chosen', async () => {
    mkdirSync(config());
    // Not waited for in a way that keeps this process, which relays, from its work.
    const docker = async (...words: string[]): Promise<string> => {
      const { code, stdout, stderr } = await call('docker', words, { PATH: process.env.PATH, HOME: folder, DOCKER_CONFIG: config() });
      equal(code, 0, stderr);
      return stdout.trim();
    };
    const file = (each: string): string => join(certificates, each);
    await docker('context', 'create', 'lens-tls', '--docker', `host=${endpoint},ca=${file('ca.pem')},cert=${file('cert.pem')},key=${file('key.pem')}`);
    equal(await docker('--context', 'lens-tls', 'ps', '--no-trunc', '--quiet'), id);
    await isExplained(['--context', 'lens-tls'], { DOCKER_CONFIG: config() }, 'its API and the kernel');
    await docker('context', 'use', 'lens-tls');
    const { engines } = await json(['machine'], { DOCKER_CONFIG: config() }) as Machine;
    deepEqual(engines.filter((each) => each.endpoint === endpoint).map(({ chosenBy, status }) => [chosenBy, status]), [['config', 'ok']]);
  });

  async function refused(env: NodeJS.ProcessEnv, host = endpoint): Promise<{ readonly status: string | undefined; readonly words: string }> {
    const { code, stderr } = await lens(['list', '--host', host], env);
    equal(code, 1, stderr);
    ok(!/\n\s+at /.test(stderr), stderr);
    const { engines } = await json(['machine'], { ...env, DOCKER_HOST: host }) as Machine;
    return { status: engines.find((each) => each.endpoint === host)?.status, words: stderr };
  }

  test('each way to be turned away is told apart', async () => {
    const plain = await refused({});
    match(plain.words, /HTTP request to an HTTPS server|TLS/);
    const unknown = await refused(withCertificates(stranger.clientFolder('client')));
    match(unknown.words, /certificate|authority|issuer/i);
    stranger.sign('outsider', 'extendedKeyUsage=clientAuth');
    const outsider = await refused(withCertificates(stranger.clientFolder('outsider', join(folder, 'authority'))));
    match(outsider.words, /certificate|TLS|alert/i);
    const elsewhere = await refused(withCertificates(), endpoint.replace('127.0.0.1', 'localhost'));
    match(elsewhere.words, /certificate|altnames/i);
    deepEqual([plain, unknown, outsider, elsewhere].map(({ status }) => status), ['tls', 'tls', 'tls', 'tls']);
  });
});
