// Tests in a real browser window, one file after the other. A file that failed is run once more, and that is said.
import { chromiumPath } from '../editor/browser.mjs';
import { provisionEditor } from '../editor/provision.mjs';
import { say } from '../say.mjs';
import { packExtension } from '../vsix.mjs';
import { needsEngine, nodeTests, testFiles } from './nodeTests.mjs';
import { failed, nothing, skipped, sum } from './tally.mjs';

/** @param {{ env: NodeJS.ProcessEnv, limit: number, tidy: () => void }} options limit for all files; tidy: removes what tests left in the engine @returns {Promise<import('./tally.mjs').Tally>} */
export async function ui({ env, limit, tidy }) {
  const files = testFiles('ui');
  if (files.length === 0) return nothing();
  if (chromiumPath() === undefined) return sum(files.map((file) => skipped(file, 'no Chromium')));
  await provisionEditor();
  const own = { ...env, LENS_VSIX: packExtension() };
  const end = Date.now() + limit;
  const tallies = [];
  for (const file of files) {
    if (env.LENS_ENGINE_HOST === undefined && needsEngine(file)) {
      tallies.push(skipped(file, 'no engine'));
      continue;
    }
    const left = () => Math.max(10_000, Math.min(180_000, end - Date.now()));
    if (Date.now() > end) {
      tallies.push(failed(`${file}: the group’s ${limit / 1000} s were over before it began`));
      continue;
    }
    const first = await nodeTests(file, [file], { limit: left(), env: own, concurrency: 1 });
    if (first.failed > 0) {
      say(`ui: RETRIED once, since it failed: ${file}`);
      for (const failure of first.failures) say(`  first time: ${failure}`);
      tidy();
    }
    tallies.push(first.failed > 0 ? await nodeTests(file, [file], { limit: left(), env: own, concurrency: 1 }) : first);
  }
  return sum(tallies);
}
