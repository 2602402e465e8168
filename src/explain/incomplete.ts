/** Whether what the rules ask for was read: "nothing stands out" of what nobody could read would be no answer. */
import * as l10n from '@vscode/l10n';
import type { Isolation } from '../model/isolation.js';
import { isRead, type Reading } from '../model/reading.js';
import type { Explanation } from './explanation.js';
import { isFoundMissing } from './rules/limits.js';
import { judgedTypes } from './rules/namespaces.js';

export function isIncomplete({ namespaces, privileges, root, cgroup }: Isolation): boolean {
  const readings: readonly Reading<unknown>[] = [privileges.capabilities.effective, privileges.seccomp, root.mounts];
  const limits = [cgroup.memory.limit, cgroup.pids.limit, cgroup.cpu.limit];
  return judgedTypes.some((type) => namespaces[type].relation === 'unknown')
    || readings.some((reading) => !isRead(reading))
    || limits.some((limit) => !isRead(limit) && !isFoundMissing(limit, cgroup.path));
}

/** What stands in the place of the findings, or below them; undefined where enough was read. */
export function incompleteWords({ findings, incomplete }: Pick<Explanation, 'findings' | 'incomplete'>): string | undefined {
  if (incomplete !== true) {
    return undefined;
  }
  return findings.length === 0
    ? l10n.t('Not enough could be read to tell whether something stands out.')
    : l10n.t('Not enough could be read to tell whether more stands out.');
}
