/**
 * One container's panel, the extension's side of it: what was last known, sent whenever the page asks. A hidden panel has
 * no page at all and costs nothing; the page that comes back is given the picture and the last minute again.
 */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Pictures, picturesOf } from '../../explain/pictures.js';
import { commands } from '../../ids.js';
import type { Closely, Disposable, FarLook, Known, Lens } from '../../lens.js';
import { oneAtATime } from '../../oneAtATime.js';
import type { PanelState, ToPanel } from '../../protocol.js';
import { oneLine } from '../plainText.js';
import { actOn } from './actions.js';
import { fateOf, fateOfUnseen, isAsBefore, isOver, unseenWords } from './fate.js';
import { isFromPanel } from './fromPanel.js';
import { Live, type Sampling } from './live.js';
import { panelWords } from './words.js';

export interface PanelHost {
  readonly lens: Lens;
  readonly sampling: Sampling;
  /** Milliseconds between two readings; null where they shall not go on by themselves. */
  readonly interval: () => number | null;
  report(what: string, error: unknown): void;
}

export class ExplanationPanel implements Disposable {
  /** The last picture of it while it ran; of one that was over from the start, the picture of that. */
  #last: (Closely & { readonly pictures: Pictures }) | null = null;
  #ended = false;
  /** The picture was read over ssh, to which its reader agreed once: it stays until the container changes, or a reader looks again. */
  #keepsFar = false;
  /** When that was seen, milliseconds since 1970; null where it was over from the start. */
  #endedAt: number | null = null;
  #pageIsThere = false;
  #disposed = false;
  #attention: Disposable | null = null;
  readonly #owned: Disposable[];
  /** Its usage is shown as it changes, or was until it ended. */
  #isLive = true;
  readonly #live = new Live((sample) => this.#post({ type: 'sample', sample }), () => void this.host.lens.refresh('list'), () => this.host.interval());
  readonly load = oneAtATime(() => this.#look());

  constructor(
    private readonly panel: vscode.WebviewPanel,
    readonly subject: PanelState,
    private readonly host: PanelHost,
  ) {
    panel.title = oneLine(subject.name, 60);
    this.#owned = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#attend()),
      host.lens.onDidChange(() => this.#follow()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#hydrate()),
    ];
    this.#attend();
  }

  /** Readings come at another pace from now on. */
  restartLive(): void {
    this.#live.stop();
    this.#startLive();
  }

  reveal(preserveFocus: boolean): void {
    this.panel.reveal(undefined, preserveFocus);
  }

  /** Its kernel over ssh, this once. Rejects with why it could not be read. */
  async readFar(far: FarLook): Promise<void> {
    const looked = await this.host.lens.lookClosely(this.subject.id, far);
    if ('container' in looked && !this.#disposed && far.signal?.aborted !== true) {
      this.#take(looked);
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#pageIsThere = false;
    this.#rest();
    this.#owned.forEach((one) => one.dispose());
    this.panel.dispose();
  }

  #receive(message: unknown): void {
    if (!isFromPanel(message)) {
      this.host.report('panel', new Error('An unknown message was refused.'));
    } else if (message.type === 'ready') {
      this.#pageIsThere = true;
      this.#hydrate();
      void this.load();
    } else if (message.type === 'refresh') {
      this.#keepsFar = false;
      void this.load();
    } else if (message.type === 'readFar') {
      void vscode.commands.executeCommand(commands.readFar, this.subject.id);
    } else if (message.type === 'choose' || message.type === 'explain' || message.type === 'showContainers') {
      this.host.report('panel', new Error('A message of another page was refused.'));
    } else {
      actOn(message, this.#last?.explanation ?? null).catch((error: unknown) => this.host.report('panel', error));
    }
  }

  #attend(): void {
    if (this.panel.visible) {
      this.#attention ??= this.host.lens.attend('list');
      this.#startLive();
    } else {
      this.#pageIsThere = false;
      this.#rest();
    }
  }

  #startLive(): void {
    if (this.panel.visible) {
      this.#live.start();
    }
  }

