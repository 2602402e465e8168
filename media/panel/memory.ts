/** What the page remembers across being hidden and across a reload of the window. */
import { savedState, saveState, type PageState } from './api.js';

/** Larger pictures are read anew instead of being stored by the editor. */
const longestKept = 500_000;

const saved = savedState();
const open = new Set<string>(Array.isArray(saved.open) ? saved.open.map(String) : []);
let state: PageState = { id: text(saved.id), name: text(saved.name), open: [...open], scroll: saved.scroll ?? 0, last: saved.last };

export function isOpen(key: string): boolean {
  return open.has(key);
}

export function setOpen(key: string, opened: boolean): void {
  if (opened) {
    open.add(key);
  } else {
    open.delete(key);
  }
  save({ open: [...open] });
}

export function keepScroll(scroll: number): void {
  save({ scroll });
}

export function scrollKept(): number {
  return state.scroll;
}

/** Keeps the last `explanation` message; another container starts with everything closed. */
export function keepLast(id: string, name: string, message: unknown): void {
  if (state.id !== '' && state.id !== id) {
    open.clear();
  }
  const last = JSON.stringify(message).length > longestKept ? undefined : message;
  save({ id, name, last, open: [...open] });
}

export function lastKept(): unknown {
  return state.last;
}

function save(change: Partial<PageState>): void {
  state = { ...state, ...change };
  saveState(state);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
