/** Which container the live parts are about. */
import type { ConceptMessage } from '../../../src/conceptMessage.js';
import { clip } from '../../../src/explain/foreignText.js';
import { post } from '../api.js';
import { h, on } from '../element.js';
import { word } from '../words.js';

export function picker({ containers, chosen, notAllAsked }: ConceptMessage): HTMLElement {
  if (containers.length === 0) {
    return h('div', { class: 'picker picker-none' }, h('p', {}, word('noContainer')), notAllAsked ? whyNot() : null);
  }
  const select = h('select', { id: 'container', 'data-key': 'container' },
    containers.map(({ id, name }) => h('option', { value: id, selected: id === chosen }, clip(name, 80))));
  select.addEventListener('change', () => post({ type: 'choose', id: select.value }));
  return h('div', { class: 'picker' },
    h('label', { for: 'container' }, word('besideContainer')),
    select,
    on(h('button', { class: 'link', type: 'button', 'data-key': 'explain' }, word('explainContainer')), 'click', () => post({ type: 'explain', id: select.value })));
}

/** What runs there is not known: that is not the same as that nothing does. */
function whyNot(): HTMLElement {
  return h('p', {}, word('notAllAsked'), ' ',
    on(h('button', { class: 'link', type: 'button', 'data-key': 'containers' }, word('showContainers')), 'click', () => post({ type: 'showContainers' })));
}
