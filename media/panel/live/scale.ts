/** The top of a sparkline: a round number above all values, or the limit where the values come near it. */

/** `limit` is drawn into the picture once a quarter of it is in use; below that the line would lie flat on the floor. */
export function topOf(highest: number, limit: number | null, round: (value: number) => number): number {
  return limit !== null && limit > 0 && highest >= limit / 4 && highest <= limit ? limit : round(highest);
}

/** The next of 1, 2, 5 × 10ⁿ. */
export function roundDecimal(value: number): number {
  if (!(value > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5].find((factor) => factor * power >= value);
  return step === undefined ? 10 * power : Number((step * power).toPrecision(1));
}

/** The next power of two, 4 KiB at least. */
export function roundBinary(value: number): number {
  return value <= 4096 ? 4096 : 2 ** Math.ceil(Math.log2(value));
}
