/** Isolation Lens: Explain Container: of a given id, name or row, else of the one that the reader picks. */
import * as l10n from '@vscode/l10n';
import type { Lens } from '../../lens.js';
import type { PanelState } from '../../protocol.js';
import { oneLine } from '../plainText.js';
import { containerArgument } from './argument.js';
import { pickContainer } from './pickContainer.js';
import { Problem } from './problem.js';

export type Open = (subject: PanelState, from: 'row' | 'elsewhere') => void;

export async function explainContainer(lens: Lens, open: Open, argument: unknown): Promise<void> {
  const wanted = containerArgument(argument);
  if (wanted === null) {
    throw new Problem(l10n.t('This is no container. Choose one in the view Containers.'));
  }
  const subject = wanted === undefined ? await pickContainer(lens) : await found(lens, wanted);
  if (subject !== undefined) {
    open(subject, typeof argument === 'object' && argument !== null ? 'row' : 'elsewhere');
  }
}

async function found(lens: Lens, wanted: string): Promise<PanelState> {
  const result = await lens.find(wanted);
  if ('found' in result) {
    return { id: result.found.id, name: result.found.name };
  }
  const shown = oneLine(wanted, 80);
  throw new Problem('ambiguous' in result
    ? l10n.t('“{0}” could mean several containers: {1}. Give more of the id.', shown, oneLine(result.ambiguous.join(', '), 160))
    : l10n.t('There is no container “{0}” here. Refresh the view Containers to see which there are.', shown));
}
