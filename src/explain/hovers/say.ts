/**
 * Paragraphs out of translated sentences. A sentence may hold `code`, [words](concept) and {0}; what is put in for
 * {0} is foreign text, which stays what it is whatever characters it has.
 */
import { type ConceptId, conceptIds } from '../../model/isolation.js';
import { clip } from '../foreignText.js';
import type { Effect, Paragraph, Said, Span } from './hover.js';

const markup = /`([^`]+)`|\[([^\]]+)\]\(([a-z-]+)\)|\{(\d)\}/g;

/** Foreign text is cut here; a hover is no place for a megabyte. */
const longestForeign = 80;

export function say(sentence: string, ...foreign: readonly string[]): Paragraph {
  const spans: Span[] = [];
  let end = 0;
  for (const match of sentence.matchAll(markup)) {
    addText(spans, sentence.slice(end, match.index));
    spans.push(spanOf(match, foreign));
    end = match.index + match[0].length;
  }
  addText(spans, sentence.slice(end));
  return spans;
}

function addText(spans: Span[], text: string): void {
  if (text !== '') {
    spans.push({ kind: 'text', text });
  }
}

function spanOf(match: RegExpExecArray, foreign: readonly string[]): Span {
  const [all, code, label, id, place] = match;
  if (code !== undefined) {
    return { kind: 'code', text: code };
  }
  const concept = conceptIds.find((known) => known === id);
  if (label !== undefined && concept !== undefined) {
    return { kind: 'link', text: label, concept };
  }
  const value = place === undefined ? undefined : foreign[Number(place)];
  return value === undefined ? { kind: 'text', text: all } : { kind: 'foreign', text: shown(value) };
}

/** One line, no control or direction characters, not long. */
export function shown(text: string): string {
  return clip(text.slice(0, 2 * longestForeign).replace(/[\p{C}\p{Z}\s]+/gu, ' ').trim(), longestForeign);
}

type Build = (title: string, concept: ConceptId, says: readonly Paragraph[], facts?: readonly string[]) => Said;

const withEffect = (effect: Effect): Build => (title, concept, says, facts = []) => ({ title, effect, concept, says, facts });

export const strengthens = withEffect('strengthens');
export const weakens = withEffect('weakens');
export const neutral = withEffect('neutral');
