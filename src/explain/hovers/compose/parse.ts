/** A compose file as the parser's own nodes, with positions. Parsed once for each version of a document. */
import { type Document, type ParsedNode, isAlias, isNode, parseAllDocuments, visit } from 'yaml';
import { type Lines, linesOf } from '../lines.js';

export interface Anchored {
  readonly at: number;
  readonly node: unknown;
}

export interface ParsedCompose {
  readonly kind: 'compose';
  readonly fileName: string;
  readonly text: string;
  readonly lines: Lines;
  readonly roots: readonly ParsedNode[];
  /** By name, in the file's order: a name may be given anew. */
  readonly anchors: ReadonlyMap<string, readonly Anchored[]>;
}

/** Nodes only: aliases are never expanded, so a file of nested ones costs no more than its text. */
export function parseCompose(fileName: string, text: string): ParsedCompose {
  const roots = orElse([], () => rootsOf(text));
  return { kind: 'compose', fileName, text, lines: linesOf(text), roots, anchors: orElse(new Map<string, Anchored[]>(), () => anchorsOf(roots)) };
}

/** The parser, and whoever goes through its nodes, calls itself for each level: a file of ten thousand brackets is none of ours. */
function orElse<T>(nothing: T, work: () => T): T {
  try {
    return work();
  } catch {
    return nothing;
  }
}

function rootsOf(text: string): ParsedNode[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent', strict: false, uniqueKeys: false, prettyErrors: false, keepSourceTokens: false });
  return (documents as Document.Parsed[]).flatMap((document) => document.contents ?? []);
}

function anchorsOf(roots: readonly ParsedNode[]): Map<string, Anchored[]> {
  const anchors = new Map<string, Anchored[]>();
  for (const root of roots) {
    visit(root, (_, node) => {
      if (isNode(node) && !isAlias(node) && node.anchor !== undefined) {
        const same = anchors.get(node.anchor) ?? [];
        same.push({ at: node.range?.[0] ?? 0, node });
        anchors.set(node.anchor, same);
      }
    });
  }
  return anchors;
}
