/** On a page that is read from top to bottom, why something could not be read is said once; panel and tree say it in each place. */
import type { Fact, Section } from './explanation.js';

export function withoutRepeats(sections: readonly Section[]): readonly Section[] {
  const said = new Set<string>();
  return sections.map((section) => ({ ...section, facts: quieter(section.facts, said) }));
}

function quieter(facts: readonly Fact[], said: Set<string>): readonly Fact[] {
  return facts.map((fact) => {
    const again = fact.unread && said.has(fact.meaning);
    said.add(fact.meaning);
    return { ...fact, ...(again && { meaning: '' }), ...(fact.children && { children: quieter(fact.children, said) }) };
  });
}
