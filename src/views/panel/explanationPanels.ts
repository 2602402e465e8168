/** The panels `isolationLens.explanation`: one a container, opened, shown again, and brought back after a reload. */
import * as vscode from 'vscode';
import { panels } from '../../ids.js';
import type { FarLook } from '../../lens.js';
import type { PanelState } from '../../protocol.js';
import { oneLine } from '../plainText.js';
import { ExplanationPanel, type PanelHost } from './explanationPanel.js';
import { isPanelState } from './panelState.js';
import { fillShell } from './shellOf.js';

export class ExplanationPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #open = new Map<string, ExplanationPanel>();
  readonly #serializer: vscode.Disposable;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly host: PanelHost,
  ) {
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panels.explanation, this);
  }

  /**
   * Shows the container's panel: beside the text that is being read, else where the reader is. From a row of the tree the
   * focus stays there, so that the reader can go from row to row.
   */
  open(subject: PanelState, from: 'row' | 'elsewhere' = 'elsewhere'): void {
    const before = this.#open.get(subject.id);
    this.#shown(subject, from === 'row');
    void before?.load();
  }

  /** Its kernel over ssh, to which the reader has just agreed. Rejects with why it could not be read. */
  openFar(subject: PanelState, far: FarLook): Promise<void> {
    return this.#shown(subject, false).readFar(far);
  }

  #shown(subject: PanelState, preserveFocus: boolean): ExplanationPanel {
    const open = this.#open.get(subject.id);
    if (open !== undefined) {
      open.reveal(preserveFocus);
      return open;
    }
    const column = vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
    const show = { viewColumn: column, preserveFocus };
    return this.#adopt(vscode.window.createWebviewPanel(panels.explanation, oneLine(subject.name, 60), show), subject);
  }

  restartLive(): void {
    this.#open.forEach((panel) => panel.restartLive());
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    if (isPanelState(state) && !this.#open.has(state.id)) {
      this.#adopt(panel, { id: state.id, name: state.name });
    } else {
      panel.dispose();
    }
    return Promise.resolve();
  }

  dispose(): void {
    this.#serializer.dispose();
    [...this.#open.values()].forEach((panel) => panel.dispose());
  }

  #adopt(panel: vscode.WebviewPanel, subject: PanelState): ExplanationPanel {
    const explained = new ExplanationPanel(panel, subject, this.host);
    this.#open.set(subject.id, explained);
    panel.onDidDispose(() => {
      this.#open.delete(subject.id);
      explained.dispose();
    });
    fillShell(panel, this.extension);
    return explained;
  }
}
