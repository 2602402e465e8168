/** What a witness says a fact of the product must be, and whether the product's answer agrees. */
import { isDeepStrictEqual } from 'node:util';

/** A fact as the command line prints it: a reading, or a plain value. */
export interface Printed {
  readonly value?: unknown;
  readonly unread?: string;
  readonly from?: unknown;
  readonly guessed?: unknown;
  readonly detail?: unknown;
}

export interface Expectation {
  /** Who says so: a command or file. */
  readonly witness: string;
  /** Undefined where the printed fact agrees, else what it should have been. */
  readonly disagreement: (printed: unknown) => string | undefined;
}

export type Source = string | RegExp;
export type Expectations = ReadonlyMap<string, Expectation>;

export function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return (text ?? 'undefined').slice(0, 700);
}

export function isReading(value: unknown): value is Printed {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'from' in value && ('value' in value || 'unread' in value);
}

/** A value that is no reading. */
export function plain(value: unknown, witness: string): Expectation {
  return { witness, disagreement: (printed) => (isDeepStrictEqual(printed, value) ? undefined : shown(value)) };
}

/** A reading that was read, with exactly this value, from there. */
export function is(value: unknown, witness: string, from?: Source, guessed = false): Expectation {
  return ofReading(witness, from, guessed, shown(value), (found) => isDeepStrictEqual(found, value));
}

/** A list whose order says nothing. */
export function isSet(values: readonly string[], witness: string, from?: Source, guessed = false): Expectation {
  const wanted = [...values].sort();
  return ofReading(witness, from, guessed, shown(wanted), (found) => Array.isArray(found) && isDeepStrictEqual([...(found as string[])].sort(), wanted));
}

/** A number that may have moved between two looks; where both looks saw the same, exactly that. */
export function between(before: number, after: number, witness: string, from?: Source): Expectation {
  const [low, high] = [Math.min(before, after), Math.max(before, after)];
  return ofReading(witness, from, false, low === high ? String(low) : `${low}…${high}`,
    (found) => typeof found === 'number' && found >= low && found <= high);
}

export function matches(witness: string, from: Source | undefined, says: string, test: (value: unknown) => boolean): Expectation {
  return ofReading(witness, from, false, says, test);
}

function ofReading(witness: string, from: Source | undefined, guessed: boolean, says: string, test: (value: unknown) => boolean): Expectation {
  return {
    witness,
    disagreement: (printed) => {
      if (!isReading(printed) || !('value' in printed)) {
        return `a value, ${says}`;
      }
      if (!test(printed.value)) {
        return says;
      }
      if (!isFrom(printed.from, from)) {
        return `${says} from ${String(from)}`;
      }
      return (printed.guessed === true) === guessed ? undefined : `${says}, ${guessed ? '' : 'not '}guessed`;
    },
  };
}

/** A reading that was not read, for one of these reasons. */
export function unread(reasons: string | readonly string[], witness: string, from?: Source): Expectation {
  const wanted = typeof reasons === 'string' ? [reasons] : reasons;
  return {
    witness,
    disagreement: (printed) => {
      if (!isReading(printed) || printed.unread === undefined || !wanted.includes(printed.unread)) {
        return `unread: ${wanted.join(' or ')}`;
      }
      return isFrom(printed.from, from) ? undefined : `unread: ${wanted.join(' or ')}, from ${String(from)}`;
    },
  };
}

/** The witness itself is at odds with the reason that an expectation would rest on. */
export function impossible(witness: string, says: string): Expectation {
  return { witness, disagreement: () => says };
}

const anySource = /^(?:\/\S|GET \/|linux\/nsfs\.h)/;

function isFrom(found: unknown, wanted: Source = anySource): boolean {
  return typeof found === 'string' && (typeof wanted === 'string' ? found === wanted : wanted.test(found));
}
