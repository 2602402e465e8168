/** `$NAME` and `${NAME:-default}`: where the name comes from decides who sees the value. */
import type { Found } from '../found.js';
import { pairsOf } from './pairs.js';
import type { InstructionAt, ParsedDockerfile } from './parse.js';
import { variable } from './values.js';
import { plainWords } from './words.js';

/** Names are short; what is longer is no variable. */
const near = 200;

export function variableAt(file: ParsedDockerfile, instruction: InstructionAt, at: number): Found | undefined {
  const from = Math.max(instruction.keywordEnd, at - near);
  const part = file.text.slice(from, Math.min(instruction.end, at + near));
  for (const match of part.matchAll(/\$(?:\{([A-Za-z_]\w*)(?:[:#%/][^}\n\r]*)?\}|([A-Za-z_]\w*))/g)) {
    const start = from + match.index;
    const end = start + match[0].length;
    const name = match[1] ?? match[2] ?? '';
    if (start <= at && at < end && file.text[start - 1] !== file.escape) {
      return { start, end, said: variable(name, definedBy(file, instruction, name)) };
    }
  }
  return undefined;
}

/** The nearest ARG or ENV above in the same stage (or an ARG before the first FROM, for FROM itself). */
function definedBy(file: ParsedDockerfile, before: InstructionAt, name: string): 'ARG' | 'ENV' | undefined {
  let found: 'ARG' | 'ENV' | undefined;
  for (const one of file.instructions) {
    if (one.start >= before.start) {
      break;
    }
    if (one.keyword === 'FROM') {
      found = undefined;
    }
    if ((one.keyword === 'ARG' || one.keyword === 'ENV') && defines(file, one, name)) {
      found = one.keyword;
    }
  }
  return found;
}

function defines({ text, escape }: ParsedDockerfile, { keyword, keywordEnd, end }: InstructionAt, name: string): boolean {
  const words = plainWords(text, keywordEnd, end, escape);
  return keyword === 'ARG' ? words.some((word) => word.text.split('=')[0] === name) : pairsOf(words).some((pair) => pair.name === name);
}
