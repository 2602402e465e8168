// Build, types of the three programs, lint: each counts as one.
import { show } from '../programs.mjs';
import { inRoot } from '../root.mjs';
import { say, seconds } from '../say.mjs';
import { failed, passed, sum } from './tally.mjs';

const tsc = ['node_modules/typescript/bin/tsc', '--noEmit'];
/** @type {[string, string[]][]} */
const steps = [
  ['build', ['esbuild.mjs']],
  ['types of src', tsc],
  ['types of media', [...tsc, '-p', 'media']],
  ['types of test', [...tsc, '-p', 'test']],
  ['lint', ['node_modules/eslint/bin/eslint.js', '.']],
];

/** @returns {Promise<import('./tally.mjs').Tally>} */
export async function checks() {
  const tallies = [];
  for (const [name, args] of steps) {
    const since = Date.now();
    const { code, timedOut } = await show(process.execPath, args, { limit: 300_000, cwd: inRoot() });
    if (code === 0) say(`${name}: right (${seconds(since)})`);
    tallies.push(code === 0 ? passed(name) : failed(`checks: ${name}${timedOut ? ', no end within 300 s' : ''}`));
  }
  return sum(tallies);
}
