/** The first paragraph of a concept's page: what it is, in a sentence. */
import { readConcept } from '../explain/concepts/readConcept.js';
import type { Lead } from '../explain/plain.js';
import type { ConceptId } from '../model/isolation.js';
import { beside } from './beside.js';
import type { Language } from './language.js';

export function leadsIn(language: Language): Lead {
  return (concept) => {
    const page = beside(`media/concepts/${language}/${concept}.md`);
    return page === undefined ? undefined : leadOf(concept, page);
  };
}

/** A page that does not follow the grammar is a matter for its own test; here it is only not quoted. */
function leadOf(concept: ConceptId, page: string): string | undefined {
  try {
    return readConcept(concept, page).lead;
  } catch {
    return undefined;
  }
}
