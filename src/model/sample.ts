/** Usage once a second: the few cgroup files that it takes, and what they say together with those of a second before. */
import { type CgroupView, levelsOf, unifiedLevelsOf } from './cgroupLevels.js';
import { sumOfService, sumOfStat } from './io.js';
import type { Container } from './isolation.js';
import { keyedCount } from './keyed.js';
import { parseCount } from './limits.js';
import { usedOf } from './memory.js';
import { ownCgroupView } from './ownCgroup.js';
import { type Reading, firstRead, map, read, unread, valueOf } from './reading.js';
import type { Snapshot } from './snapshot.js';

/** One look; null where it could not be read. */
export interface LiveSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** When it was counted, where that was elsewhere, by the clock there: answers do not come at an even pace, and rates are of this. */
  readonly countedAt?: number;
  /** Bytes, without the file pages that the kernel would drop first; with them where those are not known. */
  readonly memory: number | null;
  /** Cores in use since the sample before; null in the first one. */
  readonly cpu: number | null;
  readonly pids: number | null;
  /** Bytes since the container's start. */
  readonly readBytes: number | null;
  readonly writeBytes: number | null;
  /** Seconds of CPU time since the container's start: the next sample is counted from them. */
  readonly cpuSeconds: number | null;
}

const v1Files = {
  memory: ['memory.usage_in_bytes', 'memory.stat'], cpuacct: ['cpuacct.usage'], pids: ['pids.current'],
  blkio: ['blkio.throttle.io_service_bytes_recursive', 'blkio.throttle.io_service_bytes'],
} as const;
const v2Files = {
  memory: ['memory.current', 'memory.stat'], cpuacct: ['cpu.stat'], pids: ['pids.current'], blkio: ['io.stat'],
} as const;

/** The files to read for each sample; none for a container without cgroups of its own, or with those of another machine. */
export function liveFiles(snapshot: Snapshot, container: Container): string[] {
  if (snapshot.far !== undefined) {
    return [];
  }
  const view = valueOf(ownCgroupView(snapshot, container));
  return view === undefined ? [] : liveFilesIn(view);
}

export function liveFilesIn(view: CgroupView): string[] {
  return (['memory', 'cpuacct', 'pids', 'blkio'] as const).flatMap((controller) => {
    const own = levelsOf(view, controller);
    const levels = valueOf(controller === 'cpuacct' ? firstRead(own, unifiedLevelsOf(view)) : own);
    return levels === undefined ? [] : (levels.unified ? v2Files : v1Files)[controller].map((name) => `${levels.own}/${name}`);
  });
}

/** `texts`: path → text of the files of `liveFiles` that could be read; `at` is when, in milliseconds since 1970. */
export function sampleOf(
  texts: ReadonlyMap<string, string>, at: number, previous: Pick<LiveSample, 'at' | 'cpuSeconds'> | null,
): LiveSample {
  const byName = new Map([...texts].map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1), text]));
  const file = (name: string) => {
    const text = byName.get(name);
    return text === undefined ? unread('absent', name) : read(text, name);
  };
  const count = (name: string) => map(file(name), parseCount);
  const bytes = (v2: string, v1: string) => valueOf(firstRead(
    map(file('io.stat'), (text) => sumOfStat(text, v2)),
    ...v1Files.blkio.map((name) => map(file(name), (text) => sumOfService(text, v1))))) ?? null;
  const cpuSeconds = secondsOf(count('cpuacct.usage'), keyedCount(file('cpu.stat'), 'usage_usec'));
  return {
    at, cpuSeconds,
    memory: memoryIn(firstRead(count('memory.current'), count('memory.usage_in_bytes')), file('memory.stat')),
    cpu: coresSince(previous, at, cpuSeconds),
    pids: valueOf(count('pids.current')) ?? null,
    readBytes: bytes('rbytes', 'Read'), writeBytes: bytes('wbytes', 'Write'),
  };
}

function memoryIn(usage: Reading<number>, stat: Reading<string>): number | null {
  const inactive = firstRead(keyedCount(stat, 'total_inactive_file'), keyedCount(stat, 'inactive_file'));
  return valueOf(firstRead(usedOf(usage, inactive), usage)) ?? null;
}

function secondsOf(nanoseconds: Reading<number>, microseconds: Reading<number>): number | null {
  const seconds = firstRead(map(nanoseconds, (time) => time / 1e9), map(microseconds, (time) => time / 1e6));
  return valueOf(seconds) ?? null;
}

/** Cores in use between two counts. A counter that went back belongs to another cgroup of the same path, so nothing is known about the time between. */
export function coresSince(previous: Pick<LiveSample, 'at' | 'countedAt' | 'cpuSeconds'> | null, at: number, cpuSeconds: number | null): number | null {
  const before = previous?.cpuSeconds ?? null;
  if (previous === null || before === null || cpuSeconds === null) {
    return null;
  }
  const [used, seconds] = [cpuSeconds - before, (at - (previous.countedAt ?? previous.at)) / 1000];
  return seconds > 0 && used >= 0 ? used / seconds : null;
}
