/** The composition root: makes the sources, the lens and the views, and disposes them. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { LazyMachine } from './lazyMachine.js';
import { Lens } from './lens.js';
import { Book } from './views/concept/book.js';
import { ConceptPanels } from './views/concept/conceptPanels.js';
import { ConceptsView } from './views/concept/conceptsView.js';
import { Failures } from './views/commands/failures.js';
import { registerCommands } from './views/commands/register.js';
import { hoversWhenOpen } from './views/hoversWhenOpen.js';
import { ExplanationPanels } from './views/panel/explanationPanels.js';
import { onSettings, settings } from './views/settings.js';
import { ContainersView } from './views/tree/containersView.js';

/** For tests: what the extension knows and shows. */
export interface Api {
  readonly lens: Lens;
  readonly tree: ContainersView;
  readonly onDidShowFailure: vscode.Event<string>;
}

export function activate(context: vscode.ExtensionContext): Api {
  if (vscode.l10n.bundle !== undefined) {
    l10n.config({ contents: vscode.l10n.bundle });
  }
  const log = vscode.window.createOutputChannel('Isolation Lens', { log: true });
  const failures = new Failures(log);
  const report = (what: string, error: unknown) => failures.note(what, error);
  const machine = new LazyMachine(settings.machine, report);
  const lens = new Lens(machine, report);
  const panels = new ExplanationPanels(context.extensionUri, { lens, sampling: (closely) => machine.sampler(closely), interval: settings.liveInterval, report });
  const book = new Book(context.extensionUri, async () => (await import('./explain/concepts/readConcept.js')).readConcept);
  const conceptPanels = new ConceptPanels(context.extensionUri, { lens, book, interval: settings.conceptInterval, report });
  const tree = new ContainersView(lens, settings.hiddenRuntimes);
  const concepts = new ConceptsView(lens, book);
  const commands = registerCommands({ lens, log, failures, open: (subject, from) => panels.open(subject, from), openFar: (subject, far) => panels.openFar(subject, far), book, openConcept: (concept) => conceptPanels.open(concept) });
  const hovers = hoversWhenOpen(async () => {
    const [{ registerHovers }, { knownContainers }, { BaseImages }] = await Promise.all([import('./views/hovers.js'), import('./knownContainers.js'), import('./baseImages.js')]);
    return registerHovers(knownContainers(lens, new BaseImages(machine, report), machine));
  }, report);
  const changes = onSettings({ machine: () => machine.settingsChanged(), hiddenRuntimes: () => tree.draw(), liveInterval: () => [panels, conceptPanels].forEach((open) => open.restartLive()) });
  context.subscriptions.push(log, failures, machine, lens, panels, conceptPanels, tree, concepts, commands, hovers, changes);
  return { lens, tree, onDidShowFailure: failures.onDidShow };
}
