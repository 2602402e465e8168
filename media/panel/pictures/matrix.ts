/** Rows of namespaces, the machine's own first: an equal letter, colour and pattern in a column is the same namespace. */
import type { MatrixPicture, MatrixRow } from '../../../src/explain/pictures.js';
import { h, svg } from '../element.js';
import { plainText } from '../plainText.js';
import { word } from '../words.js';
import { fitMiddle, widthOf } from './fit.js';
import { cell, type Look, lookOf, patternDefinitions } from './pattern.js';
import { responsive } from './responsive.js';

const rowHeight = 28;
const gap = 4;
/** Estimates of the width of a character: 12 px text, 11 px code. */
const letterWidth = 6.8;
const codeWidth = 6.7;
/** Of those that share a namespace. */
const mostNames = 6;

export function matrix(picture: MatrixPicture): HTMLElement {
  return h('figure', { class: 'figure' },
    responsive((width) => drawing(picture, width)),
    h('figcaption', {}, legend(picture)),
    h('div', { class: 'visually-hidden' }, equivalent(picture), moreOf(picture).map((more) => h('p', {}, more))));
}

/** The same as a table, for those who do not see the picture. */
function equivalent(picture: MatrixPicture): HTMLTableElement {
  const { types, rows } = picture;
  return h('table', {}, h('caption', {}, word('matrix')),
    h('thead', {}, h('tr', {}, h('td', {}), types.map((type) => h('th', { scope: 'col' }, type)))),
    h('tbody', {}, rows.map((row) => h('tr', {}, h('th', { scope: 'row' }, shownName(row)),
      row.letters.map((letter) => h('td', {}, letter === '' ? '' : meaningOf(letter, picture)))))));
}

/** In the place of the containers that have no row; nothing where all have one. */
function moreOf({ moreRows = 0 }: MatrixPicture): readonly string[] {
  return moreRows > 0 ? [word('moreContainers', String(moreRows))] : [];
}

interface Grid {
  readonly left: number;
  readonly step: number;
  readonly top: number;
  /** Whether the names of the types stand aslant, for want of room. */
  readonly aslant: boolean;
}

export function gridOf({ types, rows }: MatrixPicture, width: number): Grid {
  const longest = Math.max(...rows.map((row) => widthOf(shownName(row), letterWidth)));
  const left = Math.round(Math.min(longest + 12, width * 0.36, 160));
  const widest = Math.max(...types.map((type) => widthOf(type, codeWidth)));
  const aslant = widest + gap > (width - left) / types.length;
  // The last name leans out over its column.
  const step = (width - left - (aslant ? 8 : 0)) / Math.max(1, types.length);
  return { left, step, aslant, top: aslant ? Math.ceil(widest * 0.71) + 16 : 24 };
}

function drawing(picture: MatrixPicture, width: number): SVGSVGElement {
  const grid = gridOf(picture, width);
  const [below, more] = [grid.top + picture.rows.length * rowHeight, moreOf(picture)];
  const height = below + more.length * rowHeight;
  const title = word('matrix');
  return svg('svg', { class: 'matrix', role: 'img', 'aria-label': `${title}. ${describe(picture)}`, width, height, viewBox: `0 0 ${width} ${height}` },
    svg('title', {}, title),
    svg('desc', {}, describe(picture)),
    patternDefinitions('matrix'),
    picture.types.map((type, column) => typeName(type, column, grid)),
    picture.rows.map((row, index) => rowOf(picture, row, grid.top + index * rowHeight, grid)),
    more.map((text) => svg('text', { class: 'matrix-more', x: 0, y: below + 17 }, text)));
}

function typeName(type: string, column: number, grid: Grid): SVGElement {
  const [x, y] = [centre(grid, column), grid.top - 8];
  return grid.aslant
    ? svg('text', { class: 'matrix-type matrix-aslant', x, y, transform: `rotate(-45 ${x} ${y})` }, type)
    : svg('text', { class: 'matrix-type', x, y }, type);
}

