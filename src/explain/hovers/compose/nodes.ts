/** A parser's node as text, and an alias as the node that it stands for. */
import { isAlias, isScalar } from 'yaml';
import type { ParsedCompose } from './parse.js';

export function textOf(node: unknown): string {
  return isScalar(node) ? scalarText(node.value) : '';
}

export function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : '';
}

/** The node with the last anchor of that name above it; what is no alias stays what it is. One step, so that no file grows by it. */
export function resolved({ anchors }: Pick<ParsedCompose, 'anchors'>, node: unknown): unknown {
  return isAlias(node) ? anchors.get(node.source)?.findLast(({ at }) => at < (node.range?.[0] ?? 0))?.node : node;
}
