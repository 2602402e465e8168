/** devcontainer.json as a tree with positions: JSON with comments. Parsed once for each version of a document. */
import { type Node, parseTree } from 'jsonc-parser/lib/esm/main.js';
import { type Lines, linesOf } from '../lines.js';

export interface ParsedDevContainer {
  readonly kind: 'devcontainer';
  readonly fileName: string;
  readonly text: string;
  readonly lines: Lines;
  readonly root: Node | undefined;
}

export function parseDevContainer(fileName: string, text: string): ParsedDevContainer {
  return { kind: 'devcontainer', fileName, text, lines: linesOf(text), root: rootOf(text) };
}

/** The parser calls itself for each level; a file of ten thousand brackets is none of ours. */
function rootOf(text: string): Node | undefined {
  try {
    return parseTree(text, [], { allowTrailingComma: true, allowEmptyContent: true });
  } catch {
    return undefined;
  }
}
