// Tests inside a real extension host, through runTests() of @vscode/test-electron: in desktop VS Code where that can be had,
// else in code-server, with standIn.mjs in the place of the executable. A file that failed is run once more, and that is said.
import { build } from 'esbuild';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { workspace } from '../demo/workspace.mjs';
import { desktopPath } from '../editor/desktop.mjs';
import { chromiumPath } from '../editor/browser.mjs';
import { show } from '../programs.mjs';
import { inRoot, root } from '../root.mjs';
import { say } from '../say.mjs';
import { needsEngine, testFiles } from './nodeTests.mjs';
import { failed, nothing, skipped, sum } from './tally.mjs';

const out = inRoot('out', 'integration');
/** @param {string} file */
const bundleOf = (file) => join(out, `${basename(file, '.ts')}.js`);

/** @param {readonly string[]} files */
async function bundle(files) {
  rmSync(out, { recursive: true, force: true });
  await build({ entryPoints: [...files], outdir: out, outbase: inRoot('test', 'integration'), entryNames: '[name]', bundle: true, platform: 'node', target: 'node20', format: 'cjs',
    external: ['vscode', 'mocha', 'playwright-core', 'esbuild'], sourcemap: 'inline', logLevel: 'warning', absWorkingDir: root });
}

/** The executable that runTests() starts. @returns {Promise<string>} */
async function executable() {
  const desktop = await desktopPath();
  if (desktop !== undefined) return desktop;
  const path = inRoot('.vscode-test', 'stand-in');
  mkdirSync(inRoot('.vscode-test'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${inRoot('test', 'support', 'editor', 'standIn.mjs')}' "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

/** @param {readonly string[]} files @param {NodeJS.ProcessEnv} env @param {number} limit */
async function runFiles(files, env, limit) {
  const tallyFile = inRoot('out', 'tally-integration.json');
  rmSync(tallyFile, { force: true });
  const options = {
    vscodeExecutablePath: await executable(), extensionDevelopmentPath: root, extensionTestsPath: inRoot('test', 'support', 'groups', 'mochaRun.cjs'),
    launchArgs: [workspace, '--disable-extensions'],
    extensionTestsEnv: { LENS_TEST_FILES: JSON.stringify(files.map(bundleOf)), LENS_TALLY: tallyFile, LENS_EDITOR_LIMIT: String(limit - 20_000) },
  };
  const script = `import { createRequire } from 'node:module';
    const { runTests } = createRequire(${JSON.stringify(inRoot('package.json'))})('@vscode/test-electron');
    runTests(${JSON.stringify(options)}).then(() => process.exit(0), (error) => { console.error(error.message); process.exit(1); });`;
  const { code, timedOut } = await show(process.execPath, ['--input-type=module', '-e', script], { limit, env, cwd: root });
  try {
    const tally = JSON.parse(readFileSync(tallyFile, 'utf8'));
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1, failures: [`integration: the extension host ended with ${code}`], failedFiles: files.map(bundleOf) } : tally;
  } catch {
    const what = timedOut ? `no end within ${limit / 1000} s` : `the editor ended with ${code} before the tests were done`;
    return { ...failed(`integration: ${what}`), failedFiles: files.map(bundleOf) };
  }
}

/** @param {{ env: NodeJS.ProcessEnv, limit: number, tidy: () => void }} options tidy: removes what tests left in the engine @returns {Promise<import('./tally.mjs').Tally>} */
export async function integration({ env, limit, tidy }) {
  const all = testFiles('integration');
  if (all.length === 0) return nothing();
  if (chromiumPath() === undefined) return sum(all.map((file) => skipped(file, 'no Chromium for the workbench')));
  const left = env.LENS_ENGINE_HOST === undefined ? all.filter(needsEngine) : [];
  const files = all.filter((file) => !left.includes(file));
  const without = sum(left.map((file) => skipped(file, 'no engine')));
  return files.length === 0 ? without : sum([without, await runAll(files, { env, limit, tidy })]);
}

/** @param {readonly string[]} files @param {{ env: NodeJS.ProcessEnv, limit: number, tidy: () => void }} options */
async function runAll(files, { env, limit, tidy }) {
  await bundle(files);
  const first = await runFiles(files, env, limit);
  const again = files.filter((file) => (first.failedFiles ?? []).includes(bundleOf(file)));
  if (again.length === 0) return first;
  say(`integration: RETRIED once, since it failed: ${again.join(', ')}`);
  for (const failure of first.failures) say(`  first time: ${failure}`);
  tidy();
  const second = await runFiles(again, env, limit);
  const { byFile = {} } = first;
  return sum([second, ...files.filter((file) => !again.includes(file)).map((file) => byFile[bundleOf(file)] ?? nothing())]);
}
