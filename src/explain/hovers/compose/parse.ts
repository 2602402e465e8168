/** A compose file as the parser's own nodes, with positions. Parsed once for each version of a document. */
import { type Document, type ParsedNode, parseAllDocuments } from 'yaml';
import { type Lines, linesOf } from '../lines.js';

export interface ParsedCompose {
  readonly kind: 'compose';
  readonly fileName: string;
  readonly text: string;
  readonly lines: Lines;
  readonly roots: readonly ParsedNode[];
}

/** Nodes only: aliases are never followed, so a file of nested ones costs no more than its text. */
export function parseCompose(fileName: string, text: string): ParsedCompose {
  return { kind: 'compose', fileName, text, lines: linesOf(text), roots: rootsOf(text) };
}

function rootsOf(text: string): ParsedNode[] {
  try {
    const documents = parseAllDocuments(text, { logLevel: 'silent', strict: false, uniqueKeys: false, prettyErrors: false, keepSourceTokens: false });
    return (documents as Document.Parsed[]).flatMap((document) => document.contents ?? []);
  } catch {
    return [];
  }
}
