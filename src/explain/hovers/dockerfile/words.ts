/** The words of an instruction, over continued lines and past the comments between them. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How far from the cursor words are looked at; a line may be a megabyte long. */
const near = 4000;

const commentOrWord = /(?:(?<=^|\n|\r)[ \t]*#[^\n\r]*)|"(?:[^"\\\n\r]|\\.)*"|'[^'\n\r]*'|(?:\$\{[^}\n\r]*\}|[^\s"'|;&()<>])+|\|\||&&|<<-?|[|;&()<>"']/g;

/**
 * The words between `from` and `to` as a shell parts them: operators are words of their own, quoted text is one word.
 * `escape` at a line's end joins it to the next.
 */
export function shellWords(text: string, from: number, to: number, at: number, escape: string): Word[] {
  const start = at - from > near ? breakBefore(text, at - near, from) : from;
  const part = text.slice(start, Math.min(to, at + near));
  return [...part.matchAll(commentOrWord)]
    .map((match) => ({ text: match[0], start: start + match.index, end: start + match.index + match[0].length }))
    .filter((word) => word.text !== escape && !/^[ \t]*#/.test(word.text));
}

/** The words of an instruction that is no shell command: only blanks part them. */
export function plainWords(text: string, from: number, to: number, escape: string): Word[] {
  const part = text.slice(from, Math.min(to, from + near));
  const words = /(?:(?<=\n|\r)[ \t]*#[^\n\r]*)|(?:"(?:[^"\\\n\r]|\\.)*"|'[^'\n\r]*'|\$\{[^}\n\r]*\}|[^\s"']|["'])+/g;
  return [...part.matchAll(words)]
    .map((match) => ({ text: match[0], start: from + match.index, end: from + match.index + match[0].length }))
    .filter((word) => word.text !== escape && !/^[ \t]*#/.test(word.text));
}

export function wordAt(words: readonly Word[], at: number): number {
  return words.findIndex((word) => word.start <= at && at < word.end);
}

/** A blank or line's end before the offset, but not before `least`. */
function breakBefore(text: string, from: number, least: number): number {
  for (let at = from; at > Math.max(least, from - near); at -= 1) {
    if (/\s/.test(text[at] ?? '')) {
      return at;
    }
  }
  return from;
}

/** True within a line that is only a comment (the continued line of an instruction). */
export function inComment(text: string, from: number, at: number): boolean {
  const lineStart = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  return lineStart > from && /^[ \t]*#/.test(text.slice(lineStart, Math.min(text.length, lineStart + near)))
    && text.slice(lineStart, at + 1).includes('#');
}
