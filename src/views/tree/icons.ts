/** The codicon of each row, and a colour only where it says something that the words say too. */
import * as vscode from 'vscode';
import type { SectionId } from '../../explain/explanation.js';
import type { Container, Severity } from '../../model/isolation.js';
import type { Item } from './item.js';

export function iconOf(item: Item): vscode.ThemeIcon {
  switch (item.kind) {
    case 'machine': return new vscode.ThemeIcon('device-desktop');
    case 'engine': return new vscode.ThemeIcon(item.engine.status === 'ok' ? 'server-environment' : 'debug-disconnect');
    case 'node': return new vscode.ThemeIcon(item.node.state === 'ready' ? 'vm' : 'vm-outline');
    case 'task': return new vscode.ThemeIcon('circle-outline');
    case 'diagnosis': return new vscode.ThemeIcon('info');
    case 'container': return new vscode.ThemeIcon(containerIcon(item.container));
    case 'hidden': return new vscode.ThemeIcon('eye-closed');
    case 'problem': return severityIcon('warning');
    case 'findings': return new vscode.ThemeIcon('checklist');
    case 'finding': return severityIcon(item.finding.severity);
    case 'section': return new vscode.ThemeIcon(sectionIcons[item.section.id]);
    case 'fact': return new vscode.ThemeIcon(item.fact.unread ? 'question' : 'circle-small-filled');
  }
}

const sectionIcons: Readonly<Record<SectionId, string>> = {
  namespaces: 'symbol-namespace',
  cgroup: 'dashboard',
  root: 'root-folder',
  privileges: 'key',
  processes: 'server-process',
};

function containerIcon(container: Container): string {
  switch (container.state) {
    case 'paused': return 'debug-pause';
    case 'restarting': return 'debug-restart';
    case 'running': return 'package';
    case 'created':
    case 'exited':
    case 'dead': return 'circle-slash';
  }
}

function severityIcon(severity: Severity): vscode.ThemeIcon {
  switch (severity) {
    case 'info': return new vscode.ThemeIcon('info');
    case 'warning': return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    case 'danger': return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  }
}
