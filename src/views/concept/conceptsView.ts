/** The view `isolationLens.concepts`: the pages in groups, each row with one line that is true here and now. */
import * as vscode from 'vscode';
import { type ConceptGroup, conceptGroups } from '../../explain/concepts/groups.js';
import { type Seen, truthOf } from '../../explain/concepts/truths.js';
import { commands, views } from '../../ids.js';
import type { Disposable, Lens } from '../../lens.js';
import type { ConceptId, Isolation } from '../../model/isolation.js';
import { machineOf } from '../../model/machine.js';
import type { Book } from './book.js';
import { choosable } from './conceptMessageOf.js';

type Row = { readonly kind: 'group'; readonly group: ConceptGroup } | { readonly kind: 'concept'; readonly concept: ConceptId };

/** With more containers than this the truths are of the first ones only; a sidebar is no report. */
const most = 60;

export class ConceptsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Row>;
  readonly #owned: Disposable[];
  #attention: Disposable | null = null;
  #seen: Seen | null = null;

  constructor(private readonly lens: Lens, private readonly book: Book) {
    this.#view = vscode.window.createTreeView(views.concepts, { treeDataProvider: this, showCollapseAll: true });
    this.#owned = [
      this.#view, this.#changed, this.#view.onDidChangeVisibility(() => this.#attend()),
      lens.onDidChange(() => {
        this.#seen = null;
        this.#changed.fire(undefined);
      }),
    ];
    this.#attend();
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
    this.#attention?.dispose();
    this.#owned.forEach((one) => one.dispose());
  }

  #attend(): void {
    if (this.#view.visible) {
      this.#attention ??= this.lens.attend();
    } else {
      this.#attention?.dispose();
      this.#attention = null;
    }
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
    this.#seen ??= {
      machine: machineOf(known.snapshot),
      isolations: choosable(known.containers).slice(0, most).flatMap(({ id }) => isolationOf(this.lens, id)),
    };
    return truthOf(concept, this.#seen);
  }
}

function isolationOf(lens: Lens, id: string): readonly Isolation[] {
  const explained = lens.explained(id);
  return explained !== undefined && 'isolation' in explained ? [explained.isolation] : [];
}

function groupItem({ id, title }: ConceptGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `group/${id}`;
  item.contextValue = 'group';
  return item;
}
