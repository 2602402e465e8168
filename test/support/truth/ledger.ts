/** The book of all comparisons: every fact that the product prints must have a witness, and every witness a fact. */
import { type Expectations, isReading, shown } from './expectation.js';

/** Leaves of the printed JSON by path: readings, lists and plain values. */
export function factsIn(printed: unknown, whole: ReadonlySet<string>, path = ''): Map<string, unknown> {
  const isBranch = typeof printed === 'object' && printed !== null && !Array.isArray(printed) && !isReading(printed) && !whole.has(path);
  return isBranch
    ? new Map(Object.entries(printed).flatMap(([key, value]) => [...factsIn(value, whole, path === '' ? key : `${path}.${key}`)]))
    : new Map([[path, printed]]);
}

export interface Verdict {
  readonly compared: number;
  readonly disagreements: readonly string[];
  /** What was printed, where it is one picture. */
  readonly isolation?: unknown;
}

/** `whole`: paths that are compared as one fact although they are objects. */
export function compare(printed: unknown, expected: Expectations, whole: ReadonlySet<string> = new Set()): Verdict {
  const facts = factsIn(printed, whole);
  const disagreements: string[] = [];
  for (const [path, fact] of facts) {
    const expectation = expected.get(path);
    const wanted = expectation === undefined ? 'a witness: nobody vouches for this fact' : expectation.disagreement(fact);
    if (wanted !== undefined) {
      disagreements.push(`${path}: printed ${shown(fact)}, but ${expectation?.witness ?? 'the test'} says ${wanted}`);
    }
  }
  for (const path of expected.keys()) {
    if (!facts.has(path)) {
      disagreements.push(`${path}: is not printed`);
    }
  }
  return { compared: facts.size, disagreements };
}

/** All that was compared in this run. */
export class Ledger {
  private facts = 0;
  private disagreeing = 0;

  add({ compared, disagreements }: Verdict): void {
    this.facts += compared;
    this.disagreeing += disagreements.length;
  }

  get allAgree(): boolean {
    return this.facts > 0 && this.disagreeing === 0;
  }

  summary(): string {
    return `${this.facts} facts compared, ${this.disagreeing === 0 ? 'all agree' : `${this.disagreeing} disagree`}`;
  }
}
