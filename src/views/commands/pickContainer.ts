/** The list to pick a container from; it shows at once and fills when the look has ended. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { diagnosisText } from '../../explain/diagnosis/diagnosisText.js';
import type { Lens } from '../../lens.js';
import type { Container } from '../../model/isolation.js';
import type { PanelState } from '../../protocol.js';
import { oneLine, withoutIcons } from '../plainText.js';
import { engineLabel, stateWords } from '../tree/words.js';
import { Problem } from './problem.js';

interface Choice extends vscode.QuickPickItem {
  readonly subject: PanelState;
}

export function pickContainer(lens: Lens): Promise<PanelState | undefined> {
  return pickAmong(containersNow(lens));
}

/** Rejects as `containers` does. */
export async function pickAmong(containers: Promise<readonly Container[]>): Promise<PanelState | undefined> {
  const cancel = new vscode.CancellationTokenSource();
  const choices = containers.then((all) => all.map(choiceOf)).catch((error: unknown) => {
    cancel.cancel();
    throw error;
  });
  const options = { placeHolder: l10n.t('Which container?'), matchOnDescription: true, matchOnDetail: true };
  try {
    const [picked] = await Promise.all([vscode.window.showQuickPick(choices, options, cancel.token), choices]);
    return picked?.subject;
  } finally {
    cancel.dispose();
  }
}

/** Rejects where there is nothing to pick. */
async function containersNow(lens: Lens): Promise<readonly Container[]> {
  const { containers, snapshot } = await lens.list();
  if (containers.length === 0) {
    const silent = snapshot.engines.find((engine) => engine.status !== 'ok');
    throw new Problem(silent === undefined
      ? l10n.t('No running container was found.')
      : l10n.t('No running container was found. {0}: {1}.', engineLabel(silent), diagnosisText(silent, undefined).says));
  }
  // Those of an engine have names that somebody gave them.
  return containers.toSorted((one, other) => Number(one.engine === null) - Number(other.engine === null));
}

function choiceOf(container: Container): Choice {
  const short = oneLine(container.id.slice(0, 12));
  return {
    label: withoutIcons(oneLine(container.name, 80)),
    description: withoutIcons(oneLine(container.image ?? '', 80)),
    detail: withoutIcons([stateWords(container), ...(container.name === short ? [] : [short])].join(' · ')),
    subject: { id: container.id, name: container.name },
  };
}
