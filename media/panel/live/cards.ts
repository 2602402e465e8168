/** The live cards beside the cgroup section. */
import type { Explanation } from '../../../src/explain/explanation.js';
import type { Pictures } from '../../../src/explain/pictures.js';
import { h } from '../element.js';
import { word } from '../words.js';
import { card } from './card.js';
import type { History } from './history.js';
import { knownOf, quantities } from './quantities.js';

export interface Cards {
  readonly element: HTMLElement;
  readonly refresh: () => void;
}

export function cards(explanation: Explanation, limits: Pictures['limits'] | undefined, history: History): Cards {
  const made = quantities.map((quantity) => ({ id: quantity.id, card: card(quantity, knownOf(explanation, limits, quantity.id)) }));
  const refresh = () => made.forEach(({ id, card: { show } }) => show(history.of(id)));
  refresh();
  return { element: h('section', { class: 'cards', 'aria-label': word('live') }, h('p', { class: 'aside-title' }, word('live')), made.map(({ card: { element } }) => element)), refresh };
}
