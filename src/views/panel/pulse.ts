import { setTimeout as wait } from 'node:timers/promises';

/** Something done again and again while it is wanted, the next time only after the last one was answered. */
export class Pulse {
  #running: AbortController | null = null;

  /** `beat` must not reject. */
  constructor(
    private readonly beat: () => Promise<void>,
    private readonly milliseconds: number,
  ) {}

  start(): void {
    if (this.#running === null) {
      this.#running = new AbortController();
      void this.#run(this.#running.signal);
    }
  }

  stop(): void {
    this.#running?.abort();
    this.#running = null;
  }

  async #run(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      const began = Date.now();
      await this.beat();
      const pause = Math.max(0, this.milliseconds - (Date.now() - began));
      await wait(pause, undefined, { signal: stopped }).catch(() => undefined);
    }
  }
}
