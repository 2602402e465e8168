/** What Explain Concept is called with: nothing, an id, or a row of either tree. Another extension may call it with anything. */
import type { ConceptId } from '../../model/isolation.js';
import { conceptIdOf } from './conceptIdOf.js';

/** Undefined where nothing was given; null where it is none of what is understood. */
export function conceptArgument(argument: unknown): ConceptId | undefined | null {
  if (argument === undefined || argument === null || argument === '') {
    return undefined;
  }
  return conceptIdOf(argument) ?? ofRow(argument) ?? null;
}

/** A row of a tree carries what it shows: a concept, a fact, a section, a finding, or a container. */
function ofRow(argument: unknown): ConceptId | undefined {
  const row = recordOf(argument);
  const inside = [row, recordOf(row.fact), recordOf(row.section), recordOf(row.finding)];
  const found = inside.map(({ concept }) => conceptIdOf(concept)).find((id) => id !== undefined);
  return found ?? (row.kind === undefined ? undefined : ofKind(row.kind));
}

function ofKind(kind: unknown): ConceptId {
  switch (kind) {
    case 'machine': return 'virtual-machine';
    case 'engine':
    case 'diagnosis':
    case 'node':
    case 'task': return 'docker';
    default: return 'container-virtualization';
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
