/** A picture drawn for the width that it has, and drawn again when that changes: its text keeps the page's size. */
import { h } from '../element.js';

export function responsive(draw: (width: number) => SVGSVGElement): HTMLElement {
  const frame = h('div', { class: 'picture' });
  let drawn = 0;
  new ResizeObserver(() => {
    const width = Math.floor(frame.clientWidth);
    if (width > 0 && width !== drawn) {
      drawn = width;
      frame.replaceChildren(draw(width));
    }
  }).observe(frame);
  return frame;
}
