/** What is true of this machine and of one container now, from witnesses only, always looked at as root. */
import { type Probed, type Reader } from './readers.js';
import { CgroupLook } from './cgroupLook.js';
import { cat, commandLine, keyedLines, mountRows, type MountRow, namespaceNumber, statusWords } from './files.js';
import { numberAt } from './json.js';

export const namespaceTypes = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'] as const;

/** One entry of a reader's `list --json`. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly pid: number | null;
  readonly engine: unknown;
  readonly runtime: string;
  readonly state: string;
}

export interface Seen {
  readonly hostPid: number;
  readonly containerPid: number;
  readonly command: string;
}

/** All that moves, at one moment. */
export interface Look {
  readonly inspect: unknown;
  readonly pid: number;
  readonly cgroup: CgroupLook | undefined;
  readonly members: readonly Seen[];
  readonly counters: ReadonlyMap<string, number>;
  readonly pressure: ReadonlyMap<string, ReturnType<CgroupLook['pressure']>>;
}

export function lookAt(inspect: unknown, mounts: ReadonlyMap<string, string>): Look {
  const pid = numberAt(inspect, 'State', 'Pid');
  if (pid === 0) {
    return { inspect, pid, cgroup: undefined, members: [], counters: new Map(), pressure: new Map() };
  }
  const cgroup = new CgroupLook(pid, mounts);
  return { inspect, pid, cgroup, members: membersOf(cgroup, pid), counters: countersOf(cgroup, pid), pressure: pressuresOf(cgroup) };
}

function membersOf(cgroup: CgroupLook, init: number): Seen[] {
  const depth = statusWords(init, 'NSpid').length;
  return cgroup.text('pids', 'cgroup.procs').split('\n').filter(Boolean).map(Number).sort((one, other) => one - other).flatMap((pid) => {
    try {
      return [{ hostPid: pid, containerPid: Number(statusWords(pid, 'NSpid')[depth - 1]), command: commandLine(pid) }];
    } catch {
      return []; // it ended meanwhile
    }
  });
}

/** Paths of the product's JSON → number. */
export function countersOf(cgroup: CgroupLook, pid: number): Map<string, number> {
  const memory = (key: string): number => cgroup.keyed('memory', 'memory.stat', key) ?? NaN;
  const throttling = keyedLines(cat(cgroup.throttling()));
  const cpu = (key: string): number => throttling.get(key) ?? NaN;
  const usage = cgroup.number('memory', 'memory.usage_in_bytes');
  return new Map([
    ['memory.usage', usage], ['memory.inactiveFile', memory('total_inactive_file')], ['memory.used', usage - memory('total_inactive_file')],
    ['memory.swapUsage', memory('total_swap')], ['memory.anonymous', memory('total_rss')], ['memory.file', memory('total_cache')],
    ['memory.shmem', memory('total_shmem')], ['memory.kernel', cgroup.number('memory', 'memory.kmem.usage_in_bytes')],
    ['memory.oomKills', cgroup.keyed('memory', 'memory.oom_control', 'oom_kill') ?? NaN],
    ['cpu.usage', cgroup.number('cpuacct', 'cpuacct.usage') / 1e9], ['cpu.periods', cpu('nr_periods')],
    ['cpu.throttledPeriods', cpu('nr_throttled')], ['cpu.throttledTime', cpu('throttled_time') / 1e9],
    ['pids.current', cgroup.number('pids', 'pids.current')],
    ['io.readBytes', cgroup.serviced('Read')?.bytes ?? NaN], ['io.writeBytes', cgroup.serviced('Write')?.bytes ?? NaN],
    ...trafficOf(pid),
  ]);
}

export function trafficOf(pid: number): [string, number][] {
  const interfaces = cat(`/proc/${pid}/net/dev`).split('\n').slice(2).map((line) => line.trim().split(/[\s:]+/)).filter(([name]) => name !== 'lo');
  const sum = (column: number): number => interfaces.reduce((all, words) => all + Number(words[column] ?? 0), 0);
  return [['network.receivedBytes', sum(1)], ['network.sentBytes', sum(9)]];
}

export function pressuresOf(cgroup: CgroupLook): Look['pressure'] {
  return new Map(cgroup.has('') && cgroup.exists('', 'cpu.pressure')
    ? ['cpu', 'memory', 'io'].map((resource) => [resource, cgroup.pressure(resource)]) : []);
}

/** What a process is in: its namespaces and its mounts, which seldom change. */
export interface Fixed {
  readonly links: Readonly<Record<string, number>>;
  readonly mounts: readonly MountRow[];
}

export function fixedOf(pid: number): Fixed {
  return { links: linksOf(pid), mounts: mountRows(pid) };
}

export function linksOf(pid: number | 'self'): Readonly<Record<string, number>> {
  return Object.fromEntries(namespaceTypes.map((type) => [type, namespaceNumber(pid, type)]));
}

/** What the readers are, and what they were seen to be able to read. */
export interface Eyes {
  readonly reader: Reader;
  readonly probed: ReadonlyMap<string, Probed>;
  readonly listed: readonly Listed[];
}

/** The error with which this reader was turned away from a file; undefined where it was not. */
export function refusal({ probed }: Eyes, path: string): string | undefined {
  return probed.get(path)?.error;
}

export function linksIfThere(pid: number): Readonly<Record<string, number>> | undefined {
  try {
    return linksOf(pid);
  } catch {
    return undefined;
  }
}
