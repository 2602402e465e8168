/** Where the test containers find what they are started with. */
import { mkdirSync, readdirSync, writeFileSync, existsSync, chmodSync } from 'node:fs';
import { basename, join } from 'node:path';
import { call } from './commands.js';
import type { TruthEngine } from './engine.js';

export interface Places {
  /** The full name of a container or volume. */
  readonly name: (short: string) => string;
  /** A folder that everybody may read. */
  readonly folder: string;
  readonly engineSocket: string;
  /** A cgroup with limits of its own, as `--cgroup-parent` takes it. */
  readonly parent: string;
  /** A disk of this machine, where there is one. */
  readonly device: string | undefined;
  /** A mount that propagates, in the engine's mount namespace. */
  readonly sharedFolder: string;
}

export const parentLimits = {
  memory: [['memory.limit_in_bytes', String(64 * 2 ** 20)]],
  pids: [['pids.max', '40']],
  cpu: [['cpu.cfs_period_us', '100000'], ['cpu.cfs_quota_us', '75000']],
} as const;

export async function preparePlaces(engine: TruthEngine, folder: string, prefix: string): Promise<Places> {
  const parent = engine.isPrivate ? `/${basename(engine.folder)}/${prefix}` : `/${prefix}`;
  for (const [controller, files] of Object.entries(parentLimits)) {
    const directory = `/sys/fs/cgroup/${controller}${parent}`;
    mkdirSync(directory, { recursive: true });
    for (const [file, text] of files) {
      writeFileSync(join(directory, file), text);
    }
  }
  mkdirSync(join(folder, 'odd name\\with\ttabs'));
  const sharedFolder = join(folder, 'propagating');
  mkdirSync(sharedFolder);
  chmodSync(sharedFolder, 0o755);
  await makeShared(engine, sharedFolder);
  return { name: (short) => `${prefix}-${short}`, folder, engineSocket: engine.socket, parent, device: disk(), sharedFolder };
}

/** The engine may live in a mount namespace of its own, where nothing propagates; a private one ends with it. */
async function makeShared(engine: TruthEngine, folder: string): Promise<void> {
  const pidFile = join(engine.folder, 'dockerd.pid');
  if (engine.isPrivate && existsSync(pidFile)) {
    const inside = ['-t', (await call('cat', [pidFile], process.env)).stdout.trim(), '-m'];
    await call('nsenter', [...inside, 'mount', '--bind', folder, folder], process.env);
    await call('nsenter', [...inside, 'mount', '--make-shared', folder], process.env);
  }
}

function disk(): string | undefined {
  const names = existsSync('/sys/block') ? readdirSync('/sys/block') : [];
  return names.filter((name) => !/^(?:loop|ram|zram|dm-|sr|fd)/.test(name)).map((name) => `/dev/${name}`).find((path) => existsSync(path));
}
