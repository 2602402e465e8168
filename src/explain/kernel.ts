/** Whose kernel a container runs on: decides whether "out here" is this machine. */
import * as l10n from '@vscode/l10n';
import type { Container, Isolation } from '../model/isolation.js';
import { isRead, type Reading } from '../model/reading.js';

export type Kernel = 'here' | 'remote' | 'own' | 'unknown';

/** gVisor and Kata bring a kernel with them; no number of ours describes it. */
export function bringsKernel({ lowLevelRuntime }: Pick<Container, 'lowLevelRuntime'>): boolean {
  return /(^|[/._-])(runsc|gvisor|kata)/i.test(lowLevelRuntime ?? '');
}

/** `own`: its runtime brings one. */
export function kernelOf(isolation: Isolation): Kernel {
  if (bringsKernel(isolation.container)) {
    return 'own';
  }
  const readings = kernelReadings(isolation);
  if (isolation.far !== undefined || readings.some((reading) => !isRead(reading) && reading.unread === 'remote')) {
    return 'remote';
  }
  return readings.some((reading) => isRead(reading) && !reading.from.startsWith('GET ')) ? 'here' : 'unknown';
}

function kernelReadings({ cgroup, idMap, privileges }: Isolation): readonly Reading<unknown>[] {
  return [cgroup.path, idMap.uid, privileges.capabilities.effective, privileges.seccomp];
}

/** A container that waits for its next start has no process to look at. */
export function isRunning(isolation: Isolation): boolean {
  return ['running', 'paused'].includes(isolation.container.state);
}

/** Its process was gone when it was looked at, although it is said to run. */
export function hasEnded({ cgroup, privileges }: Isolation): boolean {
  const readings: readonly Reading<unknown>[] = [cgroup.path, privileges.capabilities.effective];
  return readings.some((reading) => !isRead(reading) && reading.unread === 'gone');
}

/** "out here" for a container of this machine, "out there" for one elsewhere, or for the one that the reader is in. */
export function outside(isolation: Isolation): string {
  if (isolation.container.holdsReader === true) {
    return l10n.t('out there on the machine');
  }
  return kernelOf(isolation) === 'remote' ? l10n.t('out there on its machine') : l10n.t('out here');
}
