/** A concept's page: the text, and inside it what is true here and now. Built anew from each `concept` message. */
import type { ConceptMessage } from '../../../src/conceptMessage.js';
import { statusLine } from '../actions.js';
import { post } from '../api.js';
import { banner } from '../banner.js';
import { h, on } from '../element.js';
import { icon } from '../icons.js';
import { button } from '../ui.js';
import { setWords, word } from '../words.js';
import { blocks } from './blocks.js';
import { Parts } from './parts.js';
import { picker } from './picker.js';

export class ConceptView {
  private readonly notices = h('div', { class: 'notices' });
  private readonly content = h('div', { class: 'content concept' });
  private readonly parts = new Parts(this.content);

  constructor(root: HTMLElement) {
    root.replaceChildren(this.notices, this.content, statusLine());
  }

  concept(message: ConceptMessage): void {
    this.notices.replaceChildren();
    setWords(message.words);
    const focused = document.activeElement;
    const key = focused instanceof HTMLElement ? focused.dataset.key : undefined;
    const { page, containers, chosen, notAllAsked, next } = message;
    this.parts.show([
      { shows: [page.title, page.lead, containers, chosen, notAllAsked], make: () => head(message) },
      ...blocks(message),
      { shows: next, make: () => foot(message) },
    ]);
    if (key !== undefined && focused !== document.activeElement) {
      document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
    }
  }

  problem(says: string): void {
    this.notices.replaceChildren(banner('problem', says));
  }
}

function head(message: ConceptMessage): HTMLElement {
  return h('header', { class: 'header' },
    h('div', { class: 'header-top' },
      h('h1', {}, message.page.title),
      button(word('refresh'), icon('refresh'), () => post({ type: 'refresh' }))),
    h('p', { class: 'sentence' }, message.page.lead),
    picker(message));
}

function foot({ next }: ConceptMessage): HTMLElement | null {
  return next === null
    ? null
    : h('nav', { class: 'concept-next', 'aria-label': word('nextConcept') },
      h('span', {}, word('nextConcept')),
      on(h('button', { class: 'link', type: 'button', 'data-key': 'next' }, next.title), 'click', () => post({ type: 'concept', id: next.id })));
}
