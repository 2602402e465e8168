/** The real engine of the run, through its own command line, and a socket before it that can be taken away. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The engine itself, for the command line of the tests. */
const engine = process.env.LENS_ENGINE_HOST ?? '';
/** Where the product is to look, and what it asks is written down. */
const recorded = process.env.DOCKER_HOST ?? engine;
const image = process.env.LENS_IMAGE ?? 'lens-busybox';
const run = promisify(execFile);

export async function docker(...args: string[]): Promise<string> {
  const { stdout } = await run('docker', args, { env: { ...process.env, DOCKER_HOST: engine }, maxBuffer: 1e8 });
  return stdout.trim();
}

/** Starts a container that sleeps; its id. */
export function start(name: string, ...flags: string[]): Promise<string> {
  return docker('run', '--detach', '--name', name, '--stop-timeout', '0', '--label', 'lens.test=1', ...flags, image, 'sleep', '1000');
}

export async function remove(...names: string[]): Promise<void> {
  await docker('rm', '--force', '--volumes', ...names).catch(() => undefined);
}

export interface Relay {
  readonly endpoint: string;
  /** The socket goes away and every connection through it ends. */
  close(): Promise<void>;
  /** It is there again, at the same place. */
  open(): Promise<void>;
}

const folders: string[] = [];
process.once('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A socket that hands everything on to the engine; with `answer`, one that answers this instead. Not open yet. */
export async function relayAt(answer?: string): Promise<Relay> {
  const folder = await mkdtemp(join(tmpdir(), 'lens-relay-'));
  folders.push(folder);
  const path = join(folder, 'engine.sock');
  const open = new Set<Socket>();
  const server = createServer((near) => {
    if (answer !== undefined) {
      near.on('error', () => undefined).once('data', () => near.end(answer));
      return;
    }
    const far = connect(recorded.replace(/^unix:\/\//u, ''));
    for (const [one, other] of [[near, far], [far, near]] as const) {
      open.add(one);
      one.on('error', () => other.destroy()).on('close', () => open.delete(one)).pipe(other);
    }
  });
  return {
    endpoint: `unix://${path}`,
    open: () => new Promise<void>((resolve) => server.listen(path, resolve)),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      open.forEach((socket) => socket.destroy());
      await closed;
    },
  };
}
