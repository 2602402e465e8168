/** Subordinate ids for an account that is there already, for the time of a test. https://man7.org/linux/man-pages/man5/subuid.5.html */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { onClose } from '../closing.mjs';

const first = 1_747_000_000;

/** Adds a line to a file of subordinate ids until the end; one of an earlier run that was killed is used again. */
export function lend(file: string, name: string): number {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const own = `${name}:${first}:65536`;
  const known = text.split('\n').find((line) => line.startsWith(`${name}:`));
  if (known !== undefined && known !== own) {
    return Number(known.split(':')[1]);
  }
  if (known === undefined) {
    writeFileSync(file, `${text}${own}\n`);
  }
  onClose(() => writeFileSync(file, readFileSync(file, 'utf8').split('\n').filter((line) => line !== own).join('\n')));
  return first;
}
