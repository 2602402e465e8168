/** One live quantity: its value against its limit, a meter where there is a limit, and the last minute. */
import type { Limit } from '../../../src/model/isolation.js';
import { h } from '../element.js';
import { word } from '../words.js';
import { chart } from './chart.js';
import { meter, nearLimit } from './meter.js';
import type { Known, Quantity } from './quantities.js';
import { topOf } from './scale.js';
import type { Point } from './series.js';

export interface Card {
  readonly element: HTMLElement;
  readonly show: (series: readonly Point[]) => void;
}

export function card(quantity: Quantity, known: Known): Card {
  const label = word(quantity.label);
  const value = h('span', { class: 'card-value' });
  const note = h('span', { class: 'card-note' });
  const top = h('span', { class: 'card-top' });
  const bar = typeof known.limit === 'number' ? meter(label, known.limit) : null;
  const picture = chart(word('lastMinute', label));
  const element = h('div', { class: 'card' },
    h('div', { class: 'card-head' }, h('h3', {}, label), value, note),
    bar?.element,
    h('div', { class: 'card-chart' }, picture.element, top, h('span', { class: 'card-time' }, word('seconds'))));

  const show = (series: readonly Point[]) => {
    const used = series.length === 0 ? known.used : series.at(-1)?.value ?? null;
    const text = used === null ? null : usedText(quantity, used, known.limit);
    value.textContent = text ?? (series.length < 2 && quantity.id === 'io' ? word('waiting') : word('notRead'));
    value.classList.toggle('unread', text === null);
    note.textContent = noteOf(quantity, used, known.limit);
    bar?.show(used, text ?? '');
    showChart(series);
  };
  const showChart = (series: readonly Point[]) => {
    const values = series.flatMap((point) => point.value ?? []);
    const limit = typeof known.limit === 'number' ? known.limit : null;
    const highest = topOf(Math.max(0, ...values), limit, quantity.round);
    top.textContent = values.length === 0 ? '' : quantity.text(highest);
    picture.show(series, highest, limit, rangeText(quantity, values));
  };
  show([]);
  return { element, show };
}

function usedText(quantity: Quantity, used: number, limit: Limit | null): string {
  return typeof limit === 'number' ? quantity.ofText(used, limit) : quantity.text(used);
}

function noteOf(quantity: Quantity, used: number | null, limit: Limit | null): string {
  if (typeof limit === 'number') {
    return used !== null && used >= limit * nearLimit ? word('nearLimit') : '';
  }
  return quantity.id === 'io' ? '' : word(limit === 'unlimited' ? 'noLimit' : 'limitNotRead');
}

function rangeText(quantity: Quantity, values: readonly number[]): string {
  const last = values.at(-1);
  return last === undefined
    ? word('waiting')
    : word('range', quantity.text(Math.min(...values)), quantity.text(Math.max(...values)), quantity.text(last));
}
