/**
 * The hovers as a program of their own, with the parsers that they need: loaded when a file is open that may have them.
 * It has its own copy of the words, which is why they are given here again.
 */
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { type KnownContainers, registerHovers } from './views/hovers.js';

export function startHovers(known: KnownContainers, words: typeof vscode.l10n.bundle): vscode.Disposable {
  if (words !== undefined) {
    l10n.config({ contents: words });
  }
  return registerHovers(known);
}
