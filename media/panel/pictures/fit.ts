/** Text that fits into a width, for SVG, which cuts nothing by itself. Widths are estimates in the unit of the font size. */

/** Scripts that are written in full squares (Hangul, Han, Kana) are about twice as wide as Latin letters. */
const wide = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/;

export function widthOf(text: string, letter: number): number {
  return Array.from(text).reduce((width, character) => width + (wide.test(character) ? 2 : 1) * letter, 0);
}

/** The text, or as much of its start and end as fits, with … between: both ends of a path tell something. */
export function fitMiddle(text: string, width: number, letter: number): string {
  if (widthOf(text, letter) <= width || wide.test(text)) {
    return fitEnd(text, width, letter);
  }
  const characters = Array.from(text);
  const room = Math.max(1, Math.floor(width / letter) - 1);
  return `${characters.slice(0, Math.floor(room / 2)).join('')}…${characters.slice(-Math.ceil(room / 2)).join('')}`;
}

export function fitEnd(text: string, width: number, letter: number): string {
  if (widthOf(text, letter) <= width) {
    return text;
  }
  let fitting = '';
  for (const character of text) {
    if (widthOf(fitting + character, letter) > width - letter) {
      break;
    }
    fitting += character;
  }
  return `${fitting}…`;
}
