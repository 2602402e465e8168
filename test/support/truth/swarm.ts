/** A Swarm of several real engines on this machine, in one network namespace that is none of the machine's. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onClose } from '../closing.mjs';
import { ensureImage } from '../engine/busyboxImage.mjs';
import { startNode } from '../engine/daemon.mjs';
import { dockerFor } from '../engine/docker.mjs';
import { isAlive, processOf, until } from '../processes.mjs';
import { programOf } from '../programs.mjs';
import { namespaceNumber } from './files.js';

export interface Node {
  readonly host: string;
  readonly folder: string;
  readonly hostname: string;
  readonly docker: (...words: string[]) => string;
  readonly stop: () => Promise<void>;
  /** Ends it as a machine that loses its power would, as far as the others can tell. */
  readonly kill: () => Promise<void>;
}

/** Holds a network namespace for as long as this process lives; bridges and addresses made in it end with it. */
async function newNetwork(): Promise<number> {
  const words = ['-n', 'setpriv', '--pdeathsig', 'KILL', 'sh', '-c', 'ip link set lo up; exec sleep 900'];
  const child = spawn(programOf('unshare') ?? 'unshare', words, { stdio: 'ignore' });
  onClose(() => child.kill('SIGKILL'));
  const pid = child.pid ?? 0;
  await until(() => namespaceNumber(pid, 'net') !== namespaceNumber('self', 'net') && processOf(pid)?.argv[0] === 'sleep', 10_000);
  return pid;
}

/** Node 1 at 127.0.0.1, node 2 at 127.0.0.2 and so on; the first one manages. */
export async function startSwarm(size: number): Promise<Node[]> {
  const network = await newNetwork();
  const nodes: Node[] = [];
  for (let number = 1; number <= size; number += 1) {
    nodes.push(await start(network, `lens-node-${number}`));
  }
  const [manager, ...workers] = nodes;
  manager!.docker('swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1:2377', '--data-path-port', '4789', '--dispatcher-heartbeat', '1s');
  const token = manager!.docker('swarm', 'join-token', '--quiet', 'worker');
  workers.forEach(({ docker }, index) => {
    const address = `127.0.0.${index + 2}`;
    docker('swarm', 'join', '--token', token, '--advertise-addr', address, '--listen-addr', `${address}:2377`, '127.0.0.1:2377');
  });
  return nodes;
}

async function start(network: number, hostname: string): Promise<Node> {
  const { host, folder, stop } = await startNode({ network, hostname });
  onClose(stop);
  const docker = dockerFor(host) as unknown as (...words: string[]) => string;
  ensureImage(dockerFor(host) as never);
  const kill = async (): Promise<void> => {
    const dockerd = processOf(Number(readFileSync(join(folder, 'dockerd.pid'), 'utf8')));
    if (dockerd !== null) {
      process.kill(dockerd.pid, 'SIGKILL');
      await until(() => !isAlive(dockerd), 10_000);
    }
  };
  return { host, folder, hostname, docker, stop, kill };
}
