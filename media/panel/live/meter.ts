/** A bar from 0 to the limit. Assistive technology reads it as a meter with its value in words. */
import { h } from '../element.js';

/** The part of the limit from which on the bar, and a word beside it, say that it is nearly used up. */
export const nearLimit = 0.9;

export interface Meter {
  readonly element: HTMLElement;
  /** Null hides the bar: an empty one would say 0. */
  readonly show: (used: number | null, text: string) => void;
}

export function meter(label: string, limit: number): Meter {
  const fill = h('div', { class: 'meter-fill' });
  const element = h('div', { class: 'meter', role: 'meter', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': limit, 'aria-valuenow': 0 }, fill);
  const show = (used: number | null, text: string) => {
    element.hidden = used === null;
    if (used !== null) {
      const part = limit > 0 ? Math.min(1, used / limit) : 1;
      fill.style.setProperty('width', `${(part * 100).toFixed(1)}%`);
      element.classList.toggle('meter-near', part >= nearLimit);
      element.setAttribute('aria-valuenow', String(Math.min(used, limit)));
      element.setAttribute('aria-valuetext', text);
    }
  };
  return { element, show };
}
