/** Usage once a second as an engine counts it: for kernels that cannot be looked into, such as that of Docker Desktop's machine. */
import { chain } from './chain.js';
import { textAt } from './engineAnswer.js';
import { stillRunning, usageIn } from './engineStats.js';
import { type Reading, isRead, valueOf } from './reading.js';
import { type LiveSample, coresSince } from './sample.js';

/** When the engine counted, by its own clock, in milliseconds since 1970: its answers do not come at an even pace. */
export interface Counted {
  readonly at: number;
  readonly cpuSeconds: number | null;
}

export interface StatsSample {
  readonly sample: LiveSample;
  readonly counted: Counted;
}

/** `stats`: the answer of `GET /containers/{id}/stats`; `now` is when it came. Null where it has none, or the container runs no more. */
export function sampleOfStats(stats: Reading<unknown>, now: number, before: Counted | null): StatsSample | null {
  const answer = chain(stats, stillRunning);
  if (!isRead(answer)) {
    return null;
  }
  const { memory, cpuSeconds, pids, readBytes, writeBytes } = usageIn(answer);
  const counted = { at: Date.parse(textAt(answer.value, 'read') ?? '') || now, cpuSeconds: valueOf(cpuSeconds) ?? null };
  return {
    counted,
    sample: {
      at: now, memory: valueOf(memory) ?? null, cpu: coresSince(before, counted.at, counted.cpuSeconds), pids: valueOf(pids) ?? null,
      readBytes: valueOf(readBytes) ?? null, writeBytes: valueOf(writeBytes) ?? null, cpuSeconds: counted.cpuSeconds,
    },
  };
}
