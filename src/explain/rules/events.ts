/** What the limits have done to it so far. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Memory } from '../../model/isolation.js';
import { isSmaller } from '../../model/limits.js';
import { isRead } from '../../model/reading.js';
import type { FindingText } from '../explanation.js';
import { type Fix, fixText } from '../fixes.js';
import { isThrottledAbove, throttled } from '../sections/cpu.js';
import { percent } from '../units.js';

export function oomKilled({ cgroup: { memory }, container }: Isolation): readonly FindingText[] {
  const { oomKills } = memory;
  if (!isRead(oomKills) || oomKills.value <= 0) {
    return [];
  }
  return [{
    id: 'oom-killed',
    severity: 'warning',
    concept: 'memory',
    says: oomKills.value === 1
      ? l10n.t('The kernel killed a process in there because memory ran out.')
      : l10n.t('The kernel killed {0} processes in there because memory ran out.', oomKills.value),
    why: l10n.t('Whatever the process was doing is lost, and it will happen again under the same load.'),
    evidence: [oomKills.from],
    fix: fixText(container, memoryFix(memory)),
  }];
}

/** A higher limit of its own helps only where its own decides. */
function memoryFix({ limit, ownLimit }: Memory): Fix {
  if (isRead(limit) && limit.value === 'unlimited') {
    return { words: l10n.t('No limit is there to raise, its own or above: give the machine more memory, or make the program use less.') };
  }
  return isRead(limit) && isRead(ownLimit) && isSmaller(limit.value, ownLimit.value)
    ? { words: l10n.t('Raise the limit of the group above that decides, or make the program use less.') }
    : { words: l10n.t('Raise the limit, or make the program use less.'), run: '--memory 512m', compose: 'mem_limit: 512m' };
}

/** Part of its periods from which on the waiting is worth a warning. */
const often = 0.1;

export function cpuThrottled({ cgroup: { cpu }, container }: Isolation): readonly FindingText[] {
  const ratio = throttled(cpu);
  if (ratio === undefined || ratio <= 0) {
    return [];
  }
  return [{
    id: 'cpu-throttled',
    severity: ratio >= often ? 'warning' : 'info',
    concept: 'cpu',
    says: isThrottledAbove(cpu)
      ? l10n.t('The CPU quota of a group above it ran out in {0} of its periods.', percent(ratio))
      : l10n.t('Its CPU quota ran out in {0} of its periods.', percent(ratio)),
    why: l10n.t('It then stands still until the next period, which shows as slow answers while processors are idle.'),
    evidence: [...new Set([cpu.throttledPeriods.from, cpu.periods.from])],
    fix: fixText(container, {
      words: l10n.t('Raise the CPU limit, or use fewer threads.'), run: '--cpus 2', compose: 'cpus: 2',
    }),
  }];
}
