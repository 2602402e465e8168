/** A concept's id from anything that a command or a page says; undefined where it is none. */
import { type ConceptId, conceptIds } from '../../model/isolation.js';

export function conceptIdOf(value: unknown): ConceptId | undefined {
  return conceptIds.find((id) => id === value);
}
