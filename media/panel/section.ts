/** One section: its heading, the facts, and beside them what is better looked at than read. */
import type { Section } from '../../src/explain/explanation.js';
import { conceptLink } from './actions.js';
import { h } from './element.js';
import { factList } from './fact.js';

export function sectionElement(section: Section, mayRun: boolean, beside: HTMLElement | null): HTMLElement {
  const heading = `section-${section.id}`;
  return h('section', { class: beside === null ? 'section' : 'section section-beside', 'aria-labelledby': heading },
    h('div', { class: 'section-head' },
      h('h2', { id: heading }, section.title),
      h('span', { class: 'section-summary' }, section.summary),
      conceptLink(section.concept, section.title, section.id)),
    beside === null ? null : h('div', { class: 'beside' }, beside),
    factList(section.facts, { concept: section.concept, mayRun, key: section.id }));
}
