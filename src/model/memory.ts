/**
 * The memory controller. v2: https://docs.kernel.org/admin-guide/cgroup-v2.html#memory,
 * v1: https://docs.kernel.org/admin-guide/cgroup-v1/memory.html
 */
import { type FileNames, type Levels, atEachLevel, ownFile } from './cgroupLevels.js';
import { chain } from './chain.js';
import type { Limit, Memory } from './isolation.js';
import { keyedCount } from './keyed.js';
import { effectiveLimit, isSmaller, parseCount, parseLimit } from './limits.js';
import { type Reading, isRead, map, read } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

export const memoryFiles = {
  v2: {
    own: ['memory.current', 'memory.swap.current', 'memory.low', 'memory.high', 'memory.stat', 'memory.events'],
    eachLevel: ['memory.max', 'memory.swap.max'],
  },
  v1: {
    own: [
      'memory.usage_in_bytes', 'memory.memsw.usage_in_bytes', 'memory.soft_limit_in_bytes', 'memory.kmem.usage_in_bytes',
      'memory.stat', 'memory.oom_control',
    ],
    eachLevel: ['memory.limit_in_bytes', 'memory.memsw.limit_in_bytes'],
  },
} as const;

const max: FileNames = { v2: 'memory.max', v1: 'memory.limit_in_bytes' };
const usageFile: FileNames = { v2: 'memory.current', v1: 'memory.usage_in_bytes' };
const statFile: FileNames = { v2: 'memory.stat', v1: 'memory.stat' };

export function memoryOf(snapshot: Snapshot, levels: Reading<Levels>): Memory {
  const file = (names: FileNames) => ownFile(snapshot, levels, names);
  const stat = file(statFile);
  /** v1 counts the cgroup alone and, as `total_…`, with those below it, as v2 does. */
  const part = (v2: string, v1: string) => chain(levels, ({ unified }) => keyedCount(stat, unified ? v2 : v1));
  const usage = map(file(usageFile), parseCount);
  const inactiveFile = part('inactive_file', 'total_inactive_file');
  return {
    limit: limitOf(snapshot, levels, stat), ownLimit: map(file(max), parseLimit),
    usage, used: usedOf(usage, inactiveFile), inactiveFile,
    swapLimit: swapLimitOf(snapshot, levels, stat),
    swapUsage: chain(levels, ({ unified }) => (unified
      ? map(file({ v2: 'memory.swap.current', v1: null }), parseCount) : keyedCount(stat, 'total_swap'))),
    oomKills: keyedCount(file({ v2: 'memory.events', v1: 'memory.oom_control' }), 'oom_kill'),
    anonymous: part('anon', 'total_rss'), file: part('file', 'total_cache'), shmem: part('shmem', 'total_shmem'),
    kernel: chain(levels, ({ unified }) => (unified
      ? keyedCount(stat, 'kernel') : map(file({ v2: null, v1: 'memory.kmem.usage_in_bytes' }), parseCount))),
    reservation: map(file({ v2: 'memory.low', v1: 'memory.soft_limit_in_bytes' }), parseLimit),
  };
}

/**
 * Usage without the file pages that the kernel would drop first. The two files are read one after the other, so the
 * second may tell more than the first; then nothing is taken off, as `docker stats` does.
 */
export function usedOf(usage: Reading<number>, inactiveFile: Reading<number>): Reading<number> {
  if (!isRead(usage) || !isRead(inactiveFile)) {
    return isRead(usage) ? inactiveFile : usage;
  }
  const [bytes, inactive] = [usage.value, inactiveFile.value];
  return read(inactive < bytes ? bytes - inactive : bytes, `${usage.from}, ${inactiveFile.from}`);
}

function limitOf(snapshot: Snapshot, levels: Reading<Levels>, stat: Reading<string>): Reading<Limit> {
  return tightened(smallest(snapshot, levels, max), levels, stat, 'hierarchical_memory_limit');
}

function smallest(snapshot: Snapshot, levels: Reading<Levels>, names: FileNames): Reading<Limit> {
  return chain(levels, (found) => effectiveLimit(atEachLevel(found, (directory) =>
    map(textOf(snapshot, `${directory}/${(found.unified ? names.v2 : names.v1) ?? ''}`), parseLimit))));
}

/** v1 says the smallest limit of the path in `memory.stat` too, with those of levels that nobody here can read. */
function tightened(limit: Reading<Limit>, levels: Reading<Levels>, stat: Reading<string>, key: string): Reading<Limit> {
  return chain(levels, ({ unified }) => {
    const told = unified ? limit : map(hierarchical(stat, key), parseLimit);
    return isRead(told) && (!isRead(limit) || isSmaller(told.value, limit.value)) ? told : limit;
  });
}

function hierarchical(stat: Reading<string>, key: string): Reading<string> {
  return map(stat, (text) => new RegExp(`^${key} (\\d+)$`, 'm').exec(text)?.[1] ?? '');
}

/** v2 limits swap alone; v1 memory and swap together, so swap alone is what is left of that. */
function swapLimitOf(snapshot: Snapshot, levels: Reading<Levels>, stat: Reading<string>): Reading<Limit> {
  return chain(levels, ({ unified }) => {
    if (unified) {
      return smallest(snapshot, levels, { v2: 'memory.swap.max', v1: null });
    }
    const both = smallest(snapshot, levels, { v2: null, v1: 'memory.memsw.limit_in_bytes' });
    const together = tightened(both, levels, stat, 'hierarchical_memsw_limit');
    const memory = limitOf(snapshot, levels, stat);
    return chain(memory, (limit) => map(together, (sum) => swapAlone(sum, limit)));
  });
}

function swapAlone(together: Limit, memory: Limit): Limit {
  if (together === 'unlimited' || memory === 'unlimited') {
    return together;
  }
  return Math.max(0, together - memory);
}
