import { setTimeout as wait } from 'node:timers/promises';

/** Waits until it holds; the runner's own limit ends it where it never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await wait(5);
  }
}
