/** What goes on counting in a container: which file of the kernel counts it, and how a plain search finds it there. */
import type { Cgroup } from '../../../src/model/isolation.js';
import type { Reading } from '../../../src/model/reading.js';
import type { Inspected } from './containers.js';
import type { Facts } from './facts.js';
import { type Witness, levelsOf } from './witness.js';

type Count = (text: string) => number;
export interface Counter {
  readonly name: string;
  readonly reading: (cgroup: Cgroup) => Reading<number>;
  readonly file: string;
  readonly count: Count;
  /** Whether an engine's `stats` tells it as well. */
  readonly inStats: boolean;
  /** Which of its cgroup's directories counts it. */
  readonly level: (witness: Witness, inspected: Inspected) => string | undefined;
}

export const keyed = (key: string): Count => (text) => Number(new RegExp(`^${key} (\\d+)$`, 'm').exec(text)?.[1]);
const seconds = (key: string): Count => (text) => keyed(key)(text) / 1e6;
const summed = (key: string): Count => (text) => [...text.matchAll(new RegExp(`\\b${key}=(\\d+)`, 'g'))].reduce((sum, [, count]) => sum + Number(count), 0);
const traffic = (column: number): Count => (text) => [...text.matchAll(/^\s*(\w+):(.*)$/gm)]
  .filter(([, device]) => device !== 'lo').reduce((sum, [, , numbers = '']) => sum + Number(numbers.trim().split(/\s+/)[column]), 0);

export function ownLevel(_: Witness, inspected: Inspected): string | undefined {
  return levelsOf(inspected)[0];
}

/** The one with the smallest quota, the nearest of them; its own where there is none. */
function throttlingLevel(witness: Witness, inspected: Inspected): string | undefined {
  const quotas = levelsOf(inspected).map((level) => {
    const [quota, period] = (witness.text(`${level}/cpu.max`) ?? 'max').split(' ').map(Number);
    return quota === undefined || period === undefined || Number.isNaN(quota) ? Infinity : quota / period;
  });
  return levelsOf(inspected)[quotas.indexOf(Math.min(...quotas))];
}

const counter = (name: string, reading: Counter['reading'], file: string, count: Count, inStats = true, level: Counter['level'] = ownLevel): Counter =>
  ({ name, reading, file, count, inStats, level });
export const counters: readonly Counter[] = [
  counter('memory.usage', ({ memory }) => memory.usage, 'memory.current', Number),
  counter('memory.swapUsage', ({ memory }) => memory.swapUsage, 'memory.swap.current', Number, false),
  counter('memory.oomKills', ({ memory }) => memory.oomKills, 'memory.events', keyed('oom_kill'), false),
  counter('memory.anonymous', ({ memory }) => memory.anonymous, 'memory.stat', keyed('anon')),
  counter('memory.file', ({ memory }) => memory.file, 'memory.stat', keyed('file')),
  counter('memory.shmem', ({ memory }) => memory.shmem, 'memory.stat', keyed('shmem')),
  counter('memory.kernel', ({ memory }) => memory.kernel, 'memory.stat', keyed('kernel'), false),
  counter('memory.inactiveFile', ({ memory }) => memory.inactiveFile, 'memory.stat', keyed('inactive_file')),
  counter('cpu.usage', ({ cpu }) => cpu.usage, 'cpu.stat', seconds('usage_usec')),
  counter('cpu.periods', ({ cpu }) => cpu.periods, 'cpu.stat', keyed('nr_periods'), true, throttlingLevel),
  counter('cpu.throttledPeriods', ({ cpu }) => cpu.throttledPeriods, 'cpu.stat', keyed('nr_throttled'), true, throttlingLevel),
  counter('cpu.throttledTime', ({ cpu }) => cpu.throttledTime, 'cpu.stat', seconds('throttled_usec'), true, throttlingLevel),
  counter('pids.current', ({ pids }) => pids.current, 'pids.current', Number),
  counter('io.readBytes', ({ io }) => io.readBytes, 'io.stat', summed('rbytes')),
  counter('io.writeBytes', ({ io }) => io.writeBytes, 'io.stat', summed('wbytes')),
  counter('network.receivedBytes', ({ network }) => network.receivedBytes, 'net/dev', traffic(0)),
  counter('network.sentBytes', ({ network }) => network.sentBytes, 'net/dev', traffic(8)),
];

/** Looked at by the witness before and after the product did. */
export function compareCounter(facts: Facts, who: string, { name, reading, file, count, level }: Counter, cgroup: Cgroup, inspected: Inspected, looks: readonly Witness[]): void {
  const path = (witness: Witness) => (file === 'net/dev' ? `/proc/${inspected.State.Pid}/net/dev` : `${level(witness, inspected)}/${file}`);
  const [before, after] = looks.map((witness) => witness.text(path(witness))).map((text) => (text === undefined ? NaN : count(text)));
  facts.between(`${who} ${name}`, reading(cgroup), before, after);
}

/** Usage without what the kernel would drop first: of the product's own two numbers, which are compared above. */
export function compareUsed(facts: Facts, who: string, { memory: { usage, inactiveFile, used } }: Cgroup): void {
  const difference = 'value' in usage && 'value' in inactiveFile ? usage.value - inactiveFile.value : undefined;
  facts.value(`${who} memory.used`, used, difference);
}
