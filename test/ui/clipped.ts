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
    for (const command of document.querySelectorAll<HTMLElement>('.command-room > .command')) {
      const [box, room] = [command.getBoundingClientRect(), command.parentElement?.getBoundingClientRect()];
      if (room !== undefined && room.width < 90 && box.top < room.bottom - 1) {
        faults.push(`a sliver of a command, ${room.width} wide`);
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

/** Words that a line's end tears from what they belong to: `/proc` and the particle behind it. */
export function torn(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => [...document.querySelectorAll<HTMLElement>('.prose:not(.commands) code, .prose button.link')].flatMap((element) => {
    const walker = document.createTreeWalker(element.closest('p, li, td, th') ?? element, NodeFilter.SHOW_TEXT);
    walker.currentNode = element;
    let next = walker.nextNode();
    while (next !== null && (element.contains(next) || next.textContent === '')) {
      next = walker.nextNode();
    }
    if (next === null || /^\s/u.test(next.textContent ?? ' ')) {
      return [];
    }
    const first = document.createRange();
    first.setStart(next, 0);
    first.setEnd(next, 1);
    const below = first.getBoundingClientRect().top >= element.getBoundingClientRect().bottom - 4;
    return below ? [`torn: ${element.textContent} | ${(next.textContent ?? '').slice(0, 10)}`] : [];
  }));
}
