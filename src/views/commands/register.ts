/** The commands. Each goes through one wrapper, so that whatever fails in it is said once and clearly. */
import * as vscode from 'vscode';
import { commands } from '../../ids.js';
import type { Lens } from '../../lens.js';
import type { ConceptId } from '../../model/isolation.js';
import type { Book } from '../concept/book.js';
import { explainConcept } from '../concept/pickConcept.js';
import { copyValue } from './copyValue.js';
import { explainContainer, type Open } from './explainContainer.js';
import type { Failures } from './failures.js';
import { FarConsent } from './farConsent.js';
import { messageOf, Problem } from './problem.js';
import { type OpenFar, readFar } from './readFar.js';

export interface CommandTargets {
  readonly lens: Lens;
  readonly log: vscode.LogOutputChannel;
  readonly failures: Failures;
  readonly open: Open;
  readonly openFar: OpenFar;
  readonly book: Book;
  readonly openConcept: (concept: ConceptId) => void;
}

export function registerCommands({ lens, log, failures, open, openFar, book, openConcept }: CommandTargets): vscode.Disposable {
  const register = (id: string, act: (argument: unknown) => unknown) => registerCommand(id, failures, act);
  const consent = new FarConsent();
  return vscode.Disposable.from(
    consent,
    register(commands.readFar, (argument) => readFar(lens, consent, openFar, argument)),
    register(commands.explainContainer, (argument) => explainContainer(lens, open, argument)),
    register(commands.explainConcept, (argument) => explainConcept(book, openConcept, argument)),
    register(commands.refresh, () => refresh(lens)),
    register(commands.copyValue, copyValue),
    register(commands.showLog, () => log.show()),
  );
}

function registerCommand(id: string, failures: Failures, act: (argument: unknown) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown) => {
    try {
      await act(argument);
    } catch (error) {
      failures.show(id, error);
    }
  });
}

async function refresh(lens: Lens): Promise<void> {
  await lens.refresh();
  if (lens.failure !== null) {
    throw new Problem(messageOf(lens.failure));
  }
}
