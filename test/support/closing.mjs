// What was started is ended in the reverse order: at the end, at Ctrl+C, at SIGTERM, and when the parent is gone.
import { fstatSync } from 'node:fs';
import { isAlive, processOf } from './processes.mjs';
import { messageOf, say } from './say.mjs';

/** @type {(() => unknown)[]} */
const closers = [];
/** @type {Promise<void> | undefined} */
let closing;

/** @template {() => unknown} F @param {F} close */
export function onClose(close) {
  closers.push(close);
  return close;
}

async function closeInTurn() {
  for (let close = closers.pop(); close; close = closers.pop()) {
    try {
      await close();
    } catch (error) {
      say(`while ending: ${messageOf(error)}`);
    }
  }
}

/** The same end for everybody who asks, however often Ctrl+C is pressed. */
export const closeAll = () => (closing ??= closeInTurn());
export const isClosing = () => closing !== undefined;

/** @param {{ code: number, withParent?: boolean }} options withParent: end, too, when the process that started this one is gone */
export function closeOnSignals({ code, withParent = false }) {
  const leave = () => {
    if (!isClosing()) say('Ending what was started …');
    setTimeout(() => process.exit(code), 40_000).unref(); // whatever hangs, this does not
    void closeAll().then(() => process.exit(code));
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, leave);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leave); // a reader that went away
  if (withParent) whenParentsEnd(leave);
  if (withParent) whenStdinEnds(leave);
}

/** A program from its start to its end: what fails is said, and what was started is ended. @param {() => Promise<void>} main */
export async function toTheEnd(main) {
  closeOnSignals({ code: 130 });
  await main().catch((error) => {
    say(messageOf(error));
    process.exitCode = 1;
  });
  await closeAll();
  process.exit();
}

/** The process that started this one; where npm did it through a shell, npm as well. @param {() => void} leave */
function whenParentsEnd(leave) {
  const parent = processOf(process.ppid);
  if (process.env.LENS_STAY === '1' || parent === null) return;
  const isShell = /(^|\/)(ba|da)?sh$/.test(parent.argv[0] ?? '') && parent.argv[1] === '-c';
  const watched = [parent, ...(isShell ? [processOf(parent.ppid)] : [])].filter((one) => one !== null && one.pid > 1);
  setInterval(() => watched.some((one) => one !== null && !isAlive(one)) && leave(), 500).unref();
}

/** Only a pipe can say that its other end is gone; /dev/null (CI) ends at once and means nothing. @param {() => void} leave */
function whenStdinEnds(leave) {
  if (process.env.LENS_STAY === '1' || !isPipe()) return;
  process.stdin.on('end', leave).on('error', leave).resume();
  process.stdin.unref?.();
}

function isPipe() {
  try {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isSocket();
  } catch {
    return false;
  }
}
