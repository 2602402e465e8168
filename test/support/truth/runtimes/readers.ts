/** Who reads without an engine: root, and an ordinary user. */
import { existsSync, mkdirSync } from 'node:fs';
import { run } from '../../programs.mjs';
import { inRoot } from '../../root.mjs';
import { type Reader, type Stage, readersOn, stageFor } from '../readers.js';
import type { Place } from './place.js';

const nodes = new Map<string, string>();

/** What they can all reach: the command line, the probe, node; and no engine. */
export async function stageOf(place: Place): Promise<Stage> {
  const folder = place.path('stage');
  if (!existsSync(folder)) {
    if (process.env.LENS_ENGINE_HOST === undefined) {
      run(process.execPath, [inRoot('esbuild.mjs')]); // `npm test` has built it
    }
    mkdirSync(folder);
    nodes.set(folder, await stageFor(folder));
  }
  const nowhere = place.path('no-engine.sock');
  return { folder, node: nodes.get(folder) ?? process.execPath, host: `unix://${nowhere}`, socket: nowhere };
}

export async function kernelReaders(place: Place): Promise<Reader[]> {
  const readers = await readersOn(await stageOf(place), 0);
  return readers.filter(({ name }) => name !== 'a member of the group');
}
