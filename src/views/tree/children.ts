/** What is below a row. Pure, and nothing is fetched: an item holds what its children are made of. */
import type { Fact } from '../../explain/explanation.js';
import type { ContainerItem, FactItem, Item, SectionItem } from './item.js';

export function childItems(item: Item): readonly Item[] {
  switch (item.kind) {
    case 'machine':
    case 'engine':
    case 'node':
    case 'task':
      return item.children;
    case 'container':
      return [...partsOf(item), ...item.nested];
    case 'findings':
      return item.findings.map((finding) => ({ kind: 'finding', key: `${item.key}/${finding.id}`, finding }));
    case 'section':
      return factItems(item);
    case 'fact':
      return (item.fact.children ?? []).map((fact) => factItem(item.key, fact));
    case 'diagnosis':
    case 'hidden':
    case 'problem':
    case 'finding':
      return [];
  }
}

function partsOf({ key, explained }: ContainerItem): readonly Item[] {
  if (explained === undefined) {
    return [];
  }
  if ('problem' in explained) {
    return [{ kind: 'problem', key: `${key}/problem`, says: explained.problem }];
  }
  const { findings, sections } = explained.explanation;
  const parts = sections.map((section): Item => ({ kind: 'section', key: `${key}/${section.id}`, section }));
  return findings.length === 0 ? parts : [{ kind: 'findings', key: `${key}/findings`, findings }, ...parts];
}

/** A section of one fact that only counts what is below it shows that at once. */
function factItems({ key, section }: SectionItem): readonly Item[] {
  const [first, ...others] = section.facts;
  const counted = first?.value === section.summary && others.length === 0 ? first.children ?? [] : [];
  return counted.length > 0
    ? counted.map((fact) => factItem(`${key}/${first?.id ?? ''}`, fact))
    : section.facts.map((fact) => factItem(key, fact, section.id === 'namespaces'));
}

function factItem(above: string, fact: Fact, withMeaning = false): FactItem {
  return { kind: 'fact', key: `${above}/${fact.id}`, fact, withMeaning };
}
