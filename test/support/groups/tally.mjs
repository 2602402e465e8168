// Counts of one group, and the names of what was skipped or failed: a skipped test is never silent.
/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[], skips: string[] }} Tally */

/** @returns {Tally} */
export const nothing = () => ({ passed: 0, failed: 0, skipped: 0, failures: [], skips: [] });

/** @param {readonly Tally[]} tallies @returns {Tally} */
export const sum = (tallies) => tallies.reduce((all, one) => ({
  passed: all.passed + one.passed, failed: all.failed + one.failed, skipped: all.skipped + one.skipped,
  failures: [...all.failures, ...one.failures], skips: [...all.skips, ...one.skips],
}), nothing());

/** @param {string} name @returns {Tally} */
export const passed = (name) => ({ ...nothing(), passed: name === '' ? 0 : 1 });
/** @param {string} name @returns {Tally} */
export const failed = (name) => ({ ...nothing(), failed: 1, failures: [name] });
/** @param {string} name @param {string} why @returns {Tally} */
export const skipped = (name, why) => ({ ...nothing(), skipped: 1, skips: [`${name}: ${why}`] });

/** @param {Tally} tally */
export const countsOf = ({ passed: good, failed: bad, skipped: left }) => `${good} passed, ${bad} failed, ${left} skipped`;
