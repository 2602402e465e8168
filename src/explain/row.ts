/** What stands beside a container's name: "nginx:1.27 · 41 of 64 MiB". */
import * as l10n from '@vscode/l10n';
import type { Container, ContainerState, Isolation, Runtime } from '../model/isolation.js';
import { firstRead, valueOf } from '../model/reading.js';
import { clip } from './foreignText.js';
import { bytes, bytesOf } from './units.js';

export function rowOf({ container, cgroup: { memory } }: Isolation): string {
  const used = valueOf(firstRead(memory.used, memory.usage));
  const limit = valueOf(memory.limit);
  return [
    whatItIs(container),
    ...(container.state === 'running' ? [] : [stateWords(container.state)]),
    ...(used === undefined ? [] : [typeof limit === 'number' ? bytesOf(used, limit) : bytes(used)]),
  ].join(' · ');
}

/** The image, else who made it. */
export function whatItIs({ image, runtime }: Container): string {
  return clip(image ?? runtimeWords(runtime), 100);
}

/** Names are names; only where there is none is something said instead. */
export function runtimeWords(runtime: Runtime): string {
  return runtime === 'unknown' ? l10n.t('unknown runtime') : runtime;
}

export function stateWords(state: ContainerState): string {
  switch (state) {
    case 'created': return l10n.t('created, never started');
    case 'running': return l10n.t('running');
    case 'paused': return l10n.t('paused');
    case 'restarting': return l10n.t('restarting');
    case 'exited': return l10n.t('exited');
    case 'dead': return l10n.t('dead');
  }
}
