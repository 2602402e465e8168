/** `isolation-lens hover FILE LINE COLUMN`: the Markdown that the editor would show there. */
import { hoverKindOf, parseForHovers } from './documents.js';
import { baseOf, hoverAt } from './hoverAt.js';
import type { LiveContainer } from './live.js';
import { renderMarkdown } from './renderMarkdown.js';

/** The image that a Dockerfile's containers are built on; `undefined` for other files. */
export function baseOfFile(fileName: string, text: string): string | undefined {
  const kind = hoverKindOf(fileName);
  return kind === null ? undefined : baseOf(parseForHovers(kind, fileName, text));
}

/** Line and column from 1. `null` where there is no hover, or the file is none of ours. */
export function hoverOfFile(fileName: string, text: string, line: number, column: number, live: readonly LiveContainer[] = []): string | null {
  const kind = hoverKindOf(fileName);
  const hover = kind === null ? null : hoverAt(parseForHovers(kind, fileName, text), line - 1, column - 1, live);
  return hover === null ? null : renderMarkdown(hover);
}
