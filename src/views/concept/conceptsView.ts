/** The view `isolationLens.concepts`: the pages in groups, each row with one line that is true here and now. */
import * as vscode from 'vscode';
import { type ConceptGroup, conceptGroups } from '../../explain/concepts/groups.js';
import { type Seen, truthOf } from '../../explain/concepts/truths.js';
import { commands, views } from '../../ids.js';
import type { Disposable, Lens } from '../../lens.js';
import type { ConceptId } from '../../model/isolation.js';
import { attendWhileVisible } from '../whileVisible.js';
import type { Book } from './book.js';
import { seenOf } from './seen.js';

type Row = { readonly kind: 'group'; readonly group: ConceptGroup } | { readonly kind: 'concept'; readonly concept: ConceptId };

export class ConceptsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Row>;
  readonly #owned: Disposable[];
  #seen: Seen | null = null;

  constructor(private readonly lens: Lens, private readonly book: Book) {
    this.#view = vscode.window.createTreeView(views.concepts, { treeDataProvider: this, showCollapseAll: true });
    this.#owned = [
      this.#view, this.#changed,
      lens.onDidChange(() => {
        this.#seen = null;
        this.#changed.fire(undefined);
      }),
      attendWhileVisible(this.#view, lens),
    ];
  }

  getChildren(row?: Row): Row[] {
    if (row === undefined) {
      return conceptGroups().map((group) => ({ kind: 'group', group }));
    }
    return row.kind === 'group' ? row.group.concepts.map((concept) => ({ kind: 'concept', concept })) : [];
  }

  async getTreeItem(row: Row): Promise<vscode.TreeItem> {
    return row.kind === 'group' ? groupItem(row.group) : this.#conceptItem(row.concept);
  }

  dispose(): void {
    this.#owned.forEach((one) => one.dispose());
  }

  async #conceptItem(concept: ConceptId): Promise<vscode.TreeItem> {
    const { title, lead } = await this.book.page(concept);
    const truth = this.#truth(concept);
    const item = new vscode.TreeItem(title);
    item.id = `concept/${concept}`;
    item.contextValue = 'concept';
    item.iconPath = new vscode.ThemeIcon('book');
    item.tooltip = new vscode.MarkdownString().appendText(lead);
    item.command = { command: commands.explainConcept, title, arguments: [concept] };
    item.accessibilityInformation = { label: truth === null ? title : `${title}, ${truth}` };
    if (truth !== null) {
      item.description = truth;
    }
    return item;
  }

  #truth(concept: ConceptId): string | null {
    const { known } = this.lens;
    if (known?.complete !== true) {
      return null;
    }
    this.#seen ??= seenOf(known, (id) => this.lens.explained(id));
    return truthOf(concept, this.#seen);
  }
}

function groupItem({ id, title }: ConceptGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `group/${id}`;
  item.contextValue = 'group';
  return item;
}
