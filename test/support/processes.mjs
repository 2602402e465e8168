// Processes by pid and start time, so that a number used again by somebody else is never taken for ours.
// Field 22 of /proc/PID/stat: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ pid: number, start: string }} Identity */
/** @typedef {Identity & { ppid: number, state: string, argv: string[] }} Process */

/** @param {string} path */
const textOf = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** @param {number} pid @returns {Process | null} null: there is no such process (or no /proc) */
export function processOf(pid) {
  const stat = textOf(`/proc/${pid}/stat`);
  const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ppid] = rest;
  const start = rest[19];
  if (state === undefined || ppid === undefined || start === undefined) return null;
  return { pid, start, ppid: Number(ppid), state, argv: textOf(`/proc/${pid}/cmdline`).split('\0').slice(0, -1) };
}

/** @returns {Process[]} */
export function allProcesses() {
  const names = process.platform === 'linux' ? readdirSync('/proc') : [];
  return names.filter((name) => /^\d+$/.test(name)).map((name) => processOf(Number(name))).filter((found) => found !== null);
}

/** @param {Identity} identity a zombie is over: nothing of it runs */
export function isAlive({ pid, start }) {
  const now = processOf(pid);
  return now !== null && now.start === start && now.state !== 'Z' && now.state !== 'X';
}

/** The processes below the given ones. @param {readonly number[]} pids @returns {Process[]} */
export function descendantsOf(pids) {
  const all = allProcesses();
  const known = new Set(pids);
  const found = [];
  for (let grown = true; grown; ) {
    const more = all.filter(({ pid, ppid }) => known.has(ppid) && !known.has(pid));
    for (const one of more) known.add(one.pid);
    found.push(...more);
    grown = more.length > 0;
  }
  return found;
}

/** @param {Identity} identity @param {NodeJS.Signals} signal */
export function send(identity, signal) {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch {
    // it ended between the look and the signal
  }
}

/** @param {() => boolean} met @param {number} milliseconds @returns {Promise<boolean>} whether it was met in time */
export async function until(met, milliseconds, every = 50) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(every)) if (met()) return true;
  return met();
}

/** Ends processes: asks, waits, insists. @param {readonly Identity[]} identities */
export async function endProcesses(identities, patience = 3000) {
  for (const one of identities) send(one, 'SIGTERM');
  if (await until(() => !identities.some(isAlive), patience)) return;
  for (const one of identities) send(one, 'SIGKILL');
  await until(() => !identities.some(isAlive), 5000);
}
