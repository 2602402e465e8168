/** The cgroup and those above it, from the hierarchy's root down, each with its limits. */
import type { CgroupLevelPicture, CgroupPicture } from '../../../src/explain/pictures.js';
import { h, svg } from '../element.js';
import { plainText } from '../plainText.js';
import { word } from '../words.js';
import { fitMiddle, linesOf } from './fit.js';
import { responsive } from './responsive.js';

export interface Row {
  /** Null where it stands for levels that nothing shows here. */
  readonly name: string | null;
  readonly notes: readonly { readonly text: string; readonly style: string }[];
}

const indent = 16;
const deepest = 6;
const pad = 8;
const nameHeight = 20;
const noteHeight = 16;
const gap = 8;
/** Estimates of the width of a character at 11 px (code) and 12 px. */
const codeLetter = 6.8;
const letter = 6.6;

export function tree(picture: CgroupPicture): HTMLElement {
  const rows = rowsOf(picture);
  return h('figure', { class: 'figure' }, responsive((width) => drawing(rows, width)), equivalent(rows));
}

/** A row as it is laid out: its lines, from `y` down. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly name: string | null;
  readonly notes: Row['notes'];
}

/** Names keep both ends, notes are broken into lines: nothing is wider than the picture. */
export function placed(rows: readonly Row[], width: number): readonly Placed[] {
  let y = 0;
  return rows.map(({ name, notes }, depth) => {
    const x = Math.min(depth, deepest) * indent;
    const room = width - x - 2 * pad;
    const lines = notes.flatMap(({ text, style }) => linesOf(text, room, letter).map((line) => ({ text: line, style })));
    const height = (name === null ? 0 : nameHeight) + lines.length * noteHeight + pad;
    const row = { x, y, height, name: name === null ? null : fitMiddle(plainText(name, 200), room, codeLetter), notes: lines };
    y += height + gap;
    return row;
  });
}

function drawing(rows: readonly Row[], width: number): SVGSVGElement {
  const all = placed(rows, width);
  const last = all.at(-1);
  const height = last === undefined ? 0 : last.y + last.height;
  return svg('svg', { class: 'cgroups', role: 'img', 'aria-label': word('cgroupTree'), width, height, viewBox: `0 0 ${width} ${height}` },
    svg('title', {}, word('cgroupTree')), svg('desc', {}, rows.map(sentence).join('. ')),
    all.map((row, depth) => level(row, all[depth - 1], depth === all.length - 1, width)));
}

/** A box, the branch that leads to it, and in it the name and the limits. */
function level({ x, y, height, name, notes }: Placed, above: Placed | undefined, isOwn: boolean, width: number): SVGElement[] {
  const first = y + (name === null ? 0 : nameHeight);
  return [
    ...(above === undefined || above.x === x ? [] : [svg('path', { class: 'cgroup-branch', d: `M${above.x + pad},${above.y + above.height}V${y + 14}H${x}` })]),
    svg('rect', { class: isOwn ? 'cgroup-box cgroup-own' : 'cgroup-box', x: x + 0.5, y: y + 0.5, width: width - x - 1, height: height - 1, rx: 3 }),
    ...(name === null ? [] : [svg('text', { class: 'cgroup-name', x: x + pad, y: y + 15 }, name)]),
    ...notes.map(({ text, style }, line) => svg('text', { class: style, x: x + pad, y: first + (line + 1) * noteHeight - 3 }, text)),
  ];
}

function sentence({ name, notes }: Row): string {
  return `${name === null ? '' : `${plainText(name, 200)}: `}${notes.map(({ text }) => text).join(', ')}`;
}

/** The same for those who do not see the picture. */
function equivalent(rows: readonly Row[]): HTMLElement {
  return h('ol', { class: 'visually-hidden' }, rows.map((row) => h('li', {}, sentence(row))));
}

export function rowsOf({ levels, whole }: CgroupPicture): readonly Row[] {
  const above: Row = { name: null, notes: [{ text: word('levelsAbove'), style: 'cgroup-limit quiet' }] };
  return [...(whole ? [] : [above]), ...levels.map((level): Row => ({ name: level.name === '' ? '/' : level.name, notes: notesOf(level) }))];
}

/** That nothing limits here is said only where everything was read. */
function notesOf({ limits, deciding, unread }: CgroupLevelPicture): Row['notes'] {
  const notes = [
    ...limits.map((text) => ({ text, style: deciding.includes(text) ? 'cgroup-limit deciding' : 'cgroup-limit' })),
    ...unread.map((text) => ({ text, style: 'cgroup-limit quiet' })),
  ];
  return notes.length === 0 ? [{ text: word('noLimitHere'), style: 'cgroup-limit quiet' }] : notes;
}
