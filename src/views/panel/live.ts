/** Usage again and again while somebody looks: the next read only after the last was answered. No editor in here. */
import type { Closely } from '../../lens.js';
import type { Sample } from '../../protocol.js';
import { History } from './history.js';
import { Pulse } from './pulse.js';

/** Reads one container's usage again and again; null where there is nothing to read, or no longer. */
export type Sampler = () => Promise<Sample | null>;

/** Makes the sampler of a container that was looked at; null where its usage cannot be read from here. */
export type Sampling = (closely: Closely) => Sampler | null;

export class Live {
  readonly #history = new History();
  readonly #pulse: Pulse;
  #sampler: Sampler | null = null;
  #beatsLost = 0;

  /** `show` gets each sample; `lost` is called when reading stopped giving any. */
  constructor(
    private readonly show: (sample: Sample) => void,
    private readonly lost: () => void,
    interval: () => number | null = () => 1000,
  ) {
    this.#pulse = new Pulse(() => this.#beat(), interval);
  }

  get samples(): readonly Sample[] {
    return this.#history.samples;
  }

  /** Follow this container from now on; another pid or another cgroup may make it another sampler. */
  follow(sampler: Sampler | null): void {
    this.#sampler = sampler;
    this.#beatsLost = 0;
  }

  start(): void {
    this.#pulse.start();
  }

  stop(): void {
    this.#pulse.stop();
  }

  async #beat(): Promise<void> {
    const sampler = this.#sampler;
    const sample = sampler === null ? null : await sampler().catch(() => null);
    if (sampler !== this.#sampler || sampler === null) {
      return;
    }
    if (sample !== null) {
      this.#beatsLost = 0;
      this.#history.add(sample);
      this.show(sample);
    } else if (this.#beatsLost++ === 0) {
      this.lost();
    }
  }
}
