/** A fact of an explanation from a Reading: the value and its meaning, or the reason in words. */
import * as l10n from '@vscode/l10n';
import type { ConceptId, Container } from '../model/isolation.js';
import { isRead, type Reading } from '../model/reading.js';
import type { Fact } from './explanation.js';
import { clip } from './foreignText.js';
import { reproduceAll } from './reproduce.js';
import { unreadMeaning, unreadValue } from './unreadWords.js';

export interface FactOf<T> {
  readonly id: string;
  readonly label: string;
  readonly concept: ConceptId;
  readonly reading: Reading<T>;
  readonly value: (value: T) => string;
  readonly meaning: string | ((value: T) => string);
  /** The Go template that shows the field, where the source is the engine's `inspect`. */
  readonly inspect?: string;
  readonly meter?: Fact['meter'] | undefined;
  readonly children?: readonly Fact[];
  /** Others that the value or the meaning rests on. */
  readonly also?: readonly Reading<unknown>[];
}

/** The longest text of a value; names and commands may be a megabyte. */
export const longest = 2000;

export function factOf<T>(container: Container, spec: FactOf<T>): Fact {
  const { reading, children, meter, meaning, also = [] } = spec;
  const known = isRead(reading);
  const shows = known || !['unsupported', 'remote', 'gone'].includes(reading.unread);
  const says = typeof meaning === 'string' ? () => meaning : meaning;
  return fact({
    id: spec.id,
    label: spec.label,
    concept: spec.concept,
    value: known ? spec.value(reading.value) : unreadValue(reading),
    meaning: known ? guessed(says(reading.value), reading.guessed) : unreadMeaning(reading, container.runtime),
    sources: [reading, ...also].map(({ from }) => from),
    unread: !known,
    ...optional({ command: shows ? reproduceAll([reading, ...also.filter(isRead)].map(({ from }) => from), container, spec.inspect) : undefined, meter, children }),
  });
}

function guessed(meaning: string, isGuess: true | undefined): string {
  return isGuess === true ? [meaning, l10n.t('This was concluded, not read outright.')].join(' ').trim() : meaning;
}

export interface PlainFact {
  readonly id: string;
  readonly label: string;
  readonly concept: ConceptId;
  readonly value: string;
  readonly meaning: string;
  readonly sources: readonly string[];
  readonly unread: boolean;
  readonly command?: string;
  readonly meter?: NonNullable<Fact['meter']>;
  readonly children?: readonly Fact[];
}

/** A fact with its texts cut to a length that can be shown, and each source named once. */
export function fact({ sources, label, value, meaning, ...rest }: PlainFact): Fact {
  return {
    ...rest,
    label: clip(label, longest),
    value: clip(value, longest),
    meaning: clip(meaning, longest),
    source: [...new Set(sources)].join(', '),
  };
}

/** An object without the keys that have no value, as `exactOptionalPropertyTypes` asks. */
export function optional<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** The first `most` facts of a list, then one that says how many more there are. */
export function firstOf(facts: readonly Fact[], most: number, like: Pick<Fact, 'id' | 'concept' | 'source'>): readonly Fact[] {
  if (facts.length <= most) {
    return facts;
  }
  const more = fact({
    id: `${like.id}.more`, label: '…', concept: like.concept, sources: [like.source], unread: false,
    value: l10n.t('{0} more', facts.length - most), meaning: '',
  });
  return [...facts.slice(0, most), more];
}
