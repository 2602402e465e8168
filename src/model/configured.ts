/** What the engine was asked for (HostConfig of `GET /containers/{id}/json`); its 0, null and -1 mean "unlimited". */
import { at, inspectOf, inspectSource } from './engineAnswer.js';
import type { Cgroup, Container, Limit } from './isolation.js';
import { type Reading, map, unread } from './reading.js';
import type { Snapshot } from './snapshot.js';

/** The kernel's own where the engine names a quota alone: 100 ms. */
const defaultPeriod = 100_000;

export function configuredOf(snapshot: Snapshot, container: Container): Cgroup['configured'] {
  const inspect: Reading<unknown> = container.engine === null
    ? unread('unsupported', inspectSource, 'no engine was asked')
    : inspectOf(snapshot, container);
  const number = (name: string) => map(inspect, (answer) => asked(answer, name));
  return {
    memory: number('Memory'),
    cpu: map(inspect, cpuAsked),
    pids: number('PidsLimit'),
  };
}

function cpuAsked(answer: unknown): Limit {
  const nano = asked(answer, 'NanoCpus');
  if (nano !== 'unlimited') {
    return nano / 1e9;
  }
  const quota = asked(answer, 'CpuQuota');
  const period = asked(answer, 'CpuPeriod');
  return quota === 'unlimited' ? quota : quota / (period === 'unlimited' ? defaultPeriod : period);
}

function asked(answer: unknown, name: string): Limit {
  const value = at(answer, 'HostConfig', name) ?? 0;
  if (typeof value !== 'number' || !Number.isFinite(value) || at(answer, 'HostConfig') === undefined) {
    throw new Error(`no number HostConfig.${name}`);
  }
  return value > 0 ? value : 'unlimited';
}
