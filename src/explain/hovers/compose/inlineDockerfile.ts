/** `dockerfile_inline: |`: a Dockerfile within a compose file, with the hovers of one. */
import { isScalar } from 'yaml';
import { inDockerfile } from '../dockerfile/find.js';
import { type ParsedDockerfile, parseDockerfile } from '../dockerfile/parse.js';
import type { Found } from '../found.js';
import { type Lines, linesOf, placeAt } from '../lines.js';

interface Inline {
  readonly dockerfile: ParsedDockerfile;
  /** Where each of its lines begins in the compose file, after the indentation. */
  readonly starts: Lines;
  /** Where each begins in its own text. */
  readonly own: Lines;
}

/** By node, which lives as long as the parsed file. */
const parsed = new WeakMap<object, Inline>();

/** `undefined` outside of a literal block. */
export function inInlineDockerfile(text: string, node: unknown, at: number): Found | undefined {
  if (!isScalar(node) || node.type !== 'BLOCK_LITERAL' || !node.range) {
    return undefined;
  }
  const inline = parsed.get(node) ?? inlineOf(text, node.range[0], node.range[1]);
  parsed.set(node, inline);
  const { line, column } = placeAt(inline.starts, at);
  const found = at < (inline.starts[0] ?? 0) ? undefined : inDockerfile(inline.dockerfile, (inline.own[line] ?? 0) + column);
  return found && { ...found, start: outside(inline, found.start), end: outside(inline, found.end) };
}

function inlineOf(text: string, start: number, end: number): Inline {
  const first = start + (/^[^\n]*\n/.exec(text.slice(start, end))?.[0].length ?? 0);
  const block = text.slice(first, end);
  const indent = /^[ \t\r\n]*?( *)(?=[^ \r\n])/.exec(block)?.[1]?.length ?? 0;
  const lines = linesOf(block).map((from, index, all) => ({ from: first + from, text: block.slice(from, all[index + 1]) }));
  const cut = lines.map((line) => Math.min(indent, /^ */.exec(line.text)?.[0].length ?? 0));
  const plain = lines.map((line, index) => line.text.slice(cut[index])).join('');
  return { dockerfile: parseDockerfile('Dockerfile', plain), own: linesOf(plain), starts: lines.map(({ from }, index) => from + (cut[index] ?? 0)) };
}

function outside({ own, starts }: Inline, offset: number): number {
  const { line, column } = placeAt(own, offset);
  return (starts[line] ?? 0) + column;
}
