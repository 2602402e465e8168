/** The panel of the concepts: one, whose page changes as the reader follows links; its live parts are of one look. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ConceptMessage } from '../../conceptMessage.js';
import { commands, views } from '../../ids.js';
import type { Disposable, Lens } from '../../lens.js';
import type { ConceptId } from '../../model/isolation.js';
import { oneAtATime } from '../../oneAtATime.js';
import type { FromPanel, ToPanel } from '../../protocol.js';
import { copy, typeIntoTerminal } from '../panel/actions.js';
import { isFromPanel } from '../panel/fromPanel.js';
import { Pulse } from '../panel/pulse.js';
import { panelWords } from '../panel/words.js';
import { oneLine } from '../plainText.js';
import type { Book } from './book.js';
import { showsCommand } from './conceptCommands.js';
import { conceptIdOf } from './conceptIdOf.js';
import { choosable, conceptMessageOf, nextConcept } from './conceptMessageOf.js';

export interface ConceptHost {
  readonly lens: Lens;
  readonly book: Book;
  /** Milliseconds between two looks at what is true now; null where the reader wants none by itself. */
  interval(): number | null;
  report(what: string, error: unknown): void;
}

export class ConceptPanel implements Disposable {
  #chosen: string | null = null;
  #sent: ConceptMessage | null = null;
  #pageIsThere = false;
  #disposed = false;
  #attention: Disposable | null = null;
  readonly #owned: Disposable[];
  readonly #load = oneAtATime(() => this.#look());
  readonly #pulse = new Pulse(() => this.#beat(), () => this.host.interval());

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private concept: ConceptId,
    private readonly host: ConceptHost,
  ) {
    this.#owned = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#attend()),
      host.lens.onDidChange(() => void (this.#pageIsThere && this.#load())),
    ];
    this.#attend();
  }

  show(concept: ConceptId): void {
    this.concept = concept;
    this.panel.reveal();
    void this.#load();
  }

  dispose(): void {
    this.#disposed = true;
    this.#pageIsThere = false;
    this.#pulse.stop();
    this.#attention?.dispose();
    this.#owned.forEach((one) => one.dispose());
    this.panel.dispose();
  }

  #attend(): void {
    if (this.panel.visible) {
      this.#attention ??= this.host.lens.attend('list');
      this.#pulse.start();
    } else {
      this.#pageIsThere = false;
      this.#pulse.stop();
      this.#attention?.dispose();
      this.#attention = null;
    }
  }

  /** Memory and time go on without any news of an engine's, and so do virtual machines. */
  async #beat(): Promise<void> {
    if (this.#pageIsThere && this.#sent !== null && this.host.interval() !== null) {
      await this.#load();
    }
  }

  /** Readings come at another pace from now on. */
  restartLive(): void {
    this.#pulse.stop();
    if (this.panel.visible) {
      this.#pulse.start();
    }
  }

  #receive(message: unknown): void {
    if (!isFromPanel(message)) {
      this.host.report('concept', new Error('An unknown message was refused.'));
      return;
    }
    this.#act(message).catch((error: unknown) => this.host.report('concept', error));
  }

  async #act(message: FromPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#pageIsThere = true;
        await this.#load();
        break;
      case 'refresh':
        await this.#load();
        break;
      case 'choose':
        this.#chosen = message.id;
        await this.#load();
        break;
      case 'explain':
        await vscode.commands.executeCommand(commands.explainContainer, message.id);
        break;
      case 'showContainers':
        await vscode.commands.executeCommand(`${views.containers}.focus`);
        break;
      case 'readFar':
        throw new Error('A message of another page was refused.');
      case 'concept':
        this.#turnTo(message.id);
        break;
      case 'copy':
        await copy(message.text);
        break;
      case 'runInTerminal':
        await typeIntoTerminal(message.command, this.#sent !== null && showsCommand(this.#sent, message.command));
    }
  }

  #turnTo(id: string): void {
    const concept = conceptIdOf(id);
    if (concept !== undefined) {
      this.show(concept);
    }
  }

  async #look(): Promise<void> {
    try {
      const concept = this.concept;
      const [page, message] = await Promise.all([this.host.book.page(concept), this.#here()]);
      const after = nextConcept(concept);
      const next = after === undefined ? null : { id: after, title: (await this.host.book.page(after)).title };
      if (this.#disposed) {
        return;
      }
      this.panel.title = page.title;
      this.#sent = { ...conceptMessageOf(page, message), next, words: panelWords(), mayRun: vscode.workspace.isTrusted };
      this.#post(this.#sent);
    } catch (error) {
      this.host.report(`concept ${this.concept}`, error);
      this.#post({ type: 'problem', says: l10n.t('This could not be looked at: {0}', oneLine(error instanceof Error ? error.message : String(error))) });
    }
  }

  /** What runs here now, and the chosen container closely; the first one where none was chosen or it has ended. */
  async #here() {
    const { lens } = this.host;
    const listed = lens.known ?? await lens.list();
    const running = choosable(listed.containers);
    const chosen = running.find(({ id }) => id === this.#chosen) ?? running[0];
    const known = chosen === undefined ? await lens.list() : await lens.lookClosely(chosen.id);
    return { known, running: choosable(known.containers) };
  }

  #post(message: ToPanel): void {
    if (this.#pageIsThere) {
      this.panel.webview.postMessage(message).then(undefined, (error: unknown) => this.host.report('concept', error));
    }
  }
}
