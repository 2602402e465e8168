/** One look at a sandbox as root: as of an engine's container, where it has cgroups of its own; else what a process shows. */
import { readlinkSync } from 'node:fs';
import { CgroupLook } from '../cgroupLook.js';
import { cgroupPaths, commandLine, everybody, keyedLines, statusWords } from '../files.js';
import { countersOf, type Look, pressuresOf, type Seen, trafficOf } from '../world.js';
import type { Sandbox } from './sandbox.js';

/** Controllers whose cgroup is another one than that of whoever started it: this test. */
export function owned(pid: number): ReadonlySet<string> {
  const started = cgroupPaths(process.pid);
  return new Set([...cgroupPaths(pid)].filter(([name, path]) => started.get(name) !== path).map(([name]) => name));
}

/** Whether memory, processor and processes are counted for it alone. */
export function hasOwnCgroup(pid: number): boolean {
  const own = owned(pid);
  return ['memory', 'cpu', 'pids'].every((name) => own.has(name));
}

/** `inspect`: what an engine's own command line says of it. */
export function lookAtSandbox(
  { pid }: Sandbox, mounts: ReadonlyMap<string, string>, inspect: unknown = { Id: '', State: { Pid: pid, Status: 'running' }, HostConfig: {} },
): Look {
  const cgroup = new CgroupLook(pid, mounts);
  const hasOwn = hasOwnCgroup(pid);
  return {
    inspect, pid, cgroup: hasOwn ? cgroup : undefined,
    members: insideOf(pid, hasOwn ? cgroup.text('pids', 'cgroup.procs').split('\n').filter(Boolean).map(Number) : sameNamespace(pid)),
    counters: hasOwn ? countersOf(cgroup, pid) : new Map([...trafficOf(pid), ...unifiedUsage(pid, cgroup)]),
    pressure: owned(pid).has('') ? pressuresOf(cgroup) : new Map(),
  };
}

/** The unified hierarchy counts processor time without any controller. */
function unifiedUsage(pid: number, cgroup: CgroupLook): [string, number][] {
  return owned(pid).has('') && cgroup.exists('', 'cpu.stat') ? [['cpu.usage', (keyedLines(cgroup.text('', 'cpu.stat')).get('usage_usec') ?? NaN) / 1e6]] : [];
}

/** Everybody in the same pid namespace. */
function sameNamespace(pid: number): number[] {
  const link = readlinkSync(`/proc/${pid}/ns/pid`);
  return everybody().filter((each) => {
    try {
      return readlinkSync(`/proc/${each}/ns/pid`) === link;
    } catch {
      return false;
    }
  });
}

function insideOf(init: number, pids: readonly number[]): Seen[] {
  const depth = statusWords(init, 'NSpid').length;
  return [...pids].sort((one, other) => one - other).flatMap((pid) => {
    try {
      return [{ hostPid: pid, containerPid: Number(statusWords(pid, 'NSpid')[depth - 1]), command: commandLine(pid) }];
    } catch {
      return []; // it ended meanwhile
    }
  });
}
