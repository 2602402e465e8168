// The extension as its users get it: built and packed into one file.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { run } from './programs.mjs';
import { inRoot } from './root.mjs';

export const manifest = () => JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

export const buildAll = () => run(process.execPath, ['esbuild.mjs'], { cwd: inRoot(), timeout: 120_000 });

/** @returns {string} the path of the .vsix; LENS_VSIX names one that was packed before */
export function packExtension() {
  if (process.env.LENS_VSIX !== undefined && existsSync(process.env.LENS_VSIX)) return process.env.LENS_VSIX;
  const out = inRoot('out', 'isolation-lens.vsix');
  mkdirSync(inRoot('out'), { recursive: true });
  buildAll();
  run(process.execPath, [inRoot('node_modules', '@vscode', 'vsce', 'vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', out],
    { cwd: inRoot(), timeout: 120_000 });
  return out;
}
