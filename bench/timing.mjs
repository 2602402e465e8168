// Times, their medians, and how they are written.

/** @param {readonly number[]} times */
export function median(times) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param {readonly number[]} times @param {number} part such as 0.99 */
export function percentile(times, part) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** @param {number} time in milliseconds */
export const written = (time) => (time >= 1000 ? `${(time / 1000).toFixed(1)} s` : time >= 1 ? `${String(Math.round(time))} ms` : `${time.toFixed(2)} ms`);

/** @param {() => void} work @returns {number} milliseconds */
export function timed(work) {
  const since = performance.now();
  work();
  return performance.now() - since;
}
