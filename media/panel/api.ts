/** The door to the extension: what the editor gives a page, typed once. */
import type { FromPanel, PanelState } from '../../src/protocol.js';

/** The page's own memory beside what the extension needs: what was open, and the last picture. */
export interface PageState extends PanelState {
  readonly open: readonly string[];
  readonly scroll: number;
  /** The last `explanation` message, for the moment until the next one arrives. */
  readonly last?: unknown;
}

interface EditorApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();

export function post(message: FromPanel): void {
  editor.postMessage(message);
}

export function savedState(): Partial<PageState> {
  const state = editor.getState();
  return typeof state === 'object' && state !== null ? state : {};
}

export function saveState(state: PageState): void {
  editor.setState(state);
}
