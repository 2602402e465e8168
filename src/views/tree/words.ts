/** The few words that rows and tooltips add to what `explain` says. */
import * as l10n from '@vscode/l10n';
import { runtimeWords } from '../../explain/row.js';
import { kernelOf } from '../../explain/kernel.js';
import type { Explained } from '../../lens.js';
import type { Container } from '../../model/isolation.js';
import type { ChosenBy, EngineState } from '../../model/snapshot.js';
import { oneLine } from '../plainText.js';

/** "Docker · default" */
export function engineLabel(engine: EngineState): string {
  const kind = engine.kind === 'docker' ? 'Docker' : 'Podman';
  return `${kind} · ${chosenShort(engine)}`;
}

/** What tells it from the other engines at a glance; where it listens and why it is here are in the tooltip. */
function chosenShort({ chosenBy, endpoint, context, product }: EngineState): string {
  const short = context ?? product ?? endpoint.replace(/^unix:\/\//u, '');
  switch (chosenBy) {
    case 'default': return l10n.t('default');
    case 'config': return context === undefined ? l10n.t('context') : oneLine(context, 60);
    case 'DOCKER_HOST':
    case 'DOCKER_CONTEXT': return chosenBy;
    case 'setting':
    case 'option':
    case 'well-known': return oneLine(short, 60);
  }
}

/** Why this endpoint and no other. */
export function chosenWords(chosenBy: ChosenBy): string {
  switch (chosenBy) {
    case 'default': return l10n.t('Chosen because it is the default.');
    case 'config': return l10n.t('Chosen because it is the current Docker context.');
    case 'setting': return l10n.t('Chosen by a setting of this extension.');
    case 'DOCKER_HOST':
    case 'DOCKER_CONTEXT': return l10n.t('Chosen by the environment variable {0}.', chosenBy);
    case 'option': return l10n.t('Chosen by an option.');
    case 'well-known': return l10n.t('Found at a place where engines usually listen.');
  }
}

/** Empty where nothing is hidden. */
export function hidesWords({ hides }: EngineState): string {
  return hides === undefined ? '' : l10n.t('DOCKER_HOST hides the Docker context {0}. Without that variable, this context would be used.', oneLine(hides, 40));
}

/** An engine's pid is one of this machine only where the kernel here showed the container. Empty where there is none. */
export function pidWords({ pid }: Container, explained: Explained | undefined): string {
  if (pid === null) {
    return '';
  }
  const isHere = explained !== undefined && 'isolation' in explained && kernelOf(explained.isolation) === 'here';
  return isHere ? l10n.t('Process {0} on this machine', pid) : l10n.t('Process {0} on the machine that runs it', pid);
}

/** "running · docker" */
export function stateWords(container: Container): string {
  return [stateWord(container.state), runtimeWords(container.runtime)].join(' · ');
}

export function stateWord(state: Container['state']): string {
  switch (state) {
    case 'created': return l10n.t('created');
    case 'running': return l10n.t('running');
    case 'paused': return l10n.t('paused');
    case 'restarting': return l10n.t('restarting');
    case 'exited': return l10n.t('exited');
    case 'dead': return l10n.t('dead');
  }
}

export function findingsCount(count: number): string {
  return count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count);
}

export function hiddenCount(count: number): string {
  return count === 1 ? l10n.t('1 container hidden') : l10n.t('{0} containers hidden', count);
}
