import { setTimeout as wait } from 'node:timers/promises';

/** How often it beats where it shall not go on by itself, and how long it pauses between: a rate takes two readings. */
const alone = { beats: 2, pause: 1000 } as const;

/** Something done again and again while it is wanted, the next time only after the last one was answered. */
export class Pulse {
  #running: AbortController | null = null;

  /** `beat` must not reject. `interval`: milliseconds, asked at each beat; null where a start gives two beats and no more. */
  constructor(
    private readonly beat: () => Promise<void>,
    private readonly interval: () => number | null,
  ) {}

  start(): void {
    if (this.#running === null) {
      const running = new AbortController();
      this.#running = running;
      void this.#run(running.signal).then(() => {
        if (this.#running === running) {
          this.#running = null;
        }
      });
    }
  }

  stop(): void {
    this.#running?.abort();
    this.#running = null;
  }

  async #run(stopped: AbortSignal): Promise<void> {
    for (let beats = 1; !stopped.aborted; beats += 1) {
      const began = Date.now();
      await this.beat();
      const interval = this.interval();
      if (interval === null && beats >= alone.beats) {
        return;
      }
      const pause = Math.max(0, (interval ?? alone.pause) - (Date.now() - began));
      await wait(pause, undefined, { signal: stopped }).catch(() => undefined);
    }
  }
}
