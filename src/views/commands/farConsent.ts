/**
 * The question before anything is run on an engine's machine: what, where and as whom. Asked each time; whatever is
 * answered but yes, nothing is run.
 */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FarPlan } from '../../lens.js';
import { oneLine } from '../plainText.js';

const scheme = 'isolation-lens-script';

export class FarConsent implements vscode.Disposable, vscode.TextDocumentContentProvider {
  #script = '';
  readonly #provider = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  /** Whether the reader agrees, now and for one look. Who wants to see the script sees it, and has not agreed. */
  async agrees(name: string, plan: FarPlan): Promise<boolean> {
    const read = l10n.t('Read over ssh');
    const show = l10n.t('Show the Script');
    const question = l10n.t('Read what the kernel of the engine’s machine says about {0}?', oneLine(name, 60));
    const answer = await vscode.window.showWarningMessage(question, { modal: true, detail: detailOf(plan) }, read, show);
    if (answer === show) {
      await this.#show(plan);
    }
    return answer === read;
  }

  provideTextDocumentContent(): string {
    return this.#script;
  }

  dispose(): void {
    this.#provider.dispose();
  }

  async #show({ script }: FarPlan): Promise<void> {
    this.#script = script;
    const uri = vscode.Uri.from({ scheme, path: '/read-over-ssh.sh' });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }
}

function detailOf({ command }: FarPlan): string {
  return [
    l10n.t('Your own ssh runs this, as the user that it logs in as there:'),
    command,
    l10n.t('It is given a script that reads files of /proc and /sys and prints them. It writes nothing, starts no container and changes nothing.'),
    l10n.t('This is asked each time, and holds for one look.'),
  ].join('\n\n');
}
