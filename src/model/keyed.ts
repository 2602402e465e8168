/**
 * Files of one `key value` pair a line (`memory.stat`, `cpu.stat`, `memory.events`, `memory.oom_control`).
 * Keys that nobody asks for may look as they like: kernels add some with every release.
 */
import { parseCount } from './limits.js';
import { type Reading, isRead, unread } from './reading.js';

/** The number of a key; `absent` where the file has no such line, `malformed` where it is no number. */
export function keyedCount(text: Reading<string>, key: string): Reading<number> {
  if (!isRead(text)) {
    return text;
  }
  const line = text.value.split('\n').find((each) => each.startsWith(`${key} `));
  if (line === undefined) {
    return unread('absent', text.from, `no line ${key}`);
  }
  try {
    return { value: parseCount(line.slice(key.length)), from: text.from };
  } catch (error) {
    return unread('malformed', text.from, `${key}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
