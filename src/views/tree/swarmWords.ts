/** What rows say of a swarm's nodes and tasks. States are the manager's own words. */
import * as l10n from '@vscode/l10n';
import type { SwarmNode, SwarmTask } from '../../model/swarm.js';

export function nodeName({ id, hostname }: SwarmNode): string {
  return id === null ? l10n.t('Not assigned to a node') : hostname;
}

/** "manager · ready · 3 tasks · this node" */
export function nodeWords({ role, state, tasks, isThis }: SwarmNode): string {
  const count = tasks.length === 1 ? l10n.t('1 task') : l10n.t('{0} tasks', tasks.length);
  return [role, state, count, isThis ? l10n.t('this node') : ''].filter((part) => part !== '').join(' · ');
}

/** "running · on worker-1, not on this node" */
export function taskWords({ state, error, place }: SwarmTask, hostname: string): string {
  return [state, placeWords(place, hostname), error ?? ''].filter((part) => part !== '').join(' · ');
}

function placeWords(place: SwarmTask['place'], hostname: string): string {
  switch (place) {
    case 'here': return '';
    case 'elsewhere': return l10n.t('on {0}, not on this node', hostname);
    case 'ended': return l10n.t('its container does not run any more');
    case 'none': return l10n.t('no container yet');
  }
}

export function placeMeaning({ place }: SwarmTask): string {
  switch (place) {
    case 'here': return '';
    case 'elsewhere': return l10n.t('Only the engine of its own node knows more of it. Add that engine to the setting isolationLens.engines to see it here.');
    case 'ended': return l10n.t('The manager still names a container on this node that is none of those that the engine lists as running: it has ended, or is gone.');
    case 'none': return l10n.t('The manager has planned it, but no container was made for it so far.');
  }
}
