/** Pressure: the part of the time in which its tasks waited. https://docs.kernel.org/accounting/psi.html */
import * as l10n from '@vscode/l10n';
import type { ConceptId, Isolation, Pressure } from '../../model/isolation.js';
import { firstRead, isRead } from '../../model/reading.js';
import type { Fact } from '../explanation.js';
import { factOf } from '../fact.js';
import { percent, seconds } from '../units.js';

const resources = ['cpu', 'memory', 'io'] as const;

export function pressureFact({ container, cgroup: { pressure } }: Isolation): Fact {
  return factOf(container, {
    id: 'pressure',
    label: l10n.t('pressure'),
    concept: 'cgroups',
    reading: firstRead(pressure.cpu, pressure.memory, pressure.io),
    value: () => resources.flatMap((resource) => {
      const reading = pressure[resource];
      return isRead(reading) ? [`${labelOf(resource)} ${percent(reading.value.some.avg60 / 100)}`] : [];
    }).join(' · '),
    meaning: l10n.t('The part of the last minute in which some of its tasks waited.'),
    also: [pressure.memory, pressure.io],
    children: resources.map((resource) => factOf(container, {
      id: `pressure.${resource}`,
      label: labelOf(resource),
      concept: resource satisfies ConceptId,
      reading: pressure[resource],
      value: valueWords,
      meaning: meaningWords,
    })),
  });
}

function labelOf(resource: (typeof resources)[number]): string {
  switch (resource) {
    case 'cpu': return l10n.t('cpu');
    case 'memory': return l10n.t('memory');
    case 'io': return l10n.t('io');
  }
}

function valueWords({ some, full }: Pressure): string {
  const parts = [l10n.t('some {0}', percent(some.avg10 / 100))];
  return (full === null ? parts : [...parts, l10n.t('full {0}', percent(full.avg10 / 100))]).join(' · ');
}

function meaningWords({ some, full }: Pressure): string {
  return full === null
    ? l10n.t('Part of the last 10 seconds in which some task waited; {0} in all.', seconds(some.totalSeconds))
    : l10n.t('Part of the last 10 seconds in which some task, or every task, waited; {0} and {1} in all.', seconds(some.totalSeconds), seconds(full.totalSeconds));
}
