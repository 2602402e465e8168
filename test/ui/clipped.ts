/** What a narrow panel cuts off. */
import type { Frame } from 'playwright-core';

/** What is wider than its place, or cut in a way that hides letters: `…` and a place of its own to scroll are no such thing. */
export function clipped(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const faults = document.documentElement.scrollWidth > document.documentElement.clientWidth ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
    for (const element of document.querySelectorAll<HTMLElement>('main *')) {
      const style = getComputedStyle(element);
      const cut = element.scrollWidth > element.clientWidth + 1 && ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis';
      const mayScroll = element.closest('.visually-hidden, .command-room, .table') !== null;
      if (cut && !mayScroll && element.clientWidth > 0) {
        faults.push(`${element.className || element.tagName}: ${element.textContent.slice(0, 60)}`);
      }
    }
    for (const text of document.querySelectorAll<SVGTextElement>('svg[role=img] text')) {
      const room = text.ownerSVGElement?.getBoundingClientRect();
      const box = text.getBoundingClientRect();
      if (room !== undefined && text.textContent !== '' && (box.right > room.right + 2 || box.left < room.left - 2)) {
        faults.push(`picture: ${text.textContent}`);
      }
    }
    return faults;
  });
}
