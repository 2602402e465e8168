/** Each letter has a colour and a pattern of its own, so that colour is never the only sign. */
import { svg } from '../element.js';

/** A is the machine's own, B the container's own, C and on are shared; then the looks repeat, the letters don't. */
const looks = ['machine', 'own', 'shared', 'shared-2', 'shared-3', 'shared-4'] as const;
export type Look = (typeof looks)[number] | 'unknown' | 'none';

export function lookOf(letter: string): Look {
  if (letter === '') {
    return 'none';
  }
  const index = letter.length === 1 ? letter.charCodeAt(0) - 65 : Number.NaN;
  if (!(index >= 0 && index < 26)) {
    return 'unknown';
  }
  return index < 2 ? looks[index] ?? 'none' : looks[2 + (index - 2) % 4] ?? 'none';
}

const marks: Readonly<Record<string, string>> = {
  machine: 'M0,8L8,0M-2,2L2,-2M6,10L10,6',
  shared: 'M1.5,1.5h1M5.5,5.5h1',
  'shared-2': 'M0,4H8M4,0V8',
  'shared-3': 'M0,4H8',
  'shared-4': 'M0,0L8,8M-2,6L2,10M6,-2L10,2',
};

/** One cell: a filled square with the look's pattern over it. `id` keeps the patterns of several pictures apart. */
export function cell(look: Look, id: string, x: number, y: number, width: number, height: number): SVGGElement {
  const shape = { x, y, width, height, rx: 3 };
  return svg('g', { class: `look look-${look}` },
    svg('rect', { class: 'look-fill', ...shape }),
    look in marks ? svg('rect', { ...shape, fill: `url(#${id}-${look})` }) : null,
    svg('rect', { class: 'look-edge', ...shape, x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1 }));
}

export function patternDefinitions(id: string): SVGDefsElement {
  return svg('defs', {}, Object.entries(marks).map(([look, d]) =>
    svg('pattern', { id: `${id}-${look}`, class: `look-${look}`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' }, svg('path', { class: 'look-mark', d }))));
}
