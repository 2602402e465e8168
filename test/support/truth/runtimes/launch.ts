/** Starts a program that stays. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { programOf } from '../../programs.mjs';
import type { Place } from './place.js';
import { sleepSeconds } from './place.js';

/** An account that every Debian has; nobody logs in as it. */
export const somebody = { uid: 65_534, gid: 65_534 };

export const asSomebody = ['setpriv', '--reuid', String(somebody.uid), '--regid', String(somebody.gid), '--clear-groups'];

export const sleep = ['sleep', String(sleepSeconds)];

/** Its words go into a log in the place's folder. */
export function launch(place: Place, name: string, words: readonly string[], env: NodeJS.ProcessEnv = process.env): number {
  const [program = '', ...args] = words;
  const log = openSync(place.path(`${name}.log`), 'a');
  const child = spawn(programOf(program) ?? program, args, { env, stdio: ['ignore', log, log], detached: true, cwd: place.folder });
  child.once('error', () => undefined).unref();
  closeSync(log);
  if (child.pid === undefined) {
    throw new Error(`${words.join(' ')} could not be started`);
  }
  return place.started(child.pid);
}

export function logOf(place: Place, name: string): string {
  return readFileSync(place.path(`${name}.log`), 'utf8').trim();
}

/** What is not installed of these; undefined where all is there. */
export function missing(...programs: string[]): string | undefined {
  const absent = programs.filter((name) => programOf(name) === undefined);
  return absent.length > 0 ? `not installed: ${absent.join(', ')}` : undefined;
}

