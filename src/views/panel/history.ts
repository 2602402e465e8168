/** The last minute of samples, kept by the host so that a page that was hidden draws its line again at once. */
import type { Sample } from '../../protocol.js';

const most = 60;

export class History {
  #samples: readonly Sample[] = [];

  get samples(): readonly Sample[] {
    return this.#samples;
  }

  add(sample: Sample): void {
    this.#samples = [...this.#samples, sample].slice(-most);
  }

  clear(): void {
    this.#samples = [];
  }
}
