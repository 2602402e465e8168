/** The page's text, block by block; the live parts stand where the text has them. */
import type { ConceptMessage } from '../../../src/conceptMessage.js';
import { hasBlank } from '../../../src/explain/concepts/blanks.js';
import type { Block, Span } from '../../../src/explain/concepts/page.js';
import { copyButton, runButton } from '../actions.js';
import { post } from '../api.js';
import { h, on } from '../element.js';
import { word } from '../words.js';
import { livePart, shownIn } from './livePart.js';
import type { Part } from './parts.js';

export function blocks(message: ConceptMessage): Part[] {
  return message.page.blocks.map((block, index) => ({
    shows: block.kind === 'live' ? [message.page.id, message.mayRun, block.widget, shownIn(block.widget, message)] : [message.mayRun, block],
    make: () => blockElement(block, message, `block-${String(index)}`),
  }));
}

function blockElement(block: Block, message: ConceptMessage, key: string): HTMLElement | null {
  switch (block.kind) {
    case 'paragraph': return h('p', { class: 'prose' }, spans(block.spans));
    case 'heading': return h('h2', { class: 'prose' }, block.text);
    case 'list': return h('ul', { class: 'prose bullets' }, block.items.map((item) => h('li', {}, spans(item))));
    case 'code': return codeBlock(block.text, message.mayRun !== false, key);
    case 'table': return table(block);
    case 'live': return livePart(block.widget, message, key);
  }
}

/** A line may end after a button or a slash; what clings to it, such as a Korean particle, must not begin the next one. */
function spans(all: readonly Span[]): HTMLElement[] {
  return all.map((span, index) => {
    const clinging = clingingTo(span, all[index + 1]);
    const own = span.kind === 'text' ? { ...span, text: span.text.slice(clingingTo(all[index - 1], span).length) } : span;
    return clinging === '' ? spanElement(own) : h('span', { class: 'together' }, spanElement(own), clinging);
  });
}

function clingingTo(span: Span | undefined, next: Span | undefined): string {
  const holds = span?.kind === 'code' || span?.kind === 'concept';
  return holds && next?.kind === 'text' ? /^\S*/u.exec(next.text)?.[0] ?? '' : '';
}

function spanElement(span: Span): HTMLElement {
  switch (span.kind) {
    case 'text': return h('span', {}, span.text);
    case 'strong': return h('strong', {}, span.text);
    case 'emphasis': return h('em', {}, span.text);
    case 'code': return h('code', {}, span.text);
    case 'concept': return on(h('button', { class: 'link', type: 'button' }, span.text), 'click', () => post({ type: 'concept', id: span.id }));
    case 'link': return h('a', { class: 'link', href: span.url }, span.text);
  }
}

/** One line of shell, one row: each can be copied and typed into a terminal by itself. */
function codeBlock(text: string, mayRun: boolean, key: string): HTMLElement {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return h('div', { class: 'prose commands' }, lines.map((line, index) => h('div', { class: 'command-line' },
    h('code', {}, line),
    h('span', { class: 'actions' },
      copyButton(line, word('copyCommand'), `${key}/${String(index)}`),
      mayRun && !hasBlank(line) ? runButton(line, `${key}/${String(index)}`) : null))));
}

function table({ head, rows }: Extract<Block, { kind: 'table' }>): HTMLElement {
  const [first, ...others] = head;
  return h('div', { class: 'prose table', role: 'region', tabindex: 0, 'aria-label': word('table') }, h('table', {},
    h('thead', {}, h('tr', {}, first === undefined ? null : h('td', {}, spans(first)), others.map((cell) => h('th', { scope: 'col' }, spans(cell))))),
    h('tbody', {}, rows.map(([name, ...cells]) => h('tr', {},
      name === undefined ? null : h('th', { scope: 'row' }, spans(name)),
      cells.map((cell) => h('td', {}, spans(cell))))))));
}
