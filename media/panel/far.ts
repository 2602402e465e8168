/** The note on a container whose kernel is another machine's: what was read of it, when, and the way to read it. */
import type { FarNote } from '../../src/explain/explanation.js';
import { banner } from './banner.js';
import { post } from './api.js';
import { button } from './ui.js';
import { word } from './words.js';

/** Null where there is nothing to say. `mayRun`: the workspace is trusted. */
export function farNote(far: FarNote | undefined, mayRun: boolean): HTMLElement | null {
  if (far === undefined) {
    return null;
  }
  const note = banner('far', far.says, far.readAt);
  if (far.mayRead && mayRun) {
    const press = button(word('readFar'), null, () => post({ type: 'readFar' }));
    press.dataset.key = 'readFar';
    note.append(press);
  }
  return note;
}
