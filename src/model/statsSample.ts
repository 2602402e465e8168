/** Usage once a second as an engine counts it: for kernels that cannot be looked into, such as that of Docker Desktop's machine. */
import { chain } from './chain.js';
import { textAt } from './engineAnswer.js';
import { stillRunning, usageIn } from './engineStats.js';
import { type Reading, isRead, valueOf } from './reading.js';
import { type LiveSample, coresSince } from './sample.js';

/** `stats`: the answer of `GET /containers/{id}/stats`; `now` is when it came. Null where it has none, or the container runs no more. */
export function sampleOfStats(stats: Reading<unknown>, now: number, previous: LiveSample | null): LiveSample | null {
  const answer = chain(stats, stillRunning);
  if (!isRead(answer)) {
    return null;
  }
  const usage = usageIn(answer);
  const countedAt = Date.parse(textAt(answer.value, 'read') ?? '') || now;
  const cpuSeconds = valueOf(usage.cpuSeconds) ?? null;
  return {
    at: now, countedAt, cpuSeconds, cpu: coresSince(previous, countedAt, cpuSeconds),
    memory: valueOf(usage.memory) ?? null, pids: valueOf(usage.pids) ?? null,
    readBytes: valueOf(usage.readBytes) ?? null, writeBytes: valueOf(usage.writeBytes) ?? null,
  };
}
