/** Starts the containers of the cases, four at a time, and waits until each is what it is meant to be. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Case, sleep } from './cases.js';
import { inTurns } from './commands.js';
import type { TruthEngine } from './engine.js';
import { at } from './json.js';

export interface Started {
  readonly running: readonly Case[];
  /** Those that this machine cannot start, with what the engine said. */
  readonly impossible: readonly { readonly kase: Case; readonly why: string }[];
}

export type Naming = (short: string) => string;

export async function startAll(engine: TruthEngine, cases: readonly Case[], name: Naming): Promise<Started> {
  const [first, second] = [cases.filter(({ joins }) => joins === undefined), cases.filter(({ joins }) => joins !== undefined)];
  const impossible: { kase: Case; why: string }[] = [];
  for (const batch of [first, second]) {
    await inTurns(batch, 4, async (kase) => {
      const why = await start(engine, kase, name(kase.name));
      if (why !== undefined) {
        impossible.push({ kase, why });
      }
    });
  }
  return { running: cases.filter((kase) => !impossible.some((each) => each.kase === kase)), impossible };
}

async function start(engine: TruthEngine, { create, flags, command = sleep, optional, then = [] }: Case, name: string): Promise<string | undefined> {
  const words = [create === true ? 'create' : 'run', ...(create === true ? [] : ['--detach']), '--name', name, '--label', 'lens.test=truth', '--stop-timeout', '1'];
  const { code, stderr } = await engine.try(...words, ...flags, engine.image, ...command);
  if (code !== 0) {
    if (optional === true) {
      await engine.try('rm', '--force', name);
      return stderr.trim().split('\n').find((line) => !line.startsWith('Run '))?.slice(0, 300) ?? `ended with ${code}`;
    }
    throw new Error(`${name} did not start: ${stderr}`);
  }
  for (const each of then) {
    await engine.docker(...each.map((word) => (word === 'NAME' ? name : word)));
  }
  return undefined;
}

export async function untilReady(engine: TruthEngine, cases: readonly Case[], name: Naming): Promise<void> {
  const end = Date.now() + 60_000;
  let waiting = cases.filter(({ ready }) => ready !== undefined);
  while (waiting.length > 0) {
    const seen = await engine.inspect(...waiting.map((kase) => name(kase.name)));
    waiting = waiting.filter((kase) => kase.ready?.(seen.get(name(kase.name))) !== true);
    if (Date.now() > end) {
      const states = waiting.map((kase) => `${kase.name} ${JSON.stringify(at(seen.get(name(kase.name)), 'State')).slice(0, 300)}`);
      throw new Error(`not ready within a minute: ${states.join('; ')}`);
    }
    await pause(waiting.length > 0 ? 250 : 0);
  }
}
