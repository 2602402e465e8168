/** Two stacks beside each other: virtual machines, each with a kernel of its own, and containers on the one kernel. */
import type { StackBox, StackLevel, StackPicture } from '../../../src/explain/machine/stack.js';
import { h, svg } from '../element.js';
import { plainText } from '../plainText.js';
import { word } from '../words.js';
import { fitEnd, widthOf } from './fit.js';
import { responsive } from './responsive.js';

const gap = 6;
const levelHeight = 40;
const boxHeight = 44;
const guestHeight = 24;
const titleHeight = 24;
const letter = 6.6;
/** Below this width the stacks stand on top of each other. */
const narrow = 520;

export interface Column {
  readonly title: string;
  readonly boxes: readonly StackBox[];
  /** What stands in the place of the boxes where there are none. */
  readonly none: string;
  readonly more: number;
  /** From the top down. */
  readonly levels: readonly StackLevel[];
}

export function stack(picture: StackPicture): HTMLElement {
  const columns = columnsOf(picture);
  return h('figure', { class: 'figure' }, responsive((width) => drawing(columns, width)), equivalent(columns));
}

export function columnsOf(picture: StackPicture): readonly Column[] {
  const levels = picture.levels.toReversed();
  return [
    { title: word('stackContainers'), boxes: picture.containers, none: word('noneFound'), more: picture.moreContainers, levels },
    {
      title: word('stackMachines'), boxes: picture.virtualMachines ?? [], more: picture.moreMachines, levels: levels.filter(({ id }) => id !== 'engine'),
      none: picture.virtualMachines === null ? word('machinesUnread') : word('noneFound'),
    },
  ];
}

function drawing(columns: readonly Column[], width: number): SVGSVGElement {
  const beside = width >= narrow;
  const each = beside ? (width - 24) / 2 : width;
  const heights = columns.map((column) => heightOf(column, each));
  const tallest = Math.max(...heights);
  const height = beside ? tallest : heights.reduce((sum, part) => sum + part + 16, -16);
  let y = 0;
  const drawn = columns.map((column, index) => {
    const own = heights[index] ?? 0;
    const shapes = columnShapes(column, beside ? index * (each + 24) : 0, beside ? tallest - own : y, each);
    y += own + 16;
    return shapes;
  });
  return svg('svg', { class: 'stack', role: 'img', 'aria-label': word('stack'), width, height, viewBox: `0 0 ${width} ${height}` },
    svg('title', {}, word('stack')), svg('desc', {}, columns.map(describe).join('. ')), drawn);
}

/** As many as have room for the longest name, if that is not very long. */
function perRow({ boxes }: Column, width: number): number {
  const longest = Math.max(...boxes.map(({ name, detail }) => Math.max(widthOf(name, letter), widthOf(detail, letter))), 0);
  const each = Math.min(200, Math.max(80, longest + 17));
  return Math.max(1, Math.floor((width + gap) / (each + gap)));
}

function rowsOf(column: Column, width: number): number {
  return Math.max(1, Math.ceil((column.boxes.length + (column.more > 0 ? 1 : 0)) / perRow(column, width)));
}

/** One height for all boxes of a column; those without a kernel of their own reach down to the machine's. */
function tall({ boxes }: Column): number {
  return boxHeight + (boxes.some(({ ownKernel }) => ownKernel) ? guestHeight : 0);
}

function heightOf(column: Column, width: number): number {
  return titleHeight + rowsOf(column, width) * (tall(column) + gap) + column.levels.length * (levelHeight + gap) - gap;
}

function columnShapes(column: Column, x: number, y: number, width: number): SVGElement[] {
  const top = y + titleHeight;
  const below = top + rowsOf(column, width) * (tall(column) + gap);
  return [
    svg('text', { class: 'stack-title', x, y: y + 14 }, column.title),
    ...boxShapes(column, x, top, width),
    ...column.levels.flatMap(({ id, label, value }, index) => textBox(`stack-level stack-${id}`, label, value, x, below + index * (levelHeight + gap), width, levelHeight)),
  ];
}

function boxShapes(column: Column, x: number, y: number, width: number): SVGElement[] {
  const { boxes, none } = column;
  const all = [...boxes, ...moreOf(column).map((name) => ({ name, detail: '', ownKernel: false }))];
  const height = tall(column);
  if (all.length === 0) {
    return textBox('stack-none', none, '', x, y, width, height);
  }
  const across = Math.min(all.length, perRow(column, width));
  const each = (width - (across - 1) * gap) / across;
  return all.flatMap(({ name, detail, ownKernel }, index) => {
    const left = x + (index % across) * (each + gap);
    const upper = y + Math.floor(index / across) * (height + gap);
    return [
      ...textBox('stack-box', name, detail, left, upper, each, ownKernel ? boxHeight : height),
      ...(ownKernel ? textBox('stack-guest', word('guestKernel'), '', left, upper + boxHeight, each, guestHeight) : []),
    ];
  });
}

/** In the place of those that are not drawn; nothing where all are. */
function moreOf({ more }: Column): readonly string[] {
  return more > 0 ? [word('moreContainers', String(more))] : [];
}

function textBox(style: string, label: string, value: string, x: number, y: number, width: number, height: number): SVGElement[] {
  const room = width - 16;
  const middle = y + height / 2;
  const line = (text: string, at: number, kind: string) => svg('text', { class: kind, x: x + 8, y: at }, fitEnd(plainText(text, 200), room, letter));
  return [
    svg('rect', { class: style, x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 3 }),
    ...(value === '' ? [line(label, middle + 4, 'stack-label')] : [line(label, middle - 4, 'stack-label'), line(value, middle + 12, 'stack-value')]),
  ];
}

export function describe(column: Column): string {
  const { title, boxes, levels, none } = column;
  const top = boxes.length === 0 ? none : [...boxes.map(inWords), ...moreOf(column)].join(', ');
  return `${title}: ${top}. ${levels.map(({ label, value }) => `${label}: ${value}`).join(', ')}`;
}

function inWords({ name, detail, ownKernel }: StackBox): string {
  return `${name} (${[detail, ...(ownKernel ? [word('guestKernel')] : [])].join(', ')})`;
}

/** The same for those who do not see the picture. */
function equivalent(columns: readonly Column[]): HTMLElement {
  return h('ul', { class: 'visually-hidden' }, columns.map((column) => h('li', {}, describe(column))));
}
