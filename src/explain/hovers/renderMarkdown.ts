/** A hover as Markdown for the terminal: foreign text only within code, every other character of markup escaped. */
import * as l10n from '@vscode/l10n';
import type { Effect, Hover, LiveLine, Paragraph, Span } from './hover.js';
import { codeSpan, plain } from './markdownText.js';
import { shown } from './say.js';
import { conceptName, effectWord, nowLine } from './words.js';

const marks: Readonly<Record<Effect, string>> = { strengthens: '▲', weakens: '▼', neutral: '○' };

export function renderMarkdown(hover: Hover): string {
  return [
    `**${plain(hover.title)}** · ${marks[hover.effect]} ${plain(effectWord(hover.effect))}`,
    ...hover.paragraphs.map(paragraph),
    ...hover.live.map(liveLine),
    ...hover.found === undefined ? [] : [paragraph(hover.found)],
    plain(l10n.t('About: {0}', conceptName(hover.concept))),
  ].join('\n\n');
}

function paragraph(spans: Paragraph): string {
  return spans.map(span).join('');
}

function span({ kind, text }: Span): string {
  switch (kind) {
    case 'text': case 'link': return plain(text);
    case 'code': case 'foreign': return codeSpan(text);
  }
}

function liveLine({ container, label, value, source, onBase }: LiveLine): string {
  const [first, ...rest] = nowLine(onBase, '\u0000', shown(`${label} ${value}`)).split('\u0000');
  return [plain(first ?? ''), codeSpan(container), ...rest.map(plain), ' (', codeSpan(source), ')'].join('');
}
