/** What a container costs beside a virtual machine: the memory and tasks that its cgroup counts, and how long ago it started. */
import * as l10n from '@vscode/l10n';
import { inspectOf, inspectSource, textAt } from '../../model/engineAnswer.js';
import type { Isolation } from '../../model/isolation.js';
import { type Reading, isRead, map, valueOf } from '../../model/reading.js';
import type { Snapshot } from '../../model/snapshot.js';
import type { Fact } from '../explanation.js';
import { fact } from '../fact.js';
import { kernelOf } from '../kernel.js';
import { reproduceAll } from '../reproduce.js';
import { bytes, seconds, tasks } from '../units.js';
import { unreadValue } from '../unreadWords.js';

export function costFact(isolation: Isolation, snapshot: Snapshot): Fact {
  const { container, cgroup: { memory, pids } } = isolation;
  const started = startedOf(snapshot, isolation);
  const age = isRead(started) ? ageWords(seconds(Math.round(started.value)), isolation) : '';
  const sources = [memory.used.from, pids.current.from];
  const command = reproduceAll(sources.flatMap((from) => from.split(', ')), container);
  const held = isRead(memory.used) ? l10n.t('holds {0}', bytes(memory.used.value)) : unreadValue(memory.used);
  const count = valueOf(pids.current);
  return fact({
    id: 'machine.cost', label: container.name, concept: 'container-virtualization',
    value: [l10n.t('container'), held, count === undefined ? undefined : tasks(count)].filter((part) => part !== undefined).join(' · '),
    meaning: age, sources: [...sources, ...(isRead(started) ? [started.from] : [])], unread: !isRead(memory.used),
    ...(command !== undefined && { command }),
  });
}

function ageWords(age: string, isolation: Isolation): string {
  return kernelOf(isolation) === 'own' ? l10n.t('Started {0} ago; its runtime brought a kernel of its own.', age)
    : l10n.t('Started {0} ago, by starting a process: there was nothing to boot.', age);
}

/** Seconds between its start, as the engine says, and the look. */
function startedOf(snapshot: Snapshot, { container }: Isolation): Reading<number> {
  return map(inspectOf(snapshot, container), (answer) => {
    const started = Date.parse(textAt(answer, 'State', 'StartedAt') ?? '');
    const age = (Date.parse(snapshot.takenAt) - started) / 1000;
    if (!(age >= 0)) {
      throw new Error(`${inspectSource}: no StartedAt before the look`);
    }
    return age;
  });
}
