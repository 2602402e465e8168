/** The five capability sets, each capability with a line of meaning, and how the whole differs from the engine's default. */
import * as l10n from '@vscode/l10n';
import { capabilitySets, type CapabilitySet, type Container, type Isolation } from '../../model/isolation.js';
import { isRead, type Reading } from '../../model/reading.js';
import { capabilityMeaning, dockerDefault, podmanDefault } from '../capabilityMeanings.js';
import type { Fact } from '../explanation.js';
import { fact, factOf } from '../fact.js';

export function capabilitiesFact({ container, privileges: { capabilities } }: Isolation): Fact {
  return factOf(container, {
    id: 'capabilities',
    label: l10n.t('capabilities'),
    concept: 'capabilities',
    reading: capabilities.effective,
    value: (names) => [countWords(names.length), ...differenceWords(names, container)].join(' · '),
    meaning: (names) => names.length === 0
      ? l10n.t('It has none of root’s rights.')
      : l10n.t('The parts of root’s power that its first process has now.'),
    children: [...capabilitySets.map((set) => setFact(container, set, capabilities[set], capabilities.effective)), ...belowFact(container, capabilities.effective)],
  });
}

/** Which of the engine's default are not held. */
function belowFact(container: Container, effective: Reading<readonly string[]>): readonly Fact[] {
  const below = isRead(effective) ? defaultOf(container).filter((name) => !effective.value.includes(name)) : [];
  return below.length === 0 ? [] : [fact({
    id: 'capabilities.below', label: l10n.t('not held'), concept: 'capabilities', value: below.join(', '),
    meaning: l10n.t('In the engine’s default, and not in the effective set.'), sources: [effective.from], unread: false,
  })];
}

function countWords(count: number): string {
  return count === 1 ? l10n.t('1 capability') : l10n.t('{0} capabilities', count);
}

function defaultOf(container: Container): readonly string[] {
  return container.engine?.kind === 'podman' ? podmanDefault : dockerDefault;
}

/** "2 beyond the default · 12 below it", against Podman's default for Podman, Docker's for all else. */
function differenceWords(names: readonly string[], container: Container): readonly string[] {
  const usual = defaultOf(container);
  const beyond = names.filter((name) => !usual.includes(name)).length;
  const below = usual.filter((name) => !names.includes(name)).length;
  if (beyond === 0 && below === 0) {
    return [l10n.t('the default')];
  }
  return [
    ...(beyond === 0 ? [] : [l10n.t('{0} beyond the default', beyond)]),
    ...(below === 0 ? [] : [l10n.t('{0} of the default dropped', below)]),
  ];
}

/** A set that is the same as the effective one does not list it again. */
function setFact(container: Container, set: CapabilitySet, reading: Reading<readonly string[]>, effective: Reading<readonly string[]>): Fact {
  const again = set !== 'effective' && isRead(reading) && isRead(effective) && sameNames(reading.value, effective.value);
  return factOf(container, {
    id: `capabilities.${set}`,
    label: set,
    concept: 'capabilities',
    reading,
    value: (names) => again ? l10n.t('{0}, the same as effective', countWords(names.length)) : countWords(names.length),
    meaning: setMeaning(set),
    children: isRead(reading) && !again ? reading.value.map((name) => capabilityFact(set, name, reading.from, defaultOf(container))) : [],
  });
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

function setMeaning(set: CapabilitySet): string {
  switch (set) {
    case 'effective': return l10n.t('What the kernel looks at when it decides.');
    case 'permitted': return l10n.t('What it may turn on for itself.');
    case 'inheritable': return l10n.t('What programs that ask for it keep when they are started.');
    case 'bounding': return l10n.t('The most that anything started in there can ever have.');
    case 'ambient': return l10n.t('What ordinary programs keep when they are started.');
  }
}

function capabilityFact(set: CapabilitySet, name: string, from: string, usual: readonly string[]): Fact {
  return fact({
    id: `capabilities.${set}.${name}`,
    label: name,
    concept: 'capabilities',
    value: usual.includes(name) ? l10n.t('in the default') : l10n.t('beyond the default'),
    meaning: capabilityMeaning(name),
    sources: [from],
    unread: false,
  });
}
