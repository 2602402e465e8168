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
  /** A beat gave none: there is no other before the container was looked at anew, or an engine would be dialled once a second. */
  #isLost = false;
  /** False from a lost beat to the next sample: that there is still none is no reason to look again. */
  #gives = true;

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
    this.#isLost = false;
  }

  start(): void {
    this.#pulse.start();
  }

  stop(): void {
    this.#pulse.stop();
  }

  async #beat(): Promise<void> {
    const sampler = this.#sampler;
    if (sampler === null || this.#isLost) {
      return;
    }
    const sample = await sampler().catch(() => null);
    if (sampler !== this.#sampler) {
      return;
    }
    if (sample !== null) {
      this.#gives = true;
      this.#history.add(sample);
      this.show(sample);
    } else {
      this.#isLost = true;
      const isNews = this.#gives;
      this.#gives = false;
      if (isNews) {
        this.lost();
      }
    }
  }
}
