/** Eight rows, in the order in which people ask: what does it see, and what of that is the machine's own? */
import * as l10n from '@vscode/l10n';
import type { ConceptId, Isolation, Namespace, NamespaceType } from '../../model/isolation.js';
import { isRead } from '../../model/reading.js';
import type { Fact, Section } from '../explanation.js';
import { fact, factOf, optional } from '../fact.js';
import { reproduce } from '../reproduce.js';
import { unreadMeaning, unreadValue } from '../unreadWords.js';
import { initialMeaning, privateMeaning, sharedMeaning } from './namespaceMeanings.js';

export const namespaceOrder = ['pid', 'net', 'mnt', 'user', 'ipc', 'uts', 'cgroup', 'time'] as const;

export function namespaceConcept(type: NamespaceType): ConceptId {
  return type === 'cgroup' ? 'cgroup-namespace' : type;
}

export function namespacesSection(isolation: Isolation): Section {
  return {
    id: 'namespaces',
    title: l10n.t('Namespaces'),
    summary: summaryOf(isolation),
    concept: 'namespaces',
    facts: namespaceOrder.map((type) => namespaceFact(isolation, type)),
  };
}

function summaryOf(isolation: Isolation): string {
  const relations = namespaceOrder.map((type) => isolation.namespaces[type].relation);
  const count = (wanted: Namespace['relation']): number => relations.filter((relation) => relation === wanted).length;
  const counted = [
    [count('private'), (number: number) => (isolation.container.holdsReader === true
      ? l10n.t('{0} not the machine’s', number) : l10n.t('{0} private', number))],
    [count('shared'), (number: number) => l10n.t('{0} shared', number)],
    [count('initial'), (number: number) => l10n.t('{0} initial', number)],
    [count('unknown'), (number: number) => l10n.t('{0} not known', number)],
  ] as const;
  return counted.filter(([number]) => number > 0).map(([number, words]) => words(number)).join(' · ');
}

function namespaceFact(isolation: Isolation, type: NamespaceType): Fact {
  const namespace = isolation.namespaces[type];
  const sources = namespace.relationFrom.length > 0 ? namespace.relationFrom : [namespace.id.from];
  return fact({
    id: type,
    label: type,
    concept: namespaceConcept(type),
    value: relationValue(namespace, isolation.container.holdsReader === true),
    meaning: relationMeaning(isolation, type),
    sources,
    unread: namespace.relation === 'unknown',
    // Where nothing is known, the row itself says why.
    children: namespace.relation === 'unknown' && !isRead(namespace.id) ? [] : [idFact(isolation, type)],
    ...optional({ command: commandFor(isolation, type) }),
  });
}

/** Of the id where it can be read; else of what told the relation, such as the inode of `net/dev`. */
function commandFor({ namespaces, container }: Isolation, type: NamespaceType): string | undefined {
  const { id, relationFrom: [from] } = namespaces[type];
  if (isRead(id) || from === undefined) {
    return reproduce(id.from, container);
  }
  return reproduce(from.endsWith('/net/dev') ? `${from}#inode` : from, container);
}

/** From within no other container is seen, so none can be said to have it too, or not to. */
function relationValue({ relation, id, sharedWith }: Namespace, fromWithin: boolean): string {
  switch (relation) {
    case 'private': return fromWithin ? l10n.t('not the machine’s') : l10n.t('private');
    case 'initial': return l10n.t('initial');
    case 'shared': return sharedWith.length > 0 ? l10n.t('shared with {0}', sharedWith.join(', ')) : l10n.t('shared');
    case 'unknown': return isRead(id) ? l10n.t('not known') : unreadValue(id);
  }
}

function relationMeaning(isolation: Isolation, type: NamespaceType): string {
  const { relation, id } = isolation.namespaces[type];
  switch (relation) {
    case 'private': return isolation.container.holdsReader === true
      ? l10n.t('{0} Whether another container has it too is not shown in here.', privateMeaning(isolation, type))
      : privateMeaning(isolation, type);
    case 'initial': return initialMeaning(isolation, type);
    case 'shared': return sharedMeaning(isolation, type);
    case 'unknown': return isRead(id) ? l10n.t('Nothing that may be read here tells whose it is.') : unreadMeaning(id, isolation.container.runtime);
  }
}

function idFact({ namespaces, container }: Isolation, type: NamespaceType): Fact {
  return factOf(container, {
    id: `${type}.id`,
    label: l10n.t('id'),
    concept: namespaceConcept(type),
    reading: namespaces[type].id,
    value: (id) => `${type}:[${String(id)}]`,
    meaning: l10n.t('Processes with the same number are in the same namespace.'),
  });
}
