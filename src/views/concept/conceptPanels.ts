/** Opens the concepts' panel, shows it again, and brings it back after a reload of the window. */
import * as vscode from 'vscode';
import { panels } from '../../ids.js';
import type { ConceptId } from '../../model/isolation.js';
import { fillShell } from '../panel/shellOf.js';
import { type ConceptHost, ConceptPanel } from './conceptPanel.js';
import { conceptIdOf } from './conceptIdOf.js';

export class ConceptPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  #open: ConceptPanel | null = null;
  readonly #serializer: vscode.Disposable;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly host: ConceptHost,
  ) {
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panels.concept, this);
  }

  open(concept: ConceptId): void {
    if (this.#open !== null) {
      this.#open.show(concept);
      return;
    }
    const column = vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
    this.#adopt(vscode.window.createWebviewPanel(panels.concept, '', column), concept);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const concept = typeof state === 'object' && state !== null && 'id' in state ? conceptIdOf(state.id) : undefined;
    if (concept === undefined || this.#open !== null) {
      panel.dispose();
    } else {
      this.#adopt(panel, concept);
    }
    return Promise.resolve();
  }

  restartLive(): void {
    this.#open?.restartLive();
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#open?.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, concept: ConceptId): void {
    const view = new ConceptPanel(panel, concept, this.host);
    this.#open = view;
    panel.onDidDispose(() => {
      this.#open = null;
      view.dispose();
    });
    fillShell(panel, this.extension);
  }
}
