/** Draws a row: item in, VS Code's TreeItem out. Nothing is fetched. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../ids.js';
import { settingIds } from '../../settings.js';
import { childItems } from './children.js';
import { iconOf } from './icons.js';
import type { Item } from './item.js';
import { rowText } from './rowText.js';
import { tooltipOf } from './tooltip.js';

export function toTreeItem(item: Item): vscode.TreeItem {
  const { label, description } = rowText(item);
  const row = new vscode.TreeItem(label, collapsible(item));
  row.id = item.key;
  row.description = description;
  row.iconPath = iconOf(item);
  row.tooltip = tooltipOf(item);
  row.contextValue = contextValue(item);
  row.accessibilityInformation = { label: description === '' ? label : `${label}, ${description}` };
  if (item.kind === 'container') {
    row.command = { command: commands.explainContainer, title: l10n.t('Explain'), arguments: [item] };
  }
  if (item.kind === 'hidden') {
    row.command = { command: 'workbench.action.openSettings', title: l10n.t('Open the setting'), arguments: [settingIds.hideRuntimes] };
  }
  return row;
}

function collapsible(item: Item): vscode.TreeItemCollapsibleState {
  if (item.kind === 'container' && item.explained === undefined) {
    return vscode.TreeItemCollapsibleState.Collapsed;
  }
  if (childItems(item).length === 0) {
    return vscode.TreeItemCollapsibleState.None;
  }
  return isOpenAtFirst(item) ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function isOpenAtFirst(item: Item): boolean {
  return item.kind === 'engine' || item.kind === 'task' || (item.kind === 'machine' && item.open);
}

function overSsh(engine: { readonly endpoint: string } | null): string {
  return engine?.endpoint.startsWith('ssh://') === true ? ' overSsh' : '';
}

/** Words that menus ask for with `viewItem =~ /\bfact\b/`. */
function contextValue(item: Item): string {
  switch (item.kind) {
    case 'container': return `container ${item.container.state} ${item.container.runtime}${overSsh(item.container.engine)}`;
    case 'engine':
    case 'diagnosis': return `${item.kind} ${item.engine.status}${overSsh(item.engine)}`;
    case 'finding': return `finding ${item.finding.severity}`;
    case 'section': return `section ${item.section.id}`;
    case 'fact': return `fact ${item.fact.unread ? 'unread' : 'read'}`;
    case 'machine':
    case 'node':
    case 'task':
    case 'hidden':
    case 'problem':
    case 'findings': return item.kind;
  }
}
