/** What a front end found under the cursor, in offsets of its text. */
import type { Said } from './hover.js';

export interface Found {
  readonly start: number;
  readonly end: number;
  readonly said: Said;
  /** The compose service that it belongs to. */
  readonly service?: string;
}
