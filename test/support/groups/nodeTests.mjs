// Runs test files with node:test (TypeScript through tsx) and reads the counts back.
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { show } from '../programs.mjs';
import { inRoot, root } from '../root.mjs';
import { failed } from './tally.mjs';

/** @param {string} folder below test/ @returns {string[]} relative to the checkout, sorted */
export function testFiles(folder) {
  try {
    return readdirSync(inRoot('test', folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts')).map((name) => join('test', folder, name)).sort();
  } catch {
    return [];
  }
}

/** Whether a test file says that it makes containers. @param {string} file */
export const needsEngine = (file) => /LENS_ENGINE_HOST|\/engine\.js'|dockerFor\(/.test(readFileSync(inRoot(file), 'utf8'));

const reporter = (/** @type {string} */ name) => pathToFileURL(inRoot('test', 'support', 'groups', `${name}.mjs`)).href;

/** @param {string} name of the run @param {readonly string[]} files
 *  @param {{ limit: number, env: NodeJS.ProcessEnv, concurrency?: number, brief?: boolean }} options brief: only failures are shown
 *  @returns {Promise<import('./tally.mjs').Tally>} */
export async function nodeTests(name, files, { limit, env, concurrency, brief = false }) {
  const out = inRoot('out', `tally-${name.replaceAll(/\W+/g, '-')}.json`);
  mkdirSync(inRoot('out'), { recursive: true });
  rmSync(out, { force: true });
  const args = ['--import', 'tsx', '--test', ...(concurrency === undefined ? [] : [`--test-concurrency=${concurrency}`]),
    `--test-reporter=${brief ? reporter('failuresReporter') : 'spec'}`, '--test-reporter-destination=stdout',
    `--test-reporter=${reporter('tallyReporter')}`, `--test-reporter-destination=${out}`, ...files];
  const { code, timedOut } = await show(process.execPath, args, { limit, env, cwd: root });
  if (timedOut) return failed(`${name}: no end within ${limit / 1000} s`);
  try {
    const tally = JSON.parse(readFileSync(out, 'utf8'));
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1, failures: [`${name}: node --test ended with ${code}`] } : tally;
  } catch {
    return failed(`${name}: node --test ended with ${code} and left no counts`);
  }
}
