/** Who reads without an engine: root, and an ordinary user. */
import { run } from '../../programs.mjs';
import { inRoot } from '../../root.mjs';
import { type Reader, readersOn, stageFor } from '../readers.js';
import type { Place } from './place.js';
import { mkdirSync } from 'node:fs';

export async function kernelReaders(place: Place): Promise<Reader[]> {
  if (process.env.LENS_ENGINE_HOST === undefined) {
    run(process.execPath, [inRoot('esbuild.mjs')]); // `npm test` has built it
  }
  const folder = place.path('stage');
  mkdirSync(folder);
  const node = await stageFor(folder);
  const nowhere = place.path('no-engine.sock');
  const readers = await readersOn({ folder, node, host: `unix://${nowhere}`, socket: nowhere }, 0);
  return readers.filter(({ name }) => name !== 'a member of the group');
}
