/** Programs of the machine that a truth test asks: each with a time limit, as root or as another user. */
import { execFile, execFileSync } from 'node:child_process';

export interface Done {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const atMost = { timeout: 60_000, maxBuffer: 1 << 26, encoding: 'utf8', killSignal: 'SIGKILL' } as const;

/** Never rejects: a program that failed, or was not there, has a code and its words. */
export function call(program: string, args: readonly string[], env: NodeJS.ProcessEnv, input = ''): Promise<Done> {
  return new Promise((resolve) => {
    const child = execFile(program, [...args], { ...atMost, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr: stderr || (error === null ? '' : error.message) });
    });
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** What it printed; throws with its words where it failed. */
export function output(program: string, args: readonly string[]): string {
  return execFileSync(program, [...args], { ...atMost, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** At most so many at a time, in order. */
export async function inTurns<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
