/** The container that was asked for, or a message that says why it is not one. */
import * as l10n from '@vscode/l10n';
import { clip } from '../explain/foreignText.js';
import { findContainer } from '../model/findContainer.js';
import type { Container } from '../model/isolation.js';
import type { Snapshot } from '../model/snapshot.js';
import { hiding } from './hiding.js';
import { Problem } from './problem.js';

export function wanted(snapshot: Snapshot, containers: readonly Container[], name: string): Container {
  const answer = findContainer(snapshot, containers, name);
  if ('found' in answer) {
    return answer.found;
  }
  if ('ambiguous' in answer) {
    throw new Problem(l10n.t('“{0}” could be any of: {1}. Give more of the id.', clip(name, 80), answer.ambiguous.map((each) => clip(each, 120)).join(', ')));
  }
  const hidden = hiding(snapshot);
  const first = l10n.t('No container was found by the name, id or pid “{0}”.', clip(name, 80));
  throw new Problem([first, found(containers), ...(hidden === undefined ? [] : [hidden])].join(' '));
}

function found(containers: readonly Container[]): string {
  if (containers.length === 0) {
    return l10n.t('No container was found at all.');
  }
  const names = containers.slice(0, 10).map(({ name }) => clip(name, 60)).join(', ');
  return containers.length > 10
    ? l10n.t('Found: {0}, and {1} more. “isolation-lens list --all” shows all.', names, containers.length - 10)
    : l10n.t('Found: {0}. “isolation-lens list --all” shows all.', names);
}
