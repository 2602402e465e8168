/** The chip that says where a fact was read. */
import { h } from './element.js';
import { plainText } from './plainText.js';
import { word } from './words.js';

export function sourceChips(source: string): HTMLElement[] {
  return splitSources(source).map(sourceChip);
}

export function sourceChip(source: string): HTMLElement {
  const [start, end] = headAndTail(source);
  return h('code', { class: 'chip', title: `${word('source')}: ${plainText(source)}` }, h('span', { class: 'chip-start' }, start), h('span', { class: 'chip-end' }, end));
}

/** Several sources are joined by ", "; each starts a new path or request. */
export function splitSources(source: string): string[] {
  return source.split(/, (?=\/|ssh:\/\/|[A-Z]+ \/)/).filter((part) => part !== '');
}

/** The last component apart from what leads to it: the lead is shortened on the screen, the component never. */
export function headAndTail(source: string): readonly [string, string] {
  const slash = source.lastIndexOf('/', source.length - 2);
  return slash <= 0 ? ['', source] : [source.slice(0, slash), source.slice(slash)];
}
