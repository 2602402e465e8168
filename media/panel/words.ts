/** The page's own words, in the language of the last `explanation` message. */
import type { WordId } from '../../src/wordIds.js';

let known: Readonly<Record<string, string>> = {};

export function setWords(words: Readonly<Record<string, string>>): void {
  known = words;
}

/** The text of a word with `{0}`, `{1}`… filled in; its id where the extension sent none. */
export function word(id: WordId, ...values: readonly string[]): string {
  return fill(Object.hasOwn(known, id) ? known[id] ?? id : id, values);
}

export function fill(text: string, values: readonly string[]): string {
  return text.replace(/\{(\d+)\}/g, (placeholder, index: string) => values[Number(index)] ?? placeholder);
}