  #rest(): void {
    this.#live.stop();
    this.#attention?.dispose();
    this.#attention = null;
  }

  /** The lens knows something new: the container may have ended, run again, or have changed. */
  #follow(): void {
    const { known, failure } = this.host.lens;
    if (known === null || known.namesOnly === true || failure !== null) {
      return;
    }
    if (this.#last === null) {
      void (this.#pageIsThere && this.load());
      return;
    }
    const fate = fateOf(this.#last.container, known);
    this.#keepsFar &&= isAsBefore(this.#last.container, known);
    if (fate === 'ended') {
      this.#end();
    } else if (fate === 'runs' && this.#pageIsThere) {
      void this.load();
    }
  }

  async #look(): Promise<void> {
    if (this.#isNotToChange()) {
      return;
    }
    try {
      const looked = await this.host.lens.lookClosely(this.subject.id);
      if (this.#isNotToChange()) {
        return;
      }
      if ('container' in looked) {
        this.#take(looked);
      } else if (this.#isOver(looked)) {
        this.#end();
      } else {
        this.#post({ type: 'problem', says: this.#away(looked) });
      }
    } catch (error) {
      this.host.report(`explain ${this.subject.id}`, error);
      this.#post({ type: 'problem', says: oneLine(error instanceof Error ? error.message : String(error)) });
    }
  }

  #isNotToChange(): boolean {
    return this.#disposed || this.#keepsFar;
  }

  #isOver(known: Known): boolean {
    return (this.#last === null ? fateOfUnseen(this.subject.id, known) : fateOf(this.#last.container, known)) === 'ended';
  }

  #away(known: Known): string {
    return this.#last === null ? unseenWords(this.subject.name, known) : l10n.t('Its engine does not answer. This is the last picture.');
  }

  /** A container that ended keeps the last picture of when it ran, where there is one. */
  #take(closely: Closely): void {
    const over = isOver(closely.container);
    if (over && this.#last !== null) {
      this.#end();
      return;
    }
    this.#last = { ...closely, pictures: picturesOf(closely.isolation) };
    this.#keepsFar = closely.snapshot.far !== undefined;
    this.#ended = over;
    this.#endedAt = null;
    this.panel.title = oneLine(closely.container.name, 60);
    const sampler = over ? null : this.host.sampling(closely);
    this.#live.follow(sampler);
    this.#isLive = sampler !== null || (over && this.#live.samples.length > 0);
    this.#startLive();
    this.#hydrate();
  }

  #end(): void {
    if (!this.#ended) {
      this.#ended = true;
      this.#endedAt = this.#last === null ? null : Date.now();
      this.#live.follow(null);
      this.panel.title = l10n.t('{0} (ended)', oneLine(this.subject.name, 60));
      this.#postEnd();
    }
  }

  #hydrate(): void {
    if (this.#last !== null) {
      this.#post({
        type: 'explanation',
        explanation: this.#last.explanation,
        pictures: this.#last.pictures,
        words: panelWords(this.#last.explanation.far !== undefined),
        mayRun: vscode.workspace.isTrusted,
        live: this.#isLive,
      });
      this.#live.samples.forEach((sample) => this.#post({ type: 'sample', sample }));
    }
    if (this.#ended) {
      this.#postEnd();
    }
  }

  #postEnd(): void {
    const name = this.#last?.container.name ?? this.subject.name;
    const says = this.#last === null
      ? l10n.t('There is no container {0} here now.', oneLine(name, 60))
      : l10n.t('{0} has ended. This is the last picture of it.', oneLine(name, 60));
    this.#post({ type: 'ended', name, says, ...(this.#endedAt === null ? {} : { at: this.#endedAt }) });
  }

  #post(message: ToPanel): void {
    if (this.#pageIsThere) {
      this.panel.webview.postMessage(message).then(undefined, (error: unknown) => this.host.report('panel', error));
    }
  }
}
