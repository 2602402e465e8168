// VS Code takes another language from `languagepacks.json` in its user data. The pack written here has no strings for VS Code's
// own words, which stay English, but with it the extension's own translations (package.nls.ko.json, l10n/) apply.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} userData @param {string} locale such as ko */
export function writeLanguagePack(userData, locale) {
  if (locale === 'en' || locale.startsWith('en-')) return;
  const folder = join(userData, 'lens-language-pack');
  mkdirSync(folder, { recursive: true });
  const strings = join(folder, 'main.i18n.json');
  writeFileSync(strings, JSON.stringify({ '': ['own strings only'], version: '1.0.0', contents: {} }));
  const pack = {
    hash: `lens-${locale}-1`, label: locale, translations: { vscode: strings },
    extensions: [{ extensionIdentifier: { id: `isolation-lens.language-pack-${locale}` }, version: '0.0.1' }],
  };
  writeFileSync(join(userData, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}
