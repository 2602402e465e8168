/** The text bundle of a language lies beside the program: `dist/../l10n/bundle.l10n.ko.json`. */
import * as l10n from '@vscode/l10n';
import { beside } from './beside.js';
import type { Terminal } from './command.js';
import type { Language } from './options.js';

export function useLanguage(language: Language, terminal: Terminal): void {
  if (language === 'en') {
    return;
  }
  const contents = beside(`l10n/bundle.l10n.${language}.json`);
  if (contents === undefined) {
    terminal.say(`The text for --lang ${language} was not found beside the program; it answers in English.`);
    return;
  }
  l10n.config({ contents });
}
