/** The view `isolationLens.containers`: shows what the lens knows, and makes it look only while it is visible. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { contextKeys, views } from '../../ids.js';
import type { Disposable, Lens } from '../../lens.js';
import { whereWords } from '../../explain/machine/whereWords.js';
import { oneLine } from '../plainText.js';
import { attendWhileVisible } from '../whileVisible.js';
import { childItems } from './children.js';
import { FirstLook } from './firstLook.js';
import type { Item } from './item.js';
import { type Seen, rootItems } from './roots.js';
import { toTreeItem } from './treeItem.js';
import { nothingBecause } from './welcome.js';

/** A look that takes longer than this shows a progress bar over the view. Milliseconds. */
const slow = 300;

export class ContainersView implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<Item>;
  readonly #owned: Disposable[];
  readonly #firstLook = new FirstLook();

  /** `hidden`: runtimes whose containers are not listed, asked each time that the tree is drawn. */
  constructor(private readonly lens: Lens, private readonly hidden: () => ReadonlySet<string>) {
    this.#view = vscode.window.createTreeView(views.containers, { treeDataProvider: this.#provider(), showCollapseAll: true });
    this.#owned = [
      this.#view,
      this.#changed,
      lens.onDidChange(() => this.#show()),
      lens.onDidStart(showSlowWork),
      attendWhileVisible(this.#view, lens), // last: its first look is already to be heard of
    ];
  }

  getTreeItem(item: Item): vscode.TreeItem {
    return toTreeItem(item);
  }

  getChildren(item?: Item): Item[] {
    return [...(item === undefined ? rootItems(this.#seen()) : childItems(item))];
  }

  /**
   * The first rows are the answer to the editor's first question: after a change it lets a fifth of a second pass before it
   * asks again. Meanwhile it shows that it waits.
   */
  #provider(): vscode.TreeDataProvider<Item> {
    const { lens } = this;
    return {
      onDidChangeTreeData: this.#changed.event,
      getTreeItem: (item) => this.getTreeItem(item),
      getChildren: async (item) => {
        if (item === undefined && lens.known === null && lens.failure === null) {
          await this.#firstLook.wait();
        }
        return this.getChildren(item);
      },
    };
  }

  /** Shows what is known once more, by the settings of now. */
  draw(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#firstLook.dispose();
    this.#owned.forEach((one) => one.dispose());
  }

  #seen(): Seen {
    const { lens } = this;
    return { known: lens.known, hidden: this.hidden(), where: whereWords(vscode.env.remoteName), explained: (id) => lens.explained(id), diagnosis: (endpoint) => lens.diagnosis(endpoint) };
  }

  #show(): void {
    const { known, failure } = this.lens;
    const nothing = known === null ? '' : nothingBecause(known);
    void vscode.commands.executeCommand('setContext', contextKeys.nothing, nothing);
    this.#view.message = failure === null ? '' : l10n.t('The last look failed: {0}', oneLine(failure));
    if (!this.#firstLook.tell()) {
      this.draw();
    }
  }
}

function showSlowWork(work: Promise<void>): void {
  const timer = setTimeout(() => {
    void vscode.window.withProgress({ location: { viewId: views.containers } }, () => work);
  }, slow);
  void work.finally(() => clearTimeout(timer));
}
