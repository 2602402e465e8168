/** Text made harmless in Markdown: as code, or with every character of markup escaped. */
import { shown } from './say.js';

/** A fence one backtick longer than any in the text. */
export function codeSpan(text: string): string {
  const line = shown(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Our own sentences: what looks like markup in them is none. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#+!|~&]/g, '\\$&').replace(/^(\s*)(\d+)([.)])/, '$1$2\\$3').replace(/^(\s*)([-=])/, '$1\\$2');
}
