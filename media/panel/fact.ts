/** One fact: what it is called, its value, what that means, where it was read, and how to see it oneself. */
import type { Fact } from '../../src/explain/explanation.js';
import { conceptIconButton, copyButton, runButton } from './actions.js';
import { toggle, type Toggle } from './disclosure.js';
import { h } from './element.js';
import { icon } from './icons.js';
import { sourceChips } from './source.js';
import { word } from './words.js';

/** From this many characters on a value may be taller than its place. */
const scrolling = 160;

export interface FactContext {
  /** The concept that the heading already links. */
  readonly concept: string;
  readonly mayRun: boolean;
  readonly key: string;
}

export function factList(facts: readonly Fact[], context: FactContext): HTMLElement {
  return h('ul', { class: 'facts' }, facts.map((fact) => factItem(fact, { ...context, key: `${context.key}/${fact.id}` })));
}

function factItem(fact: Fact, context: FactContext): HTMLElement {
  const inner = children(fact, context);
  return h('li', { class: fact.unread ? 'fact unread' : 'fact' },
    h('div', { class: 'fact-label' }, fact.label),
    h('div', { class: 'fact-body' },
      valueElement(fact),
      actions(fact, context),
      fact.meaning === '' ? null : h('p', { class: 'fact-meaning' }, fact.meaning),
      h('div', { class: 'fact-foot' },
        h('span', { class: 'chips' }, sourceChips(fact.source)),
        inner?.button,
        fact.command === undefined ? null : h('span', { class: 'command-room', 'aria-hidden': 'true' }, h('code', { class: 'command' }, fact.command))),
      inner?.body));
}

/** A long value scrolls in its place, by keyboard too. */
function valueElement({ value, unread }: Fact): HTMLElement {
  const style = value.startsWith('/') ? 'fact-value fact-path' : 'fact-value';
  return h('div', { class: style, tabindex: value.length > scrolling ? 0 : undefined }, unread ? icon('unread') : null, h('span', {}, value));
}

/** Shown when the pointer or the focus is on the fact. */
function actions({ command, concept, label }: Fact, context: FactContext): HTMLElement {
  return h('div', { class: 'actions' },
    command === undefined ? null : copyButton(command, word('copyCommand'), context.key),
    command === undefined || !context.mayRun ? null : runButton(command, context.key),
    concept === context.concept ? null : conceptIconButton(concept, label, context.key));
}

function children(fact: Fact, context: FactContext): Toggle | null {
  const inner = fact.children ?? [];
  return inner.length === 0
    ? null
    : toggle(context.key, `${word('details')} · ${inner.length}`, () => factList(inner, { ...context, concept: fact.concept }));
}
