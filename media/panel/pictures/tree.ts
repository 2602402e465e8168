/** The cgroup and those above it, from the hierarchy's root down, each with its limits. */
import type { CgroupPicture } from '../../../src/explain/pictures.js';
import { h } from '../element.js';
import { word } from '../words.js';

/** Nested lists: a tree is text with indents, and screen readers know lists. */
export function tree({ levels }: CgroupPicture): HTMLElement {
  return h('ul', { class: 'cgroup-tree', 'aria-label': word('cgroupTree') }, levels.map(({ name, limits, deciding }, depth) =>
    h('li', { class: `cgroup-level cgroup-depth-${String(Math.min(depth, 6))}` },
      h('code', { class: 'cgroup-name' }, name === '' ? '/' : name),
      limits.length === 0
        ? h('span', { class: 'cgroup-limit quiet' }, word('noLimitHere'))
        : limits.map((limit) => h('span', { class: deciding.includes(limit) ? 'cgroup-limit deciding' : 'cgroup-limit' }, limit)))));
}
