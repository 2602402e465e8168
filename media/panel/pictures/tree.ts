/** The cgroup and those above it, from the hierarchy's root down, each with its limits. */
import type { CgroupLevelPicture, CgroupPicture } from '../../../src/explain/pictures.js';
import { h } from '../element.js';
import { word } from '../words.js';

export interface Row {
  /** Null where it stands for levels that nothing shows here. */
  readonly name: string | null;
  readonly notes: readonly { readonly text: string; readonly style: string }[];
}

/** Nested lists: a tree is text with indents, and screen readers know lists. */
export function tree(picture: CgroupPicture): HTMLElement {
  return h('ul', { class: 'cgroup-tree', 'aria-label': word('cgroupTree') }, rowsOf(picture).map(({ name, notes }, depth) =>
    h('li', { class: `cgroup-level cgroup-depth-${String(Math.min(depth, 6))}` },
      name === null ? null : h('code', { class: 'cgroup-name' }, name),
      notes.map(({ text, style }) => h('span', { class: style }, text)))));
}

export function rowsOf({ levels, whole }: CgroupPicture): readonly Row[] {
  const above: Row = { name: null, notes: [{ text: word('levelsAbove'), style: 'cgroup-limit quiet' }] };
  return [...(whole ? [] : [above]), ...levels.map((level): Row => ({ name: level.name === '' ? '/' : level.name, notes: notesOf(level) }))];
}

/** That nothing limits here is said only where everything was read. */
function notesOf({ limits, deciding, unread }: CgroupLevelPicture): Row['notes'] {
  const notes = [
    ...limits.map((text) => ({ text, style: deciding.includes(text) ? 'cgroup-limit deciding' : 'cgroup-limit' })),
    ...unread.map((text) => ({ text, style: 'cgroup-limit quiet' })),
  ];
  return notes.length === 0 ? [{ text: word('noLimitHere'), style: 'cgroup-limit quiet' }] : notes;
}
