/** A line that says that the container ended, that something could not be done, or that its kernel is elsewhere. */
import { h } from './element.js';
import { icon } from './icons.js';

const icons = { ended: 'ended', problem: 'warning', far: 'info' } as const;
const roles = { ended: 'status', problem: 'alert', far: 'note' } as const;

export function banner(kind: 'ended' | 'problem' | 'far', says: string, at?: number): HTMLElement {
  return h('div', { class: `banner banner-${kind}`, role: roles[kind] },
    icon(icons[kind]),
    h('p', {}, says),
    at === undefined ? null : h('time', { datetime: new Date(at).toISOString() }, timeText(at)));
}

/** The time of day as the reader's language writes it. */
function timeText(at: number): string {
  return new Date(at).toLocaleTimeString(document.documentElement.lang || undefined);
}
