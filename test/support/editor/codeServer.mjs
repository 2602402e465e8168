// One run of code-server: own user data, own extensions, a free port on the loopback interface, no password.
// A shell leads its process group and reads from a pipe of ours: when this process ends, however it ends, the pipe closes
// and the shell ends the whole group, the extension host and the terminals included.
import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { get } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { onClose } from '../closing.mjs';
import { until } from '../processes.mjs';
import { run } from '../programs.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';
import { writeLanguagePack } from './language.mjs';
import { provisionEditor } from './provision.mjs';
import { quiet } from './settings.mjs';

/** @typedef {{ url: string, port: number, folder: string, userData: string, log: () => string, isRunning: () => boolean, stop: (keep?: boolean) => Promise<void> }} CodeServer */
/** @typedef {{ settings?: Record<string, unknown>, env?: Record<string, string | undefined>, locale?: string | undefined, vsix?: string | undefined, port?: number, trusting?: boolean }} CodeServerOptions */

const guard = 'trap : TERM; ("$@" </dev/null; kill -KILL -$$) & cat >/dev/null; kill -TERM -$$; sleep 0.5; kill -KILL -$$';
const quietFlags = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--ignore-last-opened'];

/** @returns {Promise<number>} */
export const freePort = () => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
});

/** @param {CodeServerOptions} [options] vsix: installed before the start; trusting: whatever is opened is trusted; env: an undefined value removes the variable @returns {Promise<CodeServer>} */
export async function startCodeServer({ settings = quiet, env = {}, locale, vsix, port, trusting = true } = {}) {
  const editor = await provisionEditor();
  const folder = tempFolder('editor');
  const userData = join(folder, 'user');
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(join(userData, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  // What belongs to the machine is read there: in a browser the user's own settings are another machine's.
  mkdirSync(join(userData, 'Machine'));
  writeFileSync(join(userData, 'Machine', 'settings.json'), JSON.stringify(Object.fromEntries(Object.entries(settings).filter(([name]) => name.startsWith('isolationLens.')))));
  writeFileSync(join(folder, 'config.yaml'), 'auth: none\n'); // its own; without one it writes into the home folder
  if (locale !== undefined) writeLanguagePack(userData, locale);
  const base = [editor.entry, '--config', join(folder, 'config.yaml'), '--user-data-dir', userData, '--extensions-dir', join(folder, 'extensions')];
  const clean = environment({ ...homeFor(folder), ...env });
  if (vsix !== undefined) run(editor.node, [...base, '--install-extension', vsix, '--force'], { env: clean, timeout: 60_000 });
  const at = port ?? (await freePort());
  const args = [...base, '--bind-addr', `127.0.0.1:${at}`, ...quietFlags, ...(trusting ? ['--disable-workspace-trust'] : []), ...(locale === undefined ? [] : ['--locale', locale])];
  return await launch(editor.node, args, { folder, userData, port: at, env: clean });
}

/** A home folder that can be written, where the person's own cannot. @param {string} folder @returns {Record<string, string>} */
function homeFor(folder) {
  try {
    accessSync(homedir(), constants.W_OK);
    return {};
  } catch {
    return { HOME: folder };
  }
}

/** @param {Record<string, string | undefined>} more */
function environment(more) {
  const env = { ...process.env, ...more };
  for (const name of Object.keys(env)) if (env[name] === undefined || name === 'PORT' || name === 'ELECTRON_RUN_AS_NODE' || /^VSCODE_(?!TEST)/.test(name)) delete env[name];
  return env;
}

/** @param {string} node @param {string[]} args @param {{ folder: string, userData: string, port: number, env: NodeJS.ProcessEnv }} where @returns {Promise<CodeServer>} */
async function launch(node, args, { folder, userData, port, env }) {
  const logFile = join(folder, 'server.log');
  const out = openSync(logFile, 'a');
  const shell = spawn('/bin/sh', ['-c', guard, 'sh', node, ...args], { env, stdio: ['pipe', out, out], detached: true });
  closeSync(out);
  shell.stdin.on('error', () => undefined);
  const isRunning = () => shell.exitCode === null && shell.signalCode === null;
  const log = () => readFileSync(logFile, 'utf8');
  const stop = onClose(async (keep = false) => {
    shell.stdin.destroy();
    if (!(await until(() => !isRunning(), 3000))) process.kill(-(/** @type {number} */ (shell.pid)), 'SIGKILL');
    if (!keep) removeFolder(folder);
  });
  const url = `http://127.0.0.1:${port}`;
  let up = false;
  for (const end = Date.now() + 60_000; !up && isRunning() && Date.now() < end; up ||= await until(() => false, 50)) up = await isHealthy(url);
  if (!up) {
    const words = log();
    await stop();
    throw new Error(`code-server did not start:\n${words.slice(-2000)}`);
  }
  return { url, port, folder, userData, log, isRunning, stop };
}

/** @param {string} url @returns {Promise<boolean>} */
const isHealthy = (url) => new Promise((resolve) => {
  get(`${url}/healthz`, (response) => {
    response.resume();
    resolve(response.statusCode === 200);
  }).on('error', () => resolve(false));
});
