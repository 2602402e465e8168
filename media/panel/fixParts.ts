/** A fix as `explain/fixes.ts` writes it, taken apart: a sentence, and a text for each place where it can be changed. */
export interface FixParts {
  readonly words: string;
  readonly ways: readonly { readonly where: string; readonly text: string }[];
}

const places = /(?:^|[ ·]+)((?:docker|podman) run|compose|Dockerfile): /;

/** `Give it a limit. docker run: --memory 256m · compose: mem_limit: 256m`, taken apart at the names of the places. */
export function fixParts(fix: string): FixParts {
  const [words = '', ...rest] = fix.split(places);
  const ways = rest.flatMap((where, i) => (i % 2 === 0 ? [{ where, text: rest[i + 1] ?? '' }] : []));
  return { words, ways };
}
