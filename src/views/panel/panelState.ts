/** What a page left behind when the window was reloaded; anybody could have written it. */
import type { PanelState } from '../../protocol.js';

export function isPanelState(state: unknown): state is PanelState {
  if (typeof state !== 'object' || state === null) {
    return false;
  }
  const { id, name } = state as Record<string, unknown>;
  return typeof id === 'string' && id !== '' && typeof name === 'string';
}
