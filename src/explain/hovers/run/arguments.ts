/** Arguments of `docker run`: which flag each word belongs to, `--flag=value` or two words. */
import type { Said } from '../hover.js';
import { letters, options, switches } from './runFlags.js';

interface Flag {
  readonly name: string;
  readonly value: string | undefined;
}

/** What the word at `index` says; values are read in order, as a value may itself begin with a dash. */
export function argumentSaid(words: readonly string[], index: number): Said | undefined {
  for (let at = 0; at < words.length && at <= index; at += 1) {
    const flag = flagOf(words[at] ?? '');
    if (flag === undefined) {
      continue;
    }
    const takesNext = flag.value === undefined && options.has(flag.name);
    if (at === index || (takesNext && at + 1 === index)) {
      return saidOf(flag.name, flag.value ?? (takesNext ? words[at + 1] : undefined));
    }
    at += takesNext ? 1 : 0;
  }
  return undefined;
}

function saidOf(name: string, value: string | undefined): Said | undefined {
  const setting = options.get(name) ?? switches.get(name);
  return setting?.(value === undefined ? {} : value.includes('${') ? { raw: value } : { text: value });
}

function flagOf(word: string): Flag | undefined {
  const long = /^--([a-z0-9-]+)(?:=([\s\S]*))?$/.exec(word);
  if (long !== null) {
    return { name: long[1] ?? '', value: long[2] };
  }
  return /^-[A-Za-z]/.test(word) ? shortOf(word.slice(1)) : undefined;
}

/** `-it`, `-m64m`, `-m=64m`: letters that stand alone may be followed by more; the others take what is left. */
function shortOf(word: string): Flag | undefined {
  let name: string | undefined;
  for (let at = 0; at < word.length; at += 1) {
    name = letters.get(word[at] ?? '');
    if (name === undefined || options.has(name)) {
      const value = word.slice(at + 1).replace(/^=/, '');
      return name === undefined ? undefined : { name, value: value === '' ? undefined : value };
    }
    if (name === 'publish-all') {
      return { name, value: undefined };
    }
  }
  return name === undefined ? undefined : { name, value: undefined };
}
