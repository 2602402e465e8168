/** Names, labels, commands and paths are whatever somebody chose to write. */

/** Cut to at most `most` characters (whole code points), with an ellipsis where something is missing. */
export function clip(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  const cut = text.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Control characters, line and paragraph separators, and the marks that turn the direction of text around. */
// eslint-disable-next-line no-control-regex -- these are what must not come out
const control = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** One line of text in which every control character is spelled out: `\n`, `\t`, `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(control, (character) => spelled(character));
}

function spelled(character: string): string {
  switch (character) {
    case '\n': return '\\n';
    case '\t': return '\\t';
    case '\r': return '\\r';
    default: return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  }
}

/** One short line in which control and direction characters are spelled out. */
export function oneLine(text: string, most = 200): string {
  // Cut first as well: a megabyte is not worth looking through for a row of 200 characters.
  return clip(visible(clip(text, most)), most);
}
