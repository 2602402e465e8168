/** What a page may have done for its reader: copy, a command typed into a terminal, a concept opened. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Explanation } from '../../explain/explanation.js';
import { commands, contextKeys } from '../../ids.js';
import { conceptIds } from '../../model/isolation.js';
import type { FromPanel } from '../../protocol.js';
import { mayBeTyped, shows } from './terminalCommand.js';

type Action = Exclude<FromPanel, { readonly type: 'ready' | 'refresh' | 'choose' | 'explain' | 'readFar' | 'showContainers' }>;

/** Rejects with why it could not be done. */
export async function actOn(action: Action, explanation: Explanation | null): Promise<void> {
  switch (action.type) {
    case 'copy':
      await copy(action.text);
      break;
    case 'runInTerminal':
      await typeIntoTerminal(action.command, explanation !== null && shows(explanation, action.command));
      break;
    case 'concept':
      await openConcept(action.id);
  }
}

export async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(l10n.t('Copied'), 2000);
}

/** Typed, not run: the reader presses Enter. */
export async function typeIntoTerminal(command: string, shown: boolean): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new Error('Nothing is typed into a terminal in a workspace that is not trusted.');
  }
  if (!shown || !mayBeTyped(command)) {
    throw new Error('A command that the page does not show was refused.');
  }
  const name = 'Isolation Lens';
  const open = vscode.window.terminals.find((one) => one.name === name && one.exitStatus === undefined);
  const terminal = open ?? vscode.window.createTerminal({ name });
  terminal.show();
  if (open === undefined) {
    await untilItListens(terminal);
  }
  terminal.sendText(command, false);
  void vscode.commands.executeCommand('setContext', contextKeys.typed, true);
}

/** What is sent to a new shell before its first prompt stands there twice. Shells that do not tell get this many milliseconds. */
const patience = 2000;
/** From when a shell tells that it is there to its first prompt, in milliseconds. */
const promptSoon = 150;

function untilItListens(terminal: vscode.Terminal): Promise<void> {
  return new Promise((resolve) => {
    const listening = vscode.window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal === terminal) {
        setTimeout(done, promptSoon);
      }
    });
    const timer = setTimeout(done, patience);
    function done(): void {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    }
  });
}

async function openConcept(id: string): Promise<void> {
  const registered = await vscode.commands.getCommands(true);
  if (conceptIds.some((known) => known === id) && registered.includes(commands.explainConcept)) {
    await vscode.commands.executeCommand(commands.explainConcept, id);
  }
}
