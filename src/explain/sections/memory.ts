/** Memory: in use against the limit, then what the number is made of. */
import * as l10n from '@vscode/l10n';
import type { Container, Isolation, Limit, Memory } from '../../model/isolation.js';
import { firstRead, isRead, type Reading, valueOf } from '../../model/reading.js';
import type { Fact } from '../explanation.js';
import { factOf } from '../fact.js';
import { bytes, bytesLimit, bytesOf, unlimited } from '../units.js';
import { unreadValue } from '../unreadWords.js';
import { configuredFact, effectiveMeaning, notAllGroups } from './configured.js';

export function memoryFact(isolation: Isolation): Fact {
  const { container, cgroup: { memory } } = isolation;
  return factOf(container, {
    id: 'memory',
    label: l10n.t('memory'),
    concept: 'memory',
    reading: firstRead<Limit>(memory.used, memory.usage, memory.limit),
    value: () => memoryValue(memory),
    meaning: () => limitMeaning(memory),
    also: [memory.limit, memory.oomKills],
    meter: meterOf(memory),
    children: [
      ...limitFacts(isolation), ...usageFacts(container, memory), ...partFacts(container, memory), ...swapFacts(container, memory),
    ],
  });
}

/** "41 of 64 MiB · 1 OOM kill": what was read of it. */
function memoryValue(memory: Memory): string {
  const { used, usage, limit, oomKills } = memory;
  const inUse = valueOf(firstRead(used, usage));
  const kills = valueOf(oomKills);
  return [
    inUse === undefined ? limitAlone(limit) : againstLimit(inUse, memory),
    ...(kills === undefined ? [] : [killsWords(kills)]),
  ].join(' · ');
}

/** Of the groups above it some may not be shown; what its own group allows is the most in any case. */
function againstLimit(inUse: number, { limit, ownLimit }: Memory): string {
  if (!isRead(limit) && isRead(ownLimit) && ownLimit.value !== 'unlimited') {
    return l10n.t('{0}, at most {1}', bytes(inUse), bytes(ownLimit.value));
  }
  if (!isRead(limit)) {
    return l10n.t('{0}, limit {1}', bytes(inUse), unreadValue(limit));
  }
  return limit.value === 'unlimited' ? l10n.t('{0}, {1}', bytes(inUse), unlimited()) : bytesOf(inUse, limit.value);
}

function limitAlone(limit: Reading<Limit>): string {
  return isRead(limit)
    ? l10n.t('limit {0}, use not readable', bytesLimit(limit.value))
    : l10n.t('limit and use not readable');
}

function killsWords(kills: number): string {
  return kills === 1 ? l10n.t('1 OOM kill') : l10n.t('{0} OOM kills', kills);
}

function limitMeaning({ limit, ownLimit }: Memory): string {
  const most = valueOf(limit);
  if (most === undefined && typeof valueOf(ownLimit) === 'number') {
    return notAllGroups();
  }
  if (most === undefined) {
    return l10n.t('What it uses is known, its limit is not.');
  }
  return most === 'unlimited'
    ? l10n.t('It may take as much memory as the machine has.')
    : l10n.t('At {0} the kernel reclaims, and if that does not help, kills a process in there.', bytes(most));
}

function meterOf({ used, usage, limit }: Memory): Fact['meter'] | undefined {
  const inUse = valueOf(firstRead(used, usage));
  const most = valueOf(limit);
  return inUse === undefined || most === undefined ? undefined : { used: inUse, limit: most };
}

function limitFacts({ container, cgroup: { memory, configured, path } }: Isolation): readonly Fact[] {
  return [
    factOf(container, {
      id: 'memory.limit', label: l10n.t('limit'), concept: 'memory', reading: memory.limit, value: bytesLimit,
      meaning: () => effectiveMeaning(memory.ownLimit, memory.limit),
    }),
    factOf(container, {
      id: 'memory.ownLimit', label: l10n.t('own limit'), concept: 'memory', reading: memory.ownLimit, value: bytesLimit,
      meaning: l10n.t('The limit of its own cgroup alone.'),
    }),
    ...configuredFact(container, {
      id: 'memory.configured', concept: 'memory', configured: configured.memory, effective: memory.limit, path, words: bytesLimit,
      tolerance: 65536, inspect: '{{.HostConfig.Memory}}',
    }),
    factOf(container, {
      id: 'memory.reservation', label: l10n.t('reservation'), concept: 'memory', reading: memory.reservation, value: reservationValue,
      meaning: l10n.t('So much is left to it when memory gets short on the machine.'),
    }),
  ];
}

/** v1 has no soft limit where the number is huge; v2 protects nothing with 0. Both are a value that was read. */
function reservationValue(limit: Limit): string {
  return limit === 'unlimited' || limit === 0 ? l10n.t('not set') : bytes(limit);
}

function usageFacts(container: Container, memory: Memory): readonly Fact[] {
  return [
    factOf(container, {
      id: 'memory.used', label: l10n.t('used'), concept: 'memory', reading: memory.used, value: bytes,
      meaning: () => formula(memory),
    }),
    factOf(container, {
      id: 'memory.usage', label: l10n.t('usage'), concept: 'memory', reading: memory.usage, value: bytes,
      meaning: l10n.t('Everything that is charged to it, cached files included.'),
    }),
    factOf(container, {
      id: 'memory.oomKills', label: l10n.t('OOM kills'), concept: 'memory', reading: memory.oomKills, value: String,
      meaning: l10n.t('Processes in there that an OOM killer ended: at a limit, here or above, or because the machine itself had no memory left.'),
    }),
  ];
}

function formula({ usage, inactiveFile }: Memory): string {
  const all = valueOf(usage);
  const inactive = valueOf(inactiveFile);
  return all === undefined || inactive === undefined
    ? l10n.t('Usage without the file pages that were not touched lately, as docker stats counts.')
    : l10n.t('Usage {0} without {1} of file pages that were not touched lately, as docker stats counts.', bytes(all), bytes(inactive));
}

function partFacts(container: Container, memory: Memory): readonly Fact[] {
  const part = (id: keyof Memory, label: string, meaning: string, reading: Reading<number>): Fact =>
    factOf(container, { id: `memory.${id}`, label, concept: 'memory', reading, value: bytes, meaning });
  return [
    part('anonymous', l10n.t('anonymous'), l10n.t('Heap and stack of its processes.'), memory.anonymous),
    part('file', l10n.t('file'), l10n.t('Pages of files that it read or wrote; most of them can be given back.'), memory.file),
    part('shmem', l10n.t('shared memory'), l10n.t('Shared memory and files on tmpfs.'), memory.shmem),
    part('kernel', l10n.t('kernel'), l10n.t('What the kernel keeps for it: page tables, sockets, caches.'), memory.kernel),
    part('inactiveFile', l10n.t('inactive file'), l10n.t('File pages that were not touched lately; the first to be given back.'), memory.inactiveFile),
  ];
}

function swapFacts(container: Container, memory: Memory): readonly Fact[] {
  return [
    factOf(container, {
      id: 'memory.swapLimit', label: l10n.t('swap limit'), concept: 'memory', reading: memory.swapLimit, value: bytesLimit,
      meaning: l10n.t('How much of it may be moved to disk, beside the memory limit.'),
    }),
    factOf(container, {
      id: 'memory.swapUsage', label: l10n.t('swap in use'), concept: 'memory', reading: memory.swapUsage, value: bytes,
      meaning: l10n.t('How much of it is on disk now.'),
    }),
  ];
}
