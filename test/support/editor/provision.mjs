// Puts a VS Code that runs without a desktop under .vscode-test/, once: the npm package code-server, with the Node it wants.
// Install scripts are not run (they fetch from elsewhere and compile what is not used here); the one native part that is
// missed, the writer of log channels, is compiled directly. The folder gets its name last, so a half-finished install never counts.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmEnvironment } from '../nodeModules.mjs';
import { isAlive, processOf } from '../processes.mjs';
import { run } from '../programs.mjs';
import { kept } from '../root.mjs';
import { say, seconds } from '../say.mjs';
import { buildLogWriter } from './logWriter.mjs';
import { wantedVersion } from './versions.mjs';

/** @typedef {{ version: string, folder: string, node: string, entry: string }} Editor */

/** @param {import('./versions.mjs').EditorVersion} version @param {string} folder @returns {Editor} */
const editorIn = (version, folder) => ({
  version: version.vscode,
  folder,
  node: join(folder, 'node_modules', nodePackage, 'bin', 'node'),
  entry: join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
});
const nodePackage = `node-linux-${process.arch}`;
const partial = /\.partial-(\d+)-(\d+)$/;

/** @returns {Promise<Editor>} installs it where it is missing */
export async function provisionEditor(version = wantedVersion()) {
  if (process.platform !== 'linux') throw new Error(`without VS Code's download this needs Linux, and this is ${process.platform}`);
  const folder = join(kept, `code-server-${version.codeServer}`);
  sweep();
  if (existsSync(join(folder, 'stamp.json'))) return editorIn(version, folder);
  const since = Date.now();
  say(`Installing VS Code ${version.vscode} (npm code-server ${version.codeServer} with Node ${version.node}) into .vscode-test/, about 40 s, once`);
  const work = `${folder}.partial-${process.pid}-${processOf(process.pid)?.start ?? 0}`;
  mkdirSync(work, { recursive: true });
  await install(version, work);
  writeFileSync(join(work, 'stamp.json'), JSON.stringify({ codeServer: version.codeServer, node: version.node, when: new Date().toISOString() }));
  rmSync(folder, { recursive: true, force: true }); // without a stamp it is a ruin
  renameSync(work, folder);
  say(`VS Code ${version.vscode}: installed in ${seconds(since)}`);
  return editorIn(version, folder);
}

/** @param {import('./versions.mjs').EditorVersion} version @param {string} work */
async function install(version, work) {
  const npm = (/** @type {string} */ cwd, /** @type {string[]} */ ...args) =>
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args], { cwd, env: npmEnvironment(), timeout: 600_000 });
  const dependencies = { 'code-server': version.codeServer, [nodePackage]: version.node, ...version.extra };
  writeFileSync(join(work, 'package.json'), JSON.stringify({ name: 'vscode-under-test', private: true, dependencies, overrides: version.overrides }));
  npm(work);
  const inner = join(work, 'node_modules', 'code-server', 'lib', 'vscode'); // has a shrinkwrap of its own
  npm(inner, ...version.omit);
  if (version.inner.length > 0) npm(inner, '--no-save', ...version.omit, ...version.inner);
  linkRipgrep(work, inner);
  await buildLogWriter(inner, join(work, 'node_modules', nodePackage, 'include', 'node'));
  for (const waste of wasted) rmSync(join(work, 'node_modules', waste), { recursive: true, force: true });
}

// Not used by any test, and a third of the size.
const wasted = [
  'code-server/lib/vscode/extensions/copilot', 'code-server/lib/vscode/extensions/microsoft-authentication',
  'code-server/lib/vscode/extensions/mermaid-markdown-features', 'code-server/lib/vscode/node_modules/@github/copilot-sdk',
  'code-server/lib/vscode/node_modules/@microsoft/mxc-sdk', 'code-server/lib/vscode/node_modules/@vscode/sandbox-runtime',
  `${nodePackage}/include`,
];

/** @param {string} work @param {string} inner */
function linkRipgrep(work, inner) {
  const shipped = join(work, 'node_modules', '@vscode', 'ripgrep-universal', 'bin', `linux-${process.arch}`, 'rg');
  const place = join(inner, 'node_modules', '@vscode', 'ripgrep');
  if (!existsSync(shipped) || !existsSync(place)) return;
  mkdirSync(join(place, 'bin'), { recursive: true });
  symlinkSync(join('..', '..', '..', '..', '..', '..', '..', '@vscode', 'ripgrep-universal', 'bin', `linux-${process.arch}`, 'rg'), join(place, 'bin', 'rg'));
}

/** Removes half-finished installs whose process is gone. */
function sweep() {
  for (const name of existsSync(kept) ? readdirSync(kept) : []) {
    const [, pid, start] = partial.exec(name) ?? [];
    if (pid !== undefined && start !== undefined && !isAlive({ pid: Number(pid), start })) rmSync(join(kept, name), { recursive: true, force: true });
  }
}
