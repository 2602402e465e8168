/**
 * Markdown of `media/concepts/<language>/<id>.md` → page. The grammar is small on purpose: one `#` title, a lead
 * paragraph, then paragraphs, `##` headings, lists, tables, fenced code and `<!-- live: … -->` marks. What is outside it
 * is an error, so that a page with a slip fails the tests and not the reader.
 */
import { type Token, type Tokens, lexer } from 'marked';
import { type ConceptId, conceptIds } from '../../model/isolation.js';
import type { SectionId } from '../explanation.js';
import { type Block, type ConceptPage, type Span, type Widget, containerWidgets, machineWidgets } from './page.js';

const sections: readonly SectionId[] = ['namespaces', 'cgroup', 'root', 'privileges', 'processes'];
const pictures: readonly string[] = [...machineWidgets, ...containerWidgets];

/** `<!-- live: fact memory -->`, `<!-- live: machine kernel boot -->` → the widget. */
function widgetOf(comment: string): Widget {
  const [kind, id, ...rest] = /^<!-- live: (.*) -->$/.exec(comment.trim())?.[1]?.split(' ') ?? [];
  if (kind === 'machine') {
    return { kind, ids: id === undefined ? [] : [id, ...rest].map((name) => `machine.${name}`) };
  }
  if (rest.length === 0 && kind === 'fact' && id !== undefined) {
    return { kind, id };
  }
  const section = sections.find((name) => name === id);
  if (rest.length === 0 && kind === 'section' && section !== undefined) {
    return { kind, id: section };
  }
  if (id === undefined && kind !== undefined && pictures.includes(kind)) {
    return { kind: kind as (typeof machineWidgets)[number] };
  }
  throw new Error(`no such live part: ${comment.trim()}`);
}

export function conceptIdOf(text: string): ConceptId | undefined {
  return conceptIds.find((id) => id === text);
}

function linkSpan({ text, href }: Tokens.Link): Span {
  const page = /^([a-z-]+)\.md$/.exec(href)?.[1];
  if (page === undefined) {
    if (!href.startsWith('https://')) {
      throw new Error(`a link to neither a page nor https: ${href}`);
    }
    return { kind: 'link', text, url: href };
  }
  const id = conceptIdOf(page);
  if (id === undefined) {
    throw new Error(`no such concept: ${page}`);
  }
  return { kind: 'concept', text, id };
}

function spansOf(tokens: readonly Token[] | undefined): Span[] {
  return (tokens ?? []).flatMap((token): Span[] => {
    switch (token.type) {
      case 'text': return token.tokens === undefined ? [{ kind: 'text', text: plain(token.text as string) }] : spansOf(token.tokens);
      case 'escape': return [{ kind: 'text', text: (token as Tokens.Escape).text }];
      case 'strong': return [{ kind: 'strong', text: plain((token as Tokens.Strong).text) }];
      case 'em': return [{ kind: 'emphasis', text: plain((token as Tokens.Em).text) }];
      case 'codespan': return [{ kind: 'code', text: (token as Tokens.Codespan).text }];
      case 'link': return [linkSpan(token as Tokens.Link)];
      default: throw new Error(`not in the pages' grammar: ${token.type}`);
    }
  });
}

/** A paragraph's line breaks are spaces. */
function plain(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

function blockOf(token: Token): Block[] {
  switch (token.type) {
    case 'space': return [];
    case 'paragraph': return [{ kind: 'paragraph', spans: spansOf(token.tokens) }];
    case 'heading': return [{ kind: 'heading', text: (token as Tokens.Heading).text }];
    case 'code': return [{ kind: 'code', text: (token as Tokens.Code).text }];
    case 'list': return [{ kind: 'list', items: (token as Tokens.List).items.map((item) => spansOf(item.tokens)) }];
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [{ kind: 'table', head: header.map((cell) => spansOf(cell.tokens)), rows: rows.map((row) => row.map((cell) => spansOf(cell.tokens))) }];
    }
    case 'html': return [{ kind: 'live', widget: widgetOf(token.raw) }];
    default: throw new Error(`not in the pages' grammar: ${token.type}`);
  }
}

export function plainSpans(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

/** Errors: a title or lead that is missing, or something outside the grammar. */
export function readConcept(id: ConceptId, markdown: string): ConceptPage {
  const [title, ...rest] = lexer(markdown).filter(({ type }) => type !== 'space');
  const blocks = rest.flatMap(blockOf);
  const [lead, ...body] = blocks;
  if (title?.type !== 'heading' || lead?.kind !== 'paragraph') {
    throw new Error(`${id}: a page begins with its title and a lead`);
  }
  return { id, title: (title as Tokens.Heading).text, lead: plainSpans(lead.spans), blocks: body };
}
