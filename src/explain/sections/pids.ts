/** How many tasks (processes and threads) it has and may have. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Limit, Pids } from '../../model/isolation.js';
import { firstRead, isRead, valueOf } from '../../model/reading.js';
import type { Fact } from '../explanation.js';
import { factOf } from '../fact.js';
import { tasks, tasksLimit, unlimited } from '../units.js';
import { unreadValue } from '../unreadWords.js';
import { configuredFact, effectiveMeaning } from './configured.js';

export function pidsFact({ container, cgroup: { pids, configured, path } }: Isolation): Fact {
  return factOf(container, {
    id: 'pids',
    label: l10n.t('pids'),
    concept: 'pids',
    reading: firstRead<unknown>(pids.current, pids.limit),
    value: () => pidsValue(pids),
    meaning: () => limitMeaning(pids),
    also: [pids.limit],
    meter: meterOf(pids),
    children: [
      factOf(container, {
        id: 'pids.limit', label: l10n.t('limit'), concept: 'pids', reading: pids.limit, value: tasksLimit,
        meaning: () => effectiveMeaning(pids.ownLimit, pids.limit),
      }),
      factOf(container, {
        id: 'pids.ownLimit', label: l10n.t('own limit'), concept: 'pids', reading: pids.ownLimit, value: tasksLimit,
        meaning: l10n.t('The limit of its own cgroup alone.'),
      }),
      ...configuredFact(container, {
        id: 'pids.configured', concept: 'pids', configured: configured.pids, effective: pids.limit, path, words: tasksLimit,
        tolerance: 0, inspect: '{{.HostConfig.PidsLimit}}',
      }),
    ],
  });
}

function pidsValue({ current, limit }: Pids): string {
  if (!isRead(current)) {
    return isRead(limit) ? l10n.t('at most {0}', tasksLimit(limit.value)) : unreadValue(current);
  }
  return isRead(limit)
    ? againstLimit(current.value, limit.value)
    : l10n.t('{0}, limit {1}', tasks(current.value), unreadValue(limit));
}

function againstLimit(current: number, limit: Limit): string {
  return limit === 'unlimited' ? l10n.t('{0}, {1}', tasks(current), unlimited()) : l10n.t('{0} of {1}', current, tasks(limit));
}

function limitMeaning({ limit }: Pids): string {
  const most = valueOf(limit);
  if (most === undefined) {
    return l10n.t('How many there are is known, how many there may be is not.');
  }
  return most === 'unlimited'
    ? l10n.t('It may start as many processes and threads as the machine can hold.')
    : l10n.t('At {0} it can start no further process or thread.', tasks(most));
}

function meterOf({ current, limit }: Pids): Fact['meter'] | undefined {
  const [used, most] = [valueOf(current), valueOf(limit)];
  return used === undefined || most === undefined ? undefined : { used, limit: most };
}
