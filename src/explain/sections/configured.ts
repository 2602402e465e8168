/** What the engine was asked for, beside what the kernel enforces, and a plain line where they differ. */
import * as l10n from '@vscode/l10n';
import type { ConceptId, Container, Limit } from '../../model/isolation.js';
import { isRead, type NotRead, type Reading } from '../../model/reading.js';
import type { Fact } from '../explanation.js';
import { factOf } from '../fact.js';
import { unreadValue } from '../unreadWords.js';

export interface Configured {
  readonly id: string;
  readonly concept: ConceptId;
  readonly configured: Reading<Limit>;
  readonly effective: Reading<Limit>;
  /** Its cgroup: where that is not known, a limit that is not there was not looked for. */
  readonly path: Reading<string>;
  readonly words: (limit: Limit) => string;
  /** How far apart two numbers may be and still mean the same: the kernel rounds to pages and microseconds. */
  readonly tolerance: number;
  readonly inspect: string;
}

/** Nothing where no engine was asked. */
export function configuredFact(container: Container, asked: Configured): readonly Fact[] {
  if (container.engine === null) {
    return [];
  }
  return [factOf(container, {
    id: asked.id,
    label: l10n.t('asked for'),
    concept: asked.concept,
    reading: asked.configured,
    value: asked.words,
    meaning: (value) => comparison(value, asked),
    inspect: asked.inspect,
    also: [asked.effective],
  })];
}

/** Which level decided: its own cgroup, or one above that is stricter. */
export function effectiveMeaning(own: Reading<Limit>, effective: Reading<Limit>): string {
  return isRead(own) && isRead(effective) && own.value !== effective.value
    ? l10n.t('A group above is stricter than its own limit; decided by {0}.', effective.from)
    : l10n.t('The smallest limit on the way from its cgroup to the root of the tree.');
}

/** Where the groups above cannot be seen, the limit of its own is only the most that it can have. */
export function notAllGroups(): string {
  return l10n.t('That is the limit of its own group; one above, which is not shown here, may be stricter.');
}

export type Difference = 'same' | 'looser' | 'tighter';

/** How the effective limit differs from the one that was asked for. */
export function difference(asked: Limit, effective: Limit, tolerance: number): Difference {
  const [wanted, is] = [numberOf(asked), numberOf(effective)];
  if (wanted === is || Math.abs(wanted - is) <= tolerance) {
    return 'same';
  }
  return is > wanted ? 'looser' : 'tighter';
}

function numberOf(limit: Limit): number {
  return limit === 'unlimited' ? Infinity : limit;
}

/** It was looked for and is not there; where nobody looked, or nobody knew where, nothing is said. */
export function isControllerMissing({ unread, detail }: NotRead, path: Reading<string>): boolean {
  return unread === 'absent' && detail !== undefined && isRead(path);
}

function comparison(value: Limit, { effective, path, words, tolerance }: Configured): string {
  if (!isRead(effective) && isControllerMissing(effective, path)) {
    return l10n.t('The kernel does not enforce it: this controller is missing.');
  }
  if (!isRead(effective)) {
    return l10n.t('What the kernel enforces: {0}.', unreadValue(effective));
  }
  switch (difference(value, effective.value, tolerance)) {
    case 'same': return l10n.t('The kernel enforces what was asked for.');
    case 'looser': return l10n.t('The kernel does not enforce it; in force is: {0}.', words(effective.value));
    case 'tighter': return l10n.t('The kernel is stricter than was asked for: {0}, decided by {1}.', words(effective.value), effective.from);
  }
}
