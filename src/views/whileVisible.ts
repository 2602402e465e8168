/** A view makes the lens look only while it is visible: a hidden one costs nothing. */
import type * as vscode from 'vscode';
import type { Disposable, Lens } from '../lens.js';

type Seen = Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>;

export function attendWhileVisible(view: Seen, lens: Lens): Disposable {
  let attention: Disposable | null = null;
  const rest = () => {
    attention?.dispose();
    attention = null;
  };
  const attend = () => {
    if (view.visible) {
      attention ??= lens.attend();
    } else {
      rest();
    }
  };
  const following = view.onDidChangeVisibility(attend);
  attend();
  return {
    dispose: () => {
      following.dispose();
      rest();
    },
  };
}
