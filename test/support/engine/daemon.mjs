// Starts a dockerd beside whatever else runs here: network and mount namespaces of its own (in the machine's network a second
// daemon would take the first one's bridge away), own data, state, socket, cgroup parent and configuration.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { until } from '../processes.mjs';
import { programOf } from '../programs.mjs';
import { answers } from './answers.mjs';
import { tempFolder } from '../tempFolder.mjs';
import { clear } from './leftovers.mjs';

// containerd keeps the sockets of its shims in /run/containerd, dockerd a key in /etc/docker: all are covered for this daemon only.
const inside = `
for cover in /run/containerd /run/docker /etc/docker; do mkdir -p $cover && mount -t tmpfs lens $cover; done
exec "$@"`;

/** @returns {string | undefined} what keeps a private engine from running here */
export function whyNoPrivateEngine() {
  if (process.platform !== 'linux') return 'a private engine needs Linux';
  if (process.getuid?.() !== 0) return 'a private engine needs root';
  const missing = ['dockerd', 'unshare', 'setpriv', 'ip', 'docker'].filter((name) => programOf(name) === undefined);
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : undefined;
}

/** @typedef {{ host: string, folder: string, stop: () => Promise<void> }} Daemon */

const withoutBridge = ['--bridge=none', '--iptables=false'];

/** @param {readonly string[]} [more] arguments of dockerd @returns {Promise<Daemon>} */
export async function startDaemon(more = []) {
  try {
    return await startOnce(more);
  } catch (error) {
    return await startOnce([...withoutBridge, ...more]).catch(() => Promise.reject(error)); // no netfilter here: containers without a bridge
  }
}

/** One of several that reach each other: in the network namespace of a process, without a bridge of its own, under a name of its own.
 *  @param {{ network: number, hostname: string }} place @returns {Promise<Daemon>} */
export function startNode({ network, hostname }) {
  return startOnce(withoutBridge, { way: ['nsenter', '-t', String(network), '-n', 'unshare', '-u'], before: `hostname ${hostname}` });
}

/** In a network namespace of its own. */
const alone = { way: ['unshare', '-n'], before: 'ip link set lo up' };

/** @param {readonly string[]} more @returns {Promise<Daemon>} */
async function startOnce(more, place = alone) {
  const folder = tempFolder('engine');
  const host = `unix://${folder}/docker.sock`;
  const child = launch(folder, host, more, place);
  let code = /** @type {number | null} */ (null);
  child.once('exit', (status) => (code = status ?? 1)).once('error', () => (code = 127));
  for (const end = Date.now() + 45_000; code === null && Date.now() < end; await until(() => code !== null, 100)) {
    if (await answers(host, 1000)) return { host, folder, stop: () => clear(folder) };
  }
  const words = readFileSync(join(folder, 'dockerd.log'), 'utf8').trim().split('\n').slice(-8).join('\n');
  await clear(folder);
  throw new Error(`a private dockerd did not start (${code === null ? 'no answer in 45 s' : `ended with ${code}`}):\n${words}`);
}

/** @param {string} folder @param {string} host @param {readonly string[]} more @param {{ way: readonly string[], before: string }} place */
function launch(folder, host, more, { way, before }) {
  writeFileSync(join(folder, 'daemon.json'), '{}'); // not the machine's /etc/docker/daemon.json
  const log = openSync(join(folder, 'dockerd.log'), 'a');
  const dockerd = [programOf('dockerd') ?? 'dockerd', '--config-file', `${folder}/daemon.json`, '--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`,
    '--pidfile', `${folder}/dockerd.pid`, '-H', host, '--cgroup-parent', `/${basename(folder)}`, '--exec-opt', 'native.cgroupdriver=cgroupfs',
    '--shutdown-timeout', '3', ...more];
  // The kernel asks it to end when this process dies, however it dies.
  const [program = 'unshare', ...words] = [...way, '-m', '--propagation', 'private', 'setpriv', '--pdeathsig', 'TERM', 'sh', '-c', `${before}${inside}`, 'sh', ...dockerd];
  const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
  delete env.DOCKER_HOST;
  const child = spawn(programOf(program) ?? program, words, { env, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  child.unref();
  return child;
}
