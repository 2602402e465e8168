/** Much synchronous work without stalling the editor: the event loop gets its turn in between. */
import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work in one go. */
const stretch = 10;

/** Calls `work` with each item in order and lets others run after every stretch. */
export async function eachWithPauses<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
  let since = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - since > stretch) {
      await setImmediate();
      since = performance.now();
    }
  }
}
