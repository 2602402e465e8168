/** The root as a stack: what the container sees, the writable layer, the read-only layers below. */
import { instructionOf } from '../../../src/explain/instruction.js';
import type { RootPicture } from '../../../src/explain/pictures.js';
import { h, svg } from '../element.js';
import { plainText } from '../plainText.js';
import { word } from '../words.js';
import { fitEnd, fitMiddle } from './fit.js';
import { cell, patternDefinitions, type Look } from './pattern.js';
import { responsive } from './responsive.js';

const shownAbove = 5;
const shownBelow = 2;
const gap = 4;
const stripe = 16;
/** An estimate of the width of a character in the code font at 11 px. */
const letter = 6.8;

export interface Bar {
  /** `none` is a line of text between the bars. */
  readonly look: Look;
  /** What kind of layer it is, in words; empty where the line above the bars says so. */
  readonly title: string;
  readonly detail: string;
}

export function layers(picture: RootPicture): HTMLElement {
  const bars = barsOf(picture);
  return h('figure', { class: 'figure' }, responsive((width) => drawing(bars, width)), equivalent(picture));
}

/** The same for those who do not see the picture, with every layer: the bars leave out the middle of a long stack. */
function equivalent(picture: RootPicture): HTMLElement {
  return h('ol', { class: 'visually-hidden' }, everyLayer(picture).map((line) => h('li', {}, line)));
}

/** Each in a line, topmost first; here no line above the read-only ones says what they are. */
export function everyLayer(picture: RootPicture): string[] {
  const below = readOnlyBars(picture).map((bar) => ({ ...bar, title: word('readOnly') }));
  return [...topBars(picture), ...below].map(({ title, detail }) => plainText(detail === '' ? title : `${title}: ${detail}`, 400));
}

function topBars({ layers: all, merged }: RootPicture): Bar[] {
  return [
    { look: 'unknown', title: word('merged'), detail: merged ?? '' },
    ...all.filter(({ writable }) => writable).map(({ path }): Bar => ({ look: 'own', title: word('writable'), detail: path })),
  ];
}

function readOnlyBars({ layers: all }: RootPicture): Bar[] {
  return all.filter(({ writable }) => !writable).map(({ createdBy, path }): Bar => ({ look: 'machine', title: '', detail: instructionOf(createdBy ?? '') || path }));
}

/** The bars from top to bottom; a long stack keeps its top and its floor. */
export function barsOf(picture: RootPicture): Bar[] {
  const below = readOnlyBars(picture);
  const hidden = below.length - shownAbove - shownBelow;
  const more: Bar = { look: 'none', title: '', detail: word('moreLayers', String(hidden)) };
  return [
    ...topBars(picture),
    { look: 'none', title: '', detail: word('readOnly') },
    ...(hidden > 1 ? [...below.slice(0, shownAbove), more, ...below.slice(-shownBelow)] : below),
  ];
}

function drawing(bars: readonly Bar[], width: number): SVGSVGElement {
  const height = bars.reduce((sum, bar) => sum + heightOf(bar), 0);
  const says = bars.map((bar) => [bar.title, bar.detail].filter((part) => part !== '').join(' ')).join('. ');
  let y = 0;
  const drawn = bars.map((bar) => {
    const shapes = bar.look === 'none' ? note(bar, y) : drawnBar(bar, y, width);
    y += heightOf(bar);
    return shapes;
  });
  return svg('svg', { class: 'layers', role: 'img', 'aria-label': word('layers'), width, height, viewBox: `0 0 ${width} ${height}` },
    svg('title', {}, word('layers')), svg('desc', {}, says), patternDefinitions('layers'), drawn);
}

function heightOf({ look, title, detail }: Bar): number {
  return look === 'none' ? 20 : title !== '' && detail !== '' ? 40 + gap : 24 + gap;
}

function note({ detail }: Bar, y: number): SVGElement {
  return svg('text', { class: 'layer-note', x: 0, y: y + 13 }, detail);
}

/** A stripe with the pattern, so that text never lies on it; then one line or two. */
function drawnBar(bar: Bar, y: number, width: number): SVGElement[] {
  const height = heightOf(bar) - gap;
  const x = stripe + 8;
  const two = bar.title !== '' && bar.detail !== '';
  return [
    svg('g', { class: `look look-${bar.look}` }, svg('rect', { class: 'look-edge', x: 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 3 })),
    cell(bar.look, 'layers', 0, y, stripe, height),
    bar.title === '' ? [] : svg('text', { class: 'layer-title', x, y: y + 16 }, bar.title),
    bar.detail === '' ? [] : svg('text', { class: 'layer-detail', x, y: y + (two ? 31 : 16) }, fitted(plainText(bar.detail, 400), width - x - 8)),
  ].flat();
}

/** Both ends of a path tell something; of an instruction the start does. */
function fitted(text: string, room: number): string {
  return text.startsWith('/') ? fitMiddle(text, room, letter) : fitEnd(text, room, letter);
}
