/** ENV and LABEL: `A=b C=d`, or the old `A b c`. */
import type { Word } from './words.js';

export interface Pair {
  readonly name: string;
  readonly value: string | undefined;
  readonly start: number;
  readonly end: number;
}

export function pairsOf(words: readonly Word[]): Pair[] {
  const [first] = words;
  if (first === undefined) {
    return [];
  }
  if (!first.text.includes('=')) {
    const value = words.slice(1).map(({ text }) => text).join(' ');
    return [{ name: first.text, value: value === '' ? undefined : value, start: first.start, end: words.at(-1)?.end ?? first.end }];
  }
  return words.map(({ text, start, end }) => {
    const at = text.indexOf('=');
    return at < 0 ? { name: text, value: undefined, start, end } : { name: text.slice(0, at), value: unquoted(text.slice(at + 1)), start, end };
  });
}

export function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}
