/** Whatever fails for a reader becomes one message, with the details in the log. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { oneLine, withoutLinks } from '../plainText.js';
import { messageOf, Problem } from './problem.js';

export class Failures implements vscode.Disposable {
  readonly #shown = new vscode.EventEmitter<string>();
  /** The text of each message that is shown. */
  readonly onDidShow = this.#shown.event;

  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Into the log only: nobody asked for anything. */
  note(what: string, error: unknown): void {
    this.log.error(what, error instanceof Error ? error : String(error));
  }

  show(what: string, error: unknown): void {
    this.note(what, error);
    const says = oneLine(messageOf(error), 300);
    const message = withoutLinks(error instanceof Problem ? says : l10n.t('Isolation Lens could not do this: {0}', says));
    const showLog = l10n.t('Show Log');
    void vscode.window.showErrorMessage(message, showLog).then((choice) => (choice === showLog ? this.log.show(true) : undefined));
    this.#shown.fire(message);
  }

  dispose(): void {
    this.#shown.dispose();
  }
}
