/** Columns on a terminal: Korean, Chinese and Japanese characters and emoji take two, marks that combine none. */
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const none = /\p{Mark}|\u200b|\u200d/u;

export function textWidth(text: string): number {
  let columns = 0;
  for (const character of text) {
    columns += none.test(character) ? 0 : wide.test(character) ? 2 : 1;
  }
  return columns;
}

export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

/** Lines of at most `columns`, broken at blanks; a word that is longer is cut. */
export function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => pieces(part, columns))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= columns) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, columns: number): readonly string[] {
  if (textWidth(word) <= columns) {
    return [word];
  }
  const parts: string[] = [];
  let part = '';
  let taken = 0;
  for (const character of word) {
    const width = textWidth(character);
    if (taken + width > columns && part !== '') {
      parts.push(part);
      part = '';
      taken = 0;
    }
    part += character;
    taken += width;
  }
  return [...parts, part];
}
