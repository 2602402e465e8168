/** The extension under test, as the editor runs it, and what the tests of it wait for. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.js';
import type { Item } from '../../src/views/tree/item.js';

export async function theExtension(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('isolation-lens.isolation-lens');
  assert.ok(extension, 'the extension is not installed');
  return extension.activate();
}

/** Waits until `ask` gives something; fails with `what` after `limit` milliseconds. */
export async function until<T>(what: string, ask: () => T | undefined | false | Promise<T | undefined | false>, limit = 15_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) {
      return answer;
    }
    assert.ok(Date.now() < end, `not within ${limit} ms: ${what}`);
    await wait(50);
  }
}

export interface Row {
  readonly item: Item;
  readonly row: vscode.TreeItem;
  readonly label: string;
  readonly description: string;
}

/** Every row of the tree, as the editor is given it. */
export function rows(api: Api, above?: Item): Row[] {
  return api.tree.getChildren(above).flatMap((item) => [rowOf(item, api.tree.getTreeItem(item)), ...rows(api, item)]);
}

function rowOf(item: Item, row: vscode.TreeItem): Row {
  const label = typeof row.label === 'string' ? row.label : '';
  return { item, row, label, description: typeof row.description === 'string' ? row.description : '' };
}

export function containerRow(api: Api, name: string) {
  return rows(api).find(({ item, label }) => item.kind === 'container' && label === name);
}

/** Titles of the open panels of a kind. */
export function openPanels(viewType: string): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType))
    .map(({ label }) => label);
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The next failure that is shown, or an error where `act` shows none. */
export async function failureOf({ onDidShowFailure }: Api, act: () => Thenable<unknown>): Promise<string> {
  const shown: string[] = [];
  const listening = onDidShowFailure((message) => shown.push(message));
  try {
    await act();
    assert.equal(shown.length, 1, `messages: ${JSON.stringify(shown)}`);
    return shown[0] ?? '';
  } finally {
    listening.dispose();
  }
}
