/** Containers that were started and are ready, with those who will read them. */
import type { Case } from './cases.js';
import type { TruthEngine } from './engine.js';
import type { Ground } from './ground.js';
import { type Naming, startAll, type Started, untilReady } from './start.js';
import { Truth } from './truth.js';
import type { Eyes } from './world.js';

export interface Stage extends Started {
  readonly title: string;
  readonly truth: Truth;
  readonly eyes: readonly Eyes[];
  readonly name: Naming;
  readonly engine: TruthEngine;
}

export async function prepare(title: string, { engine, facts, places, readers }: Ground, cases: readonly Case[]): Promise<Stage> {
  const started = await startAll(engine, cases, places.name);
  await untilReady(engine, started.running, places.name);
  const truth = new Truth(engine, facts, places.name);
  const eyes: Eyes[] = [];
  for (const reader of readers) {
    eyes.push(await truth.eyesOf(reader, started.running));
  }
  return { ...started, title, truth, eyes, name: places.name, engine };
}
