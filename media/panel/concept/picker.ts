/** Which container the live parts are about. */
import type { ConceptMessage } from '../../../src/conceptMessage.js';
import { clip } from '../../../src/explain/foreignText.js';
import { post } from '../api.js';
import { h, on } from '../element.js';
import { word } from '../words.js';

export function picker({ containers, chosen }: ConceptMessage): HTMLElement {
  if (containers.length === 0) {
    return h('p', { class: 'picker picker-none' }, word('noContainer'));
  }
  const select = h('select', { id: 'container', 'data-key': 'container' },
    containers.map(({ id, name }) => h('option', { value: id, selected: id === chosen }, clip(name, 80))));
  select.addEventListener('change', () => post({ type: 'choose', id: select.value }));
  return h('div', { class: 'picker' },
    h('label', { for: 'container' }, word('besideContainer')),
    select,
    on(h('button', { class: 'link', type: 'button', 'data-key': 'explain' }, word('explainContainer')), 'click', () => post({ type: 'explain', id: select.value })));
}
