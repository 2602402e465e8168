/** CPU: how much of it, on which processors, and how often it had to wait for its next period. */
import * as l10n from '@vscode/l10n';
import type { Container, Cpu, Isolation } from '../../model/isolation.js';
import { firstRead, isRead, valueOf } from '../../model/reading.js';
import type { Fact } from '../explanation.js';
import { factOf } from '../fact.js';
import { cores, coresLimit, percent, seconds } from '../units.js';
import { configuredFact, effectiveMeaning, notAllGroups } from './configured.js';

export function cpuFact(isolation: Isolation): Fact {
  const { container, cgroup: { cpu } } = isolation;
  return factOf(container, {
    id: 'cpu',
    label: l10n.t('cpu'),
    concept: 'cpu',
    reading: firstRead<unknown>(cpu.limit, cpu.usage),
    value: () => cpuValue(cpu),
    meaning: () => limitMeaning(cpu),
    also: [cpu.throttledPeriods, cpu.usage],
    children: [...limitFacts(isolation), ...shareFacts(container, cpu), ...timeFacts(container, cpu)],
  });
}

function cpuValue(cpu: Cpu): string {
  const { limit, ownLimit, usage } = cpu;
  const own = valueOf(ownLimit);
  const ratio = throttled(cpu);
  return [
    isRead(limit) ? coresLimit(limit.value) : typeof own === 'number' ? l10n.t('at most {0}', cores(own)) : l10n.t('limit not readable'),
    ...(ratio === undefined ? [] : [l10n.t('throttled {0} of periods', percent(ratio))]),
    ...(isRead(usage) ? [l10n.t('{0} used', seconds(usage.value))] : []),
  ].join(' · ');
}

/** The part of its periods in which the quota ran out; undefined where there is no quota or it was not read. */
export function throttled({ periods, throttledPeriods }: Cpu): number | undefined {
  const all = valueOf(periods);
  const held = valueOf(throttledPeriods);
  return all === undefined || held === undefined || all <= 0 ? undefined : held / all;
}

/** A group above counts what all in it wait for together. */
export function isThrottledAbove({ ownLimit, throttledPeriods }: Cpu): boolean {
  const folder = (file: string) => file.slice(0, file.lastIndexOf('/'));
  return isRead(ownLimit) && isRead(throttledPeriods) && folder(ownLimit.from) !== folder(throttledPeriods.from);
}

function limitMeaning({ limit, ownLimit }: Cpu): string {
  const most = valueOf(limit);
  if (most === undefined && typeof valueOf(ownLimit) === 'number') {
    return notAllGroups();
  }
  if (most === undefined) {
    return l10n.t('What it used is known, its limit is not.');
  }
  return most === 'unlimited'
    ? l10n.t('It may use every processor that is free.')
    : l10n.t('It may use the time of {0}; then it waits for the next period.', cores(most));
}

function limitFacts({ container, cgroup: { cpu, configured, path } }: Isolation): readonly Fact[] {
  return [
    factOf(container, {
      id: 'cpu.limit', label: l10n.t('limit'), concept: 'cpu', reading: cpu.limit, value: coresLimit,
      meaning: () => effectiveMeaning(cpu.ownLimit, cpu.limit),
    }),
    factOf(container, {
      id: 'cpu.ownLimit', label: l10n.t('own limit'), concept: 'cpu', reading: cpu.ownLimit, value: coresLimit,
      meaning: l10n.t('The limit of its own cgroup alone: quota divided by period.'),
    }),
    ...configuredFact(container, {
      id: 'cpu.configured', concept: 'cpu', configured: configured.cpu, effective: cpu.limit, path, words: coresLimit,
      tolerance: 0.005, inspect: '{{.HostConfig.NanoCpus}} {{.HostConfig.CpuQuota}} {{.HostConfig.CpuPeriod}}',
    }),
  ];
}

function shareFacts(container: Container, cpu: Cpu): readonly Fact[] {
  return [
    factOf(container, {
      id: 'cpu.weight', label: l10n.t('weight'), concept: 'cpu', reading: cpu.weight, value: String,
      meaning: l10n.t('Its share beside its neighbours when processors are busy.'),
    }),
    factOf(container, {
      id: 'cpu.cpuset', label: l10n.t('processors'), concept: 'cpu', reading: cpu.cpuset, value: (list) => list,
      meaning: l10n.t('The processors that it may run on.'),
    }),
  ];
}

function timeFacts(container: Container, cpu: Cpu): readonly Fact[] {
  return [
    factOf(container, {
      id: 'cpu.usage', label: l10n.t('time used'), concept: 'cpu', reading: cpu.usage, value: seconds,
      meaning: l10n.t('Processor time of all its processes since its start.'),
    }),
    factOf(container, {
      id: 'cpu.throttledPeriods', label: l10n.t('throttled'), concept: 'cpu', reading: cpu.throttledPeriods,
      value: (held) => throttledWords(held, cpu),
      meaning: () => isThrottledAbove(cpu)
        ? l10n.t('Periods in which the quota of a group above ran out; all in that group had to wait.')
        : l10n.t('Periods in which its quota ran out and it had to wait.'),
      also: [cpu.periods],
    }),
    factOf(container, {
      id: 'cpu.throttledTime', label: l10n.t('time waited'), concept: 'cpu', reading: cpu.throttledTime, value: seconds,
      meaning: l10n.t('Time in which its threads were held back by the quota.'),
    }),
  ];
}

function throttledWords(held: number, { periods }: Cpu): string {
  return isRead(periods) ? l10n.t('{0} of {1} periods', held, periods.value) : l10n.t('{0} periods', held);
}
