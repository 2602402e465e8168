/** What a truth test stands on: an engine of this machine, a stage that every reader can reach, and the way back. */
import { existsSync } from 'node:fs';
import { programOf, run } from '../programs.mjs';
import { onClose } from '../closing.mjs';
import { removeCgroups } from '../engine/cgroups.mjs';
import { inRoot } from '../root.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';
import { TruthEngine } from './engine.js';
import { namespaceNumber } from './files.js';
import { type Places, preparePlaces } from './places.js';
import { type Reader, readersOn, stageFor } from './readers.js';
import type { EngineFacts } from './scene.js';
import { textAt } from './json.js';

export interface Ground {
  readonly engine: TruthEngine;
  readonly facts: EngineFacts;
  readonly places: Places;
  readonly readers: readonly Reader[];
  readonly clear: () => Promise<void>;
}

/** The initial pid namespace has this number on every kernel (linux/nsfs.h). */
const initialPids = 0xeffffffc;

/** What keeps the truth from being tested here; undefined where nothing does. */
export function whyNot(): string | undefined {
  const host = process.env.LENS_ENGINE_HOST ?? 'unix://';
  const missing = ['docker', 'lsns', 'findmnt', 'capsh', 'ps', 'setpriv'].filter((name) => programOf(name) === undefined);
  return process.platform !== 'linux' ? 'the kernel’s own facts need Linux'
    : process.getuid?.() !== 0 ? 'witnesses need root'
    : missing.length > 0 ? `not installed: ${missing.join(', ')}`
    : namespaceNumber('self', 'pid') !== initialPids ? 'this is a container: the machine’s own namespaces are not to be seen'
    : !existsSync('/sys/fs/cgroup/memory/memory.limit_in_bytes') ? 'cgroup v2 only: tested in the virtual machine'
    : !host.startsWith('unix://') ? `the engine at ${host} is not known to be on this machine` : undefined;
}

/** Alone, without `npm test`, it brings its own engine and builds the command line first. */
export async function engineAtHand(config: string): Promise<TruthEngine> {
  const { LENS_ENGINE_HOST: host, LENS_IMAGE: image } = process.env;
  if (host !== undefined && image !== undefined) {
    return new TruthEngine(host, image, config);
  }
  run(process.execPath, [inRoot('esbuild.mjs')]);
  const { startEngine } = await import('../engine/privateEngine.mjs');
  const engine = await startEngine();
  onClose(engine.stop);
  return new TruthEngine(engine.host, engine.image, config);
}

export async function groundOn(engine: TruthEngine, folder: string, prefix: string): Promise<Ground> {
  onClose(() => removeFolder(folder));
  const node = await stageFor(folder);
  const group = engine.shareSocket();
  const places = await preparePlaces(engine, folder, prefix);
  const clear = onClose(() => clearAll(engine, places, prefix));
  return { engine, facts: await factsOf(engine), places, readers: await readersOn({ folder, node, host: engine.host, socket: engine.socket }, group), clear };
}

export function stageFolder(): string {
  return tempFolder('truth');
}

async function clearAll(engine: TruthEngine, { parent }: Places, prefix: string): Promise<void> {
  const names = async (...words: string[]): Promise<string[]> => (await engine.docker(...words)).split('\n').filter((name) => name.startsWith(`${prefix}-`));
  const containers = await names('ps', '--all', '--format', '{{.Names}}');
  if (containers.length > 0) {
    await engine.try('rm', '--force', '--volumes', ...containers);
  }
  const volumes = await names('volume', 'ls', '--quiet');
  if (volumes.length > 0) {
    await engine.try('volume', 'rm', ...volumes);
  }
  removeCgroups(parent);
}

async function factsOf(engine: TruthEngine): Promise<EngineFacts> {
  const lines = (await engine.docker('history', '--no-trunc', '--human=false', '--format', '{{json .}}', engine.image)).split('\n');
  return {
    host: engine.host,
    version: await engine.docker('version', '--format', '{{.Server.Version}}'),
    driver: await engine.docker('info', '--format', '{{.Driver}}'),
    history: lines.map((line) => JSON.parse(line) as unknown).map((layer) => ({ createdBy: textAt(layer, 'CreatedBy'), size: Number(textAt(layer, 'Size')) })),
  };
}