function rowOf(picture: MatrixPicture, row: MatrixRow, y: number, grid: Grid): SVGElement[] {
  const baseline = y + 17;
  return [
    svg('text', { class: 'matrix-name', x: 0, y: baseline }, fittedName(row, grid)),
    ...row.letters.flatMap((letter, column) => [
      cell(lookIn(picture, letter), 'matrix', grid.left + column * grid.step + gap / 2, y, grid.step - gap, rowHeight - gap),
      svg('text', { class: 'matrix-letter', x: centre(grid, column), y: baseline }, letter),
    ]),
  ];
}

function centre({ left, step }: Grid, column: number): number {
  return left + (column + 0.5) * step;
}

function shownName({ name }: MatrixRow): string {
  return plainText(name ?? word('machine'), 100);
}

/** Names of one project begin alike and differ at their end: where one is cut, both ends stay. */
export function fittedName(row: MatrixRow, { left }: Grid): string {
  return fitMiddle(shownName(row), left - 8, letterWidth);
}

/** `web: cgroup B, ipc B, …` */
export function describe(picture: MatrixPicture): string {
  const { types, rows } = picture;
  const told = rows.map((row) => `${shownName(row)}: ${types.flatMap((type, i) => (row.letters[i] ? `${type} ${row.letters[i]}` : [])).join(', ')}`);
  return [...told, ...moreOf(picture)].join('. ');
}

function legend(picture: MatrixPicture): HTMLElement {
  const used = [...new Set(picture.rows.flatMap(({ letters }) => letters))].filter((letter) => letter !== '').sort((a, b) => order(a) - order(b));
  const isOwn = (letter: string) => ownersOf(picture, letter)?.length === 1;
  const told = used.filter((letter) => !isOwn(letter)).map((letter) => entry(letter, lookIn(picture, letter), meaningOf(letter, picture)));
  // Of many containers each has a letter of its own; one line is enough for all of them.
  const own = used.some(isOwn) ? entry('', 'own', word('letterOwn')) : null;
  return h('ul', { class: 'legend' }, told.slice(0, 1), own, told.slice(1));
}

/** What could not be told comes last; longer letters after shorter ones. */
function order(letter: string): number {
  return letter === '?' ? Infinity : Array.from(letter).reduce((sum, character) => sum * 26 + character.charCodeAt(0), 0);
}

function entry(letter: string, look: Look, meaning: string): HTMLElement {
  return h('li', {}, swatch(letter, look), h('span', {}, meaning));
}

function swatch(letter: string, look: Look): SVGSVGElement {
  const id = `legend-${look}-${letter === '?' ? 'unknown' : letter}`;
  return svg('svg', { width: 20, height: 16, viewBox: '0 0 20 16', 'aria-hidden': 'true' },
    patternDefinitions(id),
    cell(look, id, 0, 0, 20, 16),
    svg('text', { class: 'matrix-letter', x: 10, y: 12 }, letter));
}

function ownersOf({ owners }: MatrixPicture, letter: string): readonly string[] | undefined {
  return owners?.find((one) => one.letter === letter)?.names;
}

/** Of many containers all that is private looks the same, and what is shared has the looks in turn. */
function lookIn(picture: MatrixPicture, letter: string): Look {
  const names = ownersOf(picture, letter);
  if (names === undefined) {
    return lookOf(letter);
  }
  const shared = (picture.owners ?? []).filter((one) => one.names.length > 1).findIndex((one) => one.letter === letter);
  return lookOf(shared < 0 ? 'B' : String.fromCharCode(67 + (shared % 4)));
}

function meaningOf(letter: string, picture: MatrixPicture): string {
  if (letter === 'A') {
    return word('letterMachine');
  }
  if (letter === '?') {
    return word('letterUnknown');
  }
  const owners = ownersOf(picture, letter) ?? picture.rows.slice(2).filter(({ letters }) => letters.includes(letter)).map(({ name }) => name ?? '');
  return owners.length === 0 ? word('letterOwn') : word('letterShared', namesText(owners));
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => plainText(name, 60));
  return [...shown, ...(names.length > mostNames ? [word('moreContainers', String(names.length - mostNames))] : [])].join(', ');
}
