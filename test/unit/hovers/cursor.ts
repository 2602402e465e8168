/** A text with a mark where the cursor is, and the hover there. */
import { hoverKindOf, parseForHovers } from '../../../src/explain/hovers/documents.js';
import type { Hover } from '../../../src/explain/hovers/hover.js';
import { hoverAt } from '../../../src/explain/hovers/hoverAt.js';
import type { LiveContainer } from '../../../src/explain/hovers/live.js';
import { renderMarkdown } from '../../../src/explain/hovers/renderMarkdown.js';

export function hoverOver(fileName: string, marked: string, live: readonly LiveContainer[] = []): Hover | null {
  const at = marked.indexOf('¦');
  const before = marked.slice(0, at).split(/\r\n|\n|\r/);
  const kind = hoverKindOf(fileName);
  return kind === null ? null : hoverAt(parseForHovers(kind, fileName, marked.replace('¦', '')), before.length - 1, before.at(-1)!.length, live);
}

/** The text that the hover's range covers. */
export function covered(marked: string, hover: Hover): string {
  const lines = marked.replace('¦', '').split(/\r\n|\n|\r/);
  const { start, end } = hover.range;
  return start.line === end.line
    ? lines[start.line]!.slice(start.column, end.column)
    : [lines[start.line]!.slice(start.column), ...lines.slice(start.line + 1, end.line), lines[end.line]!.slice(0, end.column)].join('\n');
}

export function textOf(hover: Hover): string {
  return renderMarkdown(hover);
}
