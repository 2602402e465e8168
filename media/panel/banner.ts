/** The line above the page that says that the container ended, or that something could not be done. */
import { h } from './element.js';
import { icon } from './icons.js';

export function banner(kind: 'ended' | 'problem', says: string, at?: number): HTMLElement {
  return h('div', { class: `banner banner-${kind}`, role: kind === 'problem' ? 'alert' : 'status' },
    icon(kind === 'ended' ? 'ended' : 'warning'),
    h('p', {}, says),
    at === undefined ? null : h('time', { datetime: new Date(at).toISOString() }, timeText(at)));
}

/** The time of day as the reader's language writes it. */
function timeText(at: number): string {
  return new Date(at).toLocaleTimeString(document.documentElement.lang || undefined);
}
