// Installs what package-lock.json says, when what is installed is something else. By content, not by time stamps.
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './programs.mjs';
import { inRoot } from './root.mjs';
import { say, seconds } from './say.mjs';

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }>} */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/** @returns {string | undefined} why an install is needed */
export function whyInstall(folder = inRoot()) {
  let installed;
  try {
    installed = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
  } catch {
    return 'node_modules is missing or half finished';
  }
  const other = Object.entries(packagesOf(join(folder, 'package-lock.json')))
    .find(([path, { version, optional }]) => path !== '' && !optional && installed[path]?.version !== version);
  return other ? `${other[0]} is not the one of package-lock.json` : undefined;
}

/** npm's environment, with a cache that can be written even where the home folder cannot. */
export function npmEnvironment() {
  const env = { ...process.env, npm_config_update_notifier: 'false', npm_config_audit: 'false', npm_config_fund: 'false' };
  const cache = process.env.npm_config_cache ?? join(homedir(), '.npm');
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return env;
  } catch {
    return { ...env, npm_config_cache: join(tmpdir(), `lens-npm-cache-${process.getuid?.() ?? 0}`) };
  }
}

export function ensureNodeModules() {
  const why = whyInstall();
  if (why === undefined) return;
  const since = Date.now();
  say(`npm ci (${why})`); // without install scripts: nothing here needs them, and some would call out
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: inRoot(), env: npmEnvironment(), timeout: 600_000 });
  say(`npm ci: done in ${seconds(since)}`);
}
