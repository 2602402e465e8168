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
import type { EngineSettings } from './thisMachine.js';
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
  const machine = new LazyMachine(engineSettings, report);
  const lens = new Lens(machine, report);
  const panels = new ExplanationPanels(context.extensionUri, { lens, sampling: (closely) => machine.sampler(closely), report });
  const book = new Book(context.extensionUri, async () => (await import('./explain/concepts/readConcept.js')).readConcept);
  const conceptPanels = new ConceptPanels(context.extensionUri, { lens, book, report });
  const tree = new ContainersView(lens);
  const concepts = new ConceptsView(lens, book);
  const commands = registerCommands({ lens, log, failures, open: (subject, from) => panels.open(subject, from), book, openConcept: (concept) => conceptPanels.open(concept) });
  const hovers = hoversWhenOpen(async () => {
    const [{ registerHovers }, { knownContainers }, { BaseImages }] = await Promise.all([import('./views/hovers.js'), import('./knownContainers.js'), import('./baseImages.js')]);
    return registerHovers(knownContainers(lens, new BaseImages(machine, report), machine));
  }, report);
  const settings = vscode.workspace.onDidChangeConfiguration((change) => {
    if (engineSettingNames.some((name) => change.affectsConfiguration(name))) {
      machine.engineChanged();
    }
  });
  context.subscriptions.push(log, failures, machine, lens, panels, conceptPanels, tree, concepts, commands, hovers, settings);
  return { lens, tree, onDidShowFailure: failures.onDidShow };
}

const engineSettingNames = ['isolationLens.engine.host', 'isolationLens.engines'] as const;

/** Whatever a person wrote there: what is no text is passed over. */
function engineSettings(): EngineSettings {
  const [host, engines] = engineSettingNames.map((name) => [vscode.workspace.getConfiguration().get<unknown>(name)].flat()
    .filter((text) => typeof text === 'string').map((text) => text.trim()).filter((text) => text !== ''));
  return { host: host?.[0] ?? '', engines: engines ?? [] };
}
