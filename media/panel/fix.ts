/** What to change: a sentence, then a line for each place where it can be changed, each to be copied by itself. */
import { copyButton } from './actions.js';
import { h } from './element.js';
import { fixParts } from './fixParts.js';
import { word } from './words.js';

export function fixElement(fix: string, key: string): HTMLElement {
  const { words, ways } = fixParts(fix);
  return h('div', { class: 'fix' },
    words === '' ? null : h('p', {}, words),
    ways.length === 0 ? null : h('ul', {}, ways.map(({ where, text }) => h('li', { class: 'way' },
      h('span', { class: 'way-where' }, where),
      h('code', {}, text),
      copyButton(text, word('copy'), `${key}/${where}`)))));
}
