/** The picture of one series: a line, the area below it, and the limit where it is in sight. */
import { svg } from '../element.js';
import { linePath } from './sparkline.js';
import type { Point } from './series.js';

const box = { width: 240, height: 40 };

export interface Chart {
  readonly element: SVGSVGElement;
  readonly show: (series: readonly Point[], top: number, limit: number | null, description: string) => void;
}

export function chart(title: string): Chart {
  const description = svg('desc');
  const area = svg('path', { class: 'chart-area' });
  const line = svg('path', { class: 'chart-line', 'vector-effect': 'non-scaling-stroke' });
  const limitLine = svg('line', { class: 'chart-limit', x1: 0, x2: box.width, 'vector-effect': 'non-scaling-stroke' });
  const element = svg('svg', { class: 'chart', role: 'img', 'aria-label': title, viewBox: `0 0 ${box.width} ${box.height}`, preserveAspectRatio: 'none' },
    svg('title', {}, title), description, area, limitLine, line);
  const show = (series: readonly Point[], top: number, limit: number | null, says: string) => {
    const path = linePath(series, top, box);
    line.setAttribute('d', path.stroke);
    area.setAttribute('d', path.area);
    const y = limit === null || limit > top ? -1 : box.height * (1 - limit / top);
    limitLine.classList.toggle('hidden', y < 0);
    limitLine.setAttribute('y1', String(y));
    limitLine.setAttribute('y2', String(y));
    description.textContent = says;
    element.setAttribute('aria-label', `${title}. ${says}`);
  };
  return { element, show };
}
