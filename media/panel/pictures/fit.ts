/** Text that fits into a width, for SVG, which cuts nothing by itself. Widths are estimates in the unit of the font size. */

/** Scripts that are written in full squares (Hangul, Han, Kana) are about twice as wide as Latin letters. */
const wide = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/;

export function widthOf(text: string, letter: number): number {
  return Array.from(text).reduce((width, character) => width + (wide.test(character) ? 2 : 1) * letter, 0);
}

/** The text, or as much of its start and end as fits, with … between: both ends of a path tell something. */
export function fitMiddle(text: string, width: number, letter: number): string {
  if (widthOf(text, letter) <= width) {
    return text;
  }
  const start = beginning(Array.from(text), (width - letter) / 2, letter).join('');
  const end = beginning(Array.from(text).reverse(), width - letter - widthOf(start, letter), letter).reverse();
  return `${start}…${end.join('')}`;
}

/** As many of the characters as fit. */
function beginning(characters: readonly string[], width: number, letter: number): string[] {
  let left = width;
  const after = characters.findIndex((character) => (left -= widthOf(character, letter)) < 0);
  return characters.slice(0, after === -1 ? characters.length : after);
}

/** Lines of whole words; a word that is wider than a line is cut. */
export function linesOf(text: string, width: number, letter: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && widthOf(longer, letter) <= width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(fitEnd(word, width, letter));
    }
  }
  return lines;
}

export function fitEnd(text: string, width: number, letter: number): string {
  if (widthOf(text, letter) <= width) {
    return text;
  }
  return `${beginning(Array.from(text), width - letter, letter).join('')}…`;
}
