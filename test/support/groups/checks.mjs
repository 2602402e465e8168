// Build, types of the three programs, lint: each counts as one.
import { run } from '../programs.mjs';
import { inRoot } from '../root.mjs';
import { messageOf, say, seconds } from '../say.mjs';
import { failed, passed, sum } from './tally.mjs';

const tsc = ['node_modules/typescript/bin/tsc', '--noEmit'];
const steps = [
  ['build', ['esbuild.mjs']],
  ['types of src', tsc],
  ['types of media', [...tsc, '-p', 'media']],
  ['types of test', [...tsc, '-p', 'test']],
  ['lint', ['node_modules/eslint/bin/eslint.js', '.']],
];

/** @returns {Promise<import('./tally.mjs').Tally>} */
export async function checks() {
  return sum(steps.map(([name, args]) => {
    const since = Date.now();
    try {
      run(process.execPath, /** @type {string[]} */ (args), { cwd: inRoot(), timeout: 300_000 });
      say(`${name}: right (${seconds(since)})`);
      return passed(String(name));
    } catch (error) {
      console.error(messageOf(error));
      return failed(`checks: ${name}`);
    }
  }));
}
