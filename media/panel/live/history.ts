/** The samples of the last minute, kept while the page is built anew; forgotten when another container is shown. */
import type { Sample } from '../../../src/protocol.js';
import { quantities, type Quantity } from './quantities.js';
import { withPoint, type Point } from './series.js';

export class History {
  private last: Sample | undefined;
  private readonly kept = new Map<Quantity['id'], readonly Point[]>();

  add(sample: Sample): void {
    for (const { id, valueOf } of quantities) {
      this.kept.set(id, withPoint(this.of(id), { at: sample.at, value: valueOf(sample, this.last) }));
    }
    if (this.last === undefined || sample.at > this.last.at) {
      this.last = sample;
    }
  }

  of(id: Quantity['id']): readonly Point[] {
    return this.kept.get(id) ?? [];
  }
}
