/** The text bundle of a language lies beside the program: `dist/../l10n/bundle.l10n.ko.json`. */
import * as l10n from '@vscode/l10n';
import { beside } from './beside.js';
import type { Terminal } from './command.js';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

/** The language that a call asks for, before anything of it is checked: what is wrong with it is said in that language too. */
export function languageIn(words: readonly string[]): Language {
  const end = words.indexOf('--');
  const options = end < 0 ? words : words.slice(0, end);
  const wanted = options.flatMap((word, index) => (word === '--lang' ? [options[index + 1]] : word.startsWith('--lang=') ? [word.slice('--lang='.length)] : [])).at(-1);
  return languages.find((each) => each === wanted) ?? 'en';
}

export function useLanguage(language: Language, terminal: Terminal): void {
  const contents = language === 'en' ? '{}' : beside(`l10n/bundle.l10n.${language}.json`);
  if (contents === undefined) {
    terminal.say(`The text for --lang ${language} was not found beside the program; it answers in English.`);
    return;
  }
  l10n.config({ contents });
}
