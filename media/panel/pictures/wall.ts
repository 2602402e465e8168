/** Where the container's root lies in the machine's tree, the wall around it, and what of the machine is let in. */
import type { Door, WallPicture } from '../../../src/explain/wallPicture.js';
import { h, svg } from '../element.js';
import { plainText } from '../plainText.js';
import { word } from '../words.js';
import { fitEnd, fitMiddle, linesOf, widthOf } from './fit.js';
import { cell, patternDefinitions } from './pattern.js';
import { responsive } from './responsive.js';

const rowHeight = 20;
const indent = 14;
const deepest = 5;
const pad = 10;
const mostDoors = 6;
/** Characters: a shorter rest of a path tells nothing. */
const leastPath = 24;
/** Estimates of the width of a character at 11 px (code) and 12 px. */
const codeLetter = 6.8;
const letter = 6.6;

export function wall(picture: WallPicture): HTMLElement {
  return h('figure', { class: 'figure' }, responsive((width) => drawing(picture, width)), equivalent(picture));
}

/** A long way keeps its start and its end: `/ var … 5e1c merged`. */
export function shortWay(way: readonly string[]): readonly string[] {
  return way.length <= deepest ? way : [...way.slice(0, 2), '…', ...way.slice(-2)];
}

function drawing(picture: WallPicture, width: number): SVGSVGElement {
  const steps = ['/', ...shortWay(picture.way ?? [])];
  const outer = steps.slice(0, Math.max(1, steps.length - (picture.mechanism === 'none' ? 0 : 1)));
  const doors = (picture.doors ?? []).slice(0, mostDoors);
  const top = 28 + outer.length * rowHeight;
  const left = Math.min(outer.length, deepest) * indent + pad;
  const room = width - left - 2 * pad - pad;
  const inside = insideLines(picture, doors.length).flatMap(({ kind, text: line }): readonly Line[] =>
    (kind === 'wall-note' ? linesOf(line, room, letter).map((part) => ({ kind, text: part })) : [{ kind, text: line }]));
  const shown = doors.map((door) => ({ target: fitMiddle(plainText(door.target, 300), room, codeLetter), whence: whenceLines(modeOf(door), plainText(door.source, 300), room) }));
  const boxHeight = 2 * pad + inside.length * rowHeight + shown.reduce((sum, { whence }) => sum + doorHeight(whence), 0);
  const height = top + boxHeight + pad;
  let y = top + pad;
  const text = inside.map(({ kind, text: line }) => {
    y += rowHeight;
    return svg('text', { class: kind, x: left + pad, y: y - 6 }, kind === 'wall-code' ? fitMiddle(line, room, codeLetter) : fitEnd(line, room, letter));
  });
  const openings = shown.flatMap(({ target, whence }) => {
    const shapes = doorShapes(target, whence, left, y);
    y += doorHeight(whence);
    return shapes;
  });
  return svg('svg', { class: 'wall', role: 'img', 'aria-label': word('wall'), width, height, viewBox: `0 0 ${width} ${height}` },
    svg('title', {}, word('wall')), svg('desc', {}, sentences(picture).join(' ')), patternDefinitions('wall'),
    svg('g', { class: 'look look-machine' }, svg('rect', { class: 'look-edge', x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 3 })),
    cell('machine', 'wall', 0, 0, 8, height),
    svg('text', { class: 'wall-title', x: pad + 8, y: 18 }, word('machine')),
    outer.map((name, depth) => svg('text', { class: 'wall-code', x: pad + 8 + depth * indent, y: 28 + (depth + 1) * rowHeight - 6 },
      fitMiddle(depth === 0 || name === '…' ? name : `└ ${name}`, width - pad * 2 - 8 - depth * indent, codeLetter))),
    svg('rect', { class: `wall-edge wall-${picture.mechanism ?? 'unknown'}`, x: left, y: top, width: width - left - pad, height: boxHeight, rx: 3 }),
    text, openings);
}

interface Line {
  readonly kind: 'wall-title' | 'wall-code' | 'wall-note';
  readonly text: string;
}

function insideLines(picture: WallPicture, shown: number): readonly Line[] {
  const { way, mechanism, doors } = picture;
  const name = way?.at(-1);
  const more = (doors?.length ?? 0) - shown;
  return [
    ...(name === undefined || mechanism === 'none' ? [] : [{ kind: 'wall-code', text: `└ ${plainText(name, 100)}` } as const]),
    { kind: 'wall-title', text: word('wallInside') },
    { kind: 'wall-note', text: kindOfWall(picture) },
    ...(picture.concluded ? [{ kind: 'wall-note', text: word('concluded') } as const] : []),
    ...(doors === null ? [] : [{ kind: 'wall-note', text: doors.length === 0 ? word('noDoors') : word('doors') } as const]),
    ...(more > 0 ? [{ kind: 'wall-note', text: word('moreDoors', String(more)) } as const] : []),
  ];
}

/** Where what is behind a door comes from: in one line, or in two where too little of its path would be left in one. */
export function whenceLines(mode: string, path: string, room: number): readonly string[] {
  const left = room - widthOf(`${mode} · `, codeLetter);
  return left < Math.min(leastPath * codeLetter, widthOf(path, codeLetter)) ? [mode, fitMiddle(path, room, codeLetter)] : [`${mode} · ${fitMiddle(path, left, codeLetter)}`];
}

const modeOf = ({ readOnly }: Door): string => (readOnly ? word('readOnly') : word('doorWritable'));

const whenceHeight = 16;

function doorHeight(whence: readonly string[]): number {
  return rowHeight + whence.length * whenceHeight;
}

/** An opening in the wall's left edge, the path in there, and below it where that comes from. */
function doorShapes(target: string, whence: readonly string[], left: number, y: number): SVGElement[] {
  const middle = y + rowHeight - 10;
  return [
    svg('line', { class: 'wall-gap', x1: left, x2: left, y1: middle - 7, y2: middle + 7 }),
    svg('path', { class: 'wall-arrow', d: `M${left - 9},${middle}H${left + 6}M${left + 2},${middle - 4}L${left + 6},${middle}L${left + 2},${middle + 4}` }),
    svg('text', { class: 'wall-code', x: left + pad, y: y + rowHeight - 6 }, target),
    ...whence.map((line, position) => svg('text', { class: 'wall-code wall-source', x: left + pad, y: y + rowHeight + (position + 1) * whenceHeight - 6 }, line)),
  ];
}

function kindOfWall({ mechanism }: WallPicture): string {
  switch (mechanism) {
    case 'pivot_root': return word('wallPivot');
    case 'chroot': return word('wallChroot');
    case 'none': return word('wallNone');
    case null: return word('wallUnknown');
  }
}

function sentences(picture: WallPicture): readonly string[] {
  const { way, doors } = picture;
  return [
    way === null ? word('wayUnknown') : `${word('wallInside')}: /${way.join('/')}.`,
    `${kindOfWall(picture)}${picture.concluded ? ` (${word('concluded')})` : ''}.`,
    ...(doors === null ? [] : [doors.length === 0 ? `${word('noDoors')}.` : `${word('doors')}: ${doors.map(doorWords).join(', ')}.`]),
  ];
}

function doorWords(door: Door): string {
  return plainText(`${door.target} (${door.source}, ${door.of}, ${modeOf(door)})`, 600);
}

/** The same for those who do not see the picture, with every door. */
function equivalent(picture: WallPicture): HTMLElement {
  return h('ul', { class: 'visually-hidden' }, sentences(picture).map((sentence) => h('li', {}, sentence)));
}
