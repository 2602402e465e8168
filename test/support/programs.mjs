// Running other programs: found on PATH, with a time limit, and never outliving the process that started them.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isClosing, onClose } from './closing.mjs';

const places = () => [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin', '/bin'];

/** @param {string} name @returns {string | undefined} its absolute path; looks into sbin too, which is not on every PATH */
export function programOf(name) {
  return places().map((place) => join(place, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  });
}

/** @param {string} command @param {readonly string[]} args @param {import('node:child_process').SpawnSyncOptions & { quiet?: boolean }} [options]
 *  @returns {string} what it printed; throws with its last words when it fails */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26, timeout: 300_000, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  if (done.status === 0) return String(done.stdout ?? '');
  const words = done.error?.message ?? `${done.stderr ?? ''}\n${done.stdout ?? ''}`.trim().split('\n').slice(-60).join('\n');
  throw new Error(`${command} ${args.slice(0, 4).join(' ')}: ${words || `ended with ${done.signal ?? done.status}`}`);
}

/** The kernel sends the signal to the program when this process dies, however it dies (PR_SET_PDEATHSIG).
 *  @param {NodeJS.Signals} signal @param {string} command @param {readonly string[]} args @returns {[string, string[]]} */
export function bound(signal, command, args) {
  const setpriv = process.platform === 'linux' ? programOf('setpriv') : undefined;
  return setpriv ? [setpriv, ['--pdeathsig', signal.slice(3), command, ...args]] : [command, [...args]];
}

/** Shows what the program prints; ends its whole process group at the limit.
 *  @param {string} command @param {readonly string[]} args
 *  @param {{ limit: number, env?: NodeJS.ProcessEnv, cwd?: string }} options limit in milliseconds
 *  @returns {Promise<{ code: number, timedOut: boolean }>} */
export function show(command, args, { limit, env, cwd }) {
  if (isClosing()) return Promise.resolve({ code: 130, timedOut: false }); // nothing new is begun
  return new Promise((resolve) => {
    const child = spawn(...bound('SIGKILL', command, args), { env: env ?? process.env, cwd, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
    let timedOut = false;
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      try {
        process.kill(-(/** @type {number} */ (child.pid)), signal);
      } catch {
        // all of it has ended
      }
    };
    const patience = setTimeout(() => {
      timedOut = true;
      end('SIGTERM');
      setTimeout(end, 5000, 'SIGKILL').unref();
    }, limit);
    let over = false;
    onClose(() => over || end('SIGTERM'));
    const done = (/** @type {number} */ code) => {
      over = true;
      clearTimeout(patience);
      resolve({ code, timedOut });
    };
    child.once('error', () => done(127));
    child.once('exit', (code, signal) => done(signal ? 128 : code ?? 1));
  });
}
