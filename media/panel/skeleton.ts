/** Grey shapes where the page will be, until the first message; they say nothing, so they need no language. */
import { h } from './element.js';

const widths = ['title', 'short', 'long', 'gap', 'long', 'medium', 'long', 'short', 'gap', 'medium', 'long', 'long', 'short'];

export function skeleton(): HTMLElement {
  return h('div', { class: 'skeleton', 'aria-hidden': 'true' }, widths.map((width) => h('div', { class: `bone bone-${width}` })));
}
