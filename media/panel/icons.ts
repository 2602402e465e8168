/** Our own line icons on a 16-unit grid: a few hundred bytes, where the icon font would be 126 kB. */
import { svg } from './element.js';

const paths = {
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  run: 'M2 3h12v10H2zM4.5 6l2 2-2 2M8.5 10h3',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3',
  help: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.7.4-.9.7-.9 1.3M8 11v.6',
  info: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M8 7.2v4M8 4.8v.6',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.2M8 11.2v.6',
  danger: 'M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v4M8 10.6v.6',
  unread: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11M4.2 4.2l7.6 7.6',
  chevron: 'M6 3.5L10.5 8 6 12.5',
  ended: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M6 6h4v4H6z',
} as const;
export type IconName = keyof typeof paths;

/** Decoration: its meaning is always said in words beside it or in the control's name. */
export function icon(name: IconName): SVGSVGElement {
  return svg('svg', { class: `icon icon-${name}`, viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: paths[name] }));
}
