/** Whoever may not ask the engine is told so, and told what to do; what only the engine knows is not found. */
import type { TruthEngine } from './engine.js';
import type { Verdict } from './ledger.js';
import { textAt } from './json.js';
import type { Eyes } from './world.js';

/** `names`: of all containers, running or not. */
export async function missingOf({ reader }: Eyes, names: readonly string[], engine: TruthEngine): Promise<Verdict> {
  const inspected = await engine.inspect(...names);
  const state = (name: string): string => textAt(inspected.get(name), 'State', 'Status');
  const running = names.find((name) => state(name) === 'running') ?? '';
  const stopped = names.find((name) => state(name) === 'exited');
  const idOf = (name: string): string => textAt(inspected.get(name), 'Id');
  const { asksEngine } = reader;
  const asked = await reader.lens('explain', idOf(running), '--json');
  const demanded = await reader.lens('list', '--json', '--host', engine.host);
  const byName = await reader.lens('explain', running, '--json');
  const checks: [string, boolean][] = [
    ['the kernel’s facts of a running container, exit code 0', asked.code === 0],
    ['on stderr that the engine may not be asked, where, and what the system said', /You may not use the engine’s socket.*EACCES/s.test(asked.stderr) === !asksEngine && (asksEngine || asked.stderr.includes(engine.socket))],
    ['exit code 1 for an engine that was asked for by name and does not answer', demanded.code === (asksEngine ? 0 : 1)],
    ['the engine’s name for a container only where the engine answers', byName.code === (asksEngine ? 0 : 1)],
    ['no stack trace', !/\n\s+at /.test(asked.stderr + demanded.stderr + byName.stderr)],
  ];
  if (stopped !== undefined) {
    const found = await reader.lens('explain', idOf(stopped), '--json');
    checks.push(['a stopped container only where the engine answers', found.code === (asksEngine ? 0 : 1)]);
  }
  return { compared: checks.length, disagreements: checks.filter(([, is]) => !is).map(([what]) => `not so: ${what}`) };
}
