/**
 * Variables that a text writes out as `NAME=value`. A text may be long, and the variables many: each `=` in it is looked
 * at once, and what stands before it is looked up.
 */
export const mask = '…';

export interface Variables {
  /** The values by name; `all` where there are too many of one name to compare with. */
  readonly byName: ReadonlyMap<string, readonly string[] | 'all'>;
  /** How long the names are, in characters, up to `longestName`. */
  readonly lengths: readonly number[];
  readonly isEmpty: boolean;
}

/** Longer names are found only as a word of their own. */
const longestName = 128;
const longestWord = 10_000;
/** Characters of a value that are looked for. */
const compared = 256;
/** One container has one value for a name; a task and its service may have several. */
const mostValues = 16;

/** From texts such as `PATH=/bin`, each with a value. */
export function variablesIn(texts: readonly string[]): Variables {
  const values = new Map<string, Set<string>>();
  for (const text of texts) {
    const end = text.indexOf('=');
    const name = text.slice(0, end);
    values.set(name, (values.get(name) ?? new Set()).add(text.slice(end + 1)));
  }
  const byName = new Map([...values].map(([name, some]) => [name, some.size > mostValues ? 'all' as const : [...some]]));
  const lengths = [...new Set([...values.keys()].map(({ length }) => length))].filter((length) => length <= longestName);
  return { byName, lengths, isEmpty: values.size === 0 };
}

/** The text with `…` for each value that it writes out. */
export function withoutValues(text: string, variables: Variables): string {
  let kept = '';
  let done = 0;
  let before = 0;
  for (const { index } of text.matchAll(/=/g)) {
    const start = index + 1;
    const end = start + hiddenLength(text, start, text.slice(before, index), variables);
    before = start;
    // What began within a value may go on behind it.
    if (end > Math.max(start, done)) {
      kept += start > done ? text.slice(done, start) + mask : '';
      done = end;
    }
  }
  return kept + text.slice(done);
}

/** How much of the text from `start` on is the value of a variable whose name ends what stands `before` it. */
function hiddenLength(text: string, start: number, before: string, { byName, lengths }: Variables): number {
  const names = lengths.filter((length) => length <= before.length).map((length) => before.slice(before.length - length));
  const [lastWord = ''] = /\S*$/.exec(before.slice(-longestWord)) ?? [];
  return [lastWord, ...names].reduce((most, name) => Math.max(most, longestValue(text, start, byName.get(name))), 0);
}

/** Of a long value the beginning says enough; so does what was cut off in the text. */
function longestValue(text: string, start: number, values: readonly string[] | 'all' | undefined): number {
  const rest = text.length - start;
  return values === 'all' ? rest
    : Math.max(0, ...(values ?? []).filter((value) => text.startsWith(value.slice(0, compared), start)).map(({ length }) => Math.min(length, rest)));
}
