/** Isolation Lens: Explain Concept: of a given id or row, else of the one that the reader picks. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { conceptGroups } from '../../explain/concepts/groups.js';
import type { ConceptId } from '../../model/isolation.js';
import { Problem } from '../commands/problem.js';
import type { Book } from './book.js';
import { conceptArgument } from './conceptArgument.js';

interface Choice extends vscode.QuickPickItem {
  readonly id?: ConceptId;
}

export async function explainConcept(book: Book, open: (concept: ConceptId) => void, argument: unknown): Promise<void> {
  const wanted = conceptArgument(argument);
  if (wanted === null) {
    throw new Problem(l10n.t('There is no page about this. Choose one in the view Concepts.'));
  }
  const concept = wanted ?? (await vscode.window.showQuickPick(choices(book), { placeHolder: l10n.t('Which concept?'), matchOnDetail: true }))?.id;
  if (concept !== undefined) {
    open(concept);
  }
}

async function choices(book: Book): Promise<Choice[]> {
  const groups = await Promise.all(conceptGroups().map(async ({ title, concepts }) => {
    const pages = await Promise.all(concepts.map((id) => book.page(id)));
    return [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...pages.map((page): Choice => ({ label: page.title, detail: page.lead, id: page.id })),
    ];
  }));
  return groups.flat();
}
