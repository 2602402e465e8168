/** Counts comparisons and keeps what does not agree, so that one wrong fact does not hide the next. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Reading } from '../../../src/model/reading.js';

export class Facts {
  compared = 0;
  disagreements = 0;
  private wrong: string[] = [];

  /** Throws with all that did not agree, and where nothing was compared. */
  allOf(compare: () => void): void {
    const since = this.compared;
    this.wrong = [];
    compare();
    assert.deepEqual(this.wrong, []);
    assert.ok(this.compared > since, 'nothing was compared');
  }

  same(what: string, got: unknown, witness: unknown): void {
    this.compared += 1;
    if (!isDeepStrictEqual(got, witness)) {
      this.disagreements += 1;
      this.wrong.push(`${what}: ${JSON.stringify(got)}, but the witness says ${JSON.stringify(witness)}`);
    }
  }

  value<T>(what: string, reading: Reading<T>, witness: T | undefined, from?: string): void {
    this.same(what, 'value' in reading ? reading.value : reading, witness);
    if (from !== undefined) {
      this.same(`${what}, from`, reading.from, from);
    }
  }

  /** Something that goes on counting, looked at before and after. */
  between(what: string, reading: Reading<number>, one: number | undefined, other: number | undefined): void {
    const [low, high] = [Math.min(one ?? NaN, other ?? NaN), Math.max(one ?? NaN, other ?? NaN)];
    const fits = 'value' in reading && reading.value >= low && reading.value <= high;
    this.same(what, fits ? 'between' : reading, 'between');
    if (!fits) {
      this.wrong.push(`  (before and after: ${one}, ${other})`);
    }
  }

  unread(what: string, reading: Reading<unknown>, reason: string): void {
    this.same(what, 'unread' in reading ? reading.unread : reading, reason);
  }
}
