/** The last minute of one measured quantity. */
import type { Sample } from '../../../src/protocol.js';

export interface Point {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Null where it could not be read: a gap, never a zero. */
  readonly value: number | null;
}

export const shownMilliseconds = 60_000;

/** The series with one more point; points older than a minute are dropped, and so is one that comes twice. */
export function withPoint(series: readonly Point[], point: Point): readonly Point[] {
  const last = series.at(-1);
  if (last !== undefined && point.at <= last.at) {
    return series;
  }
  return [...series.filter(({ at }) => at > point.at - shownMilliseconds - 1000), point];
}

/** Bytes a second read and written since the sample before; null for the first one and where a file was not read. */
export function diskRate(sample: Sample, before: Sample | undefined): number | null {
  const seconds = before === undefined ? 0 : (countedAt(sample) - countedAt(before)) / 1000;
  if (before === undefined || seconds <= 0) {
    return null;
  }
  const now = sum(sample.readBytes, sample.writeBytes);
  const then = sum(before.readBytes, before.writeBytes);
  // A counter that went down belongs to a new start of the container.
  return now === null || then === null || now < then ? null : (now - then) / seconds;
}

function countedAt({ at, countedAt: there }: Sample): number {
  return there ?? at;
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
