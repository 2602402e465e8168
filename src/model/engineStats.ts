/**
 * `GET /containers/{id}/stats`: usage as an engine counted it, for kernels that cannot be looked into. Limits are not
 * taken from it: without one, `memory_stats.limit` is the memory of the engine's machine.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerStats
 */
import { chain } from './chain.js';
import { answerFor, at, infoKey, listAt, numberAt, statsKey, statsSource, textAt, textsAt } from './engineAnswer.js';
import type { Cgroup, Container, Cpu, Io, Memory, Network } from './isolation.js';
import { usedOf } from './memory.js';
import { notInitial } from './network.js';
import { type Reading, firstRead, map, unread } from './reading.js';
import type { Snapshot } from './snapshot.js';

/**
 * Whether the engine's numbers are the container's: an engine without cgroups (rootless on v1) gives those of the cgroup
 * that it is in itself, which may be the whole machine's.
 */
export function countsContainers(info: unknown): boolean {
  const driver = textAt(info, 'CgroupDriver') ?? 'none';
  const rootless = textsAt(info, 'SecurityOptions')?.some((option) => option.startsWith('name=rootless')) === true;
  return driver !== 'none' && driver !== '' && (!rootless || textAt(info, 'CgroupVersion') === '2');
}

/** The facts that were not readable, from the engine where it tells them. */
export function withStats(cgroup: Cgroup, snapshot: Snapshot, container: Container): Cgroup {
  const stats = statsOf(snapshot, container);
  const count = (fact: Reading<number>, ...path: readonly string[]) => firstRead(fact, countIn(stats, path));
  return {
    ...cgroup,
    memory: withMemory(cgroup.memory, stats),
    cpu: withCpu(cgroup.cpu, stats),
    pids: { ...cgroup.pids, current: count(cgroup.pids.current, 'pids_stats', 'current') },
    io: withIo(cgroup.io, stats),
    network: withNetwork(cgroup.network, chain(notInitial(snapshot, container), () => stats)),
  };
}

function statsOf(snapshot: Snapshot, container: Container): Reading<unknown> {
  return chain(answerFor(snapshot, container, infoKey), (info) => (countsContainers(info)
    ? chain(answerFor(snapshot, container, statsKey(container.id), statsSource), stillRunning)
    : unread('unsupported', statsSource, 'the engine has no cgroups and counts other processes too')));
}

/** Of a container that does not run, Docker answers with zeros, read in the year 1. */
export function stillRunning(stats: unknown): Reading<unknown> {
  return textAt(stats, 'read')?.startsWith('0001-') === true
    ? unread('gone', statsSource, 'it ended meanwhile')
    : { value: stats, from: statsSource };
}

function countIn(stats: Reading<unknown>, path: readonly string[]): Reading<number> {
  return chain(stats, (answer) => {
    const number = numberAt(answer, ...path);
    return number === undefined || number < 0
      ? unread(number === undefined ? 'absent' : 'malformed', statsSource, `no number ${path.join('.')}`)
      : { value: number, from: statsSource };
  });
}

/** What is read again and again while somebody looks. */
export function usageIn(stats: Reading<unknown>) {
  const { usage, inactiveFile } = memoryIn(stats);
  return {
    memory: firstRead(usedOf(usage, inactiveFile), usage), cpuSeconds: secondsIn(stats, 'cpu_stats', 'cpu_usage', 'total_usage'),
    pids: countIn(stats, ['pids_stats', 'current']), readBytes: bytesIn(stats, 'read'), writeBytes: bytesIn(stats, 'write'),
  };
}

/** v1 counts those below as `total_…`; v2's numbers do so by themselves. */
function memoryIn(stats: Reading<unknown>) {
  const part = (v1: string, v2: string) => firstRead(
    countIn(stats, ['memory_stats', 'stats', v1]), countIn(stats, ['memory_stats', 'stats', v2]));
  return { usage: countIn(stats, ['memory_stats', 'usage']), inactiveFile: part('total_inactive_file', 'inactive_file'), part };
}

function withMemory(memory: Memory, stats: Reading<unknown>): Memory {
  const { usage, inactiveFile, part } = memoryIn(stats);
  const used = usedOf(usage, inactiveFile);
  return {
    ...memory,
    usage: firstRead(memory.usage, usage),
    used: firstRead(memory.used, 'value' in used ? { ...used, from: statsSource } : used),
    inactiveFile: firstRead(memory.inactiveFile, inactiveFile),
    anonymous: firstRead(memory.anonymous, part('total_rss', 'anon')),
    file: firstRead(memory.file, part('total_cache', 'file')),
    shmem: firstRead(memory.shmem, part('total_shmem', 'shmem')),
  };
}

/** Nanoseconds, on v2 too. */
function secondsIn(stats: Reading<unknown>, ...path: readonly string[]): Reading<number> {
  return map(countIn(stats, path), (time) => time / 1e9);
}

function withCpu(cpu: Cpu, stats: Reading<unknown>): Cpu {
  const throttling = (name: string) => countIn(stats, ['cpu_stats', 'throttling_data', name]);
  return {
    ...cpu,
    usage: firstRead(cpu.usage, secondsIn(stats, 'cpu_stats', 'cpu_usage', 'total_usage')),
    periods: firstRead(cpu.periods, throttling('periods')),
    throttledPeriods: firstRead(cpu.throttledPeriods, throttling('throttled_periods')),
    throttledTime: firstRead(cpu.throttledTime, secondsIn(stats, 'cpu_stats', 'throttling_data', 'throttled_time')),
  };
}

/** `{ "major": 254, "minor": 0, "op": "Read", "value": 4096 }`, an operation of a device each; v2 writes `read`. */
function bytesIn(stats: Reading<unknown>, operation: 'read' | 'write'): Reading<number> {
  return map(stats, (answer) => {
    const entries = listAt(answer, 'blkio_stats', 'io_service_bytes_recursive');
    if (entries === undefined) {
      throw new Error('no list blkio_stats.io_service_bytes_recursive');
    }
    return sum(entries.filter((entry) => textAt(entry, 'op')?.toLowerCase() === operation), 'value');
  });
}

function withIo(io: Io, stats: Reading<unknown>): Io {
  return { ...io, readBytes: firstRead(io.readBytes, bytesIn(stats, 'read')), writeBytes: firstRead(io.writeBytes, bytesIn(stats, 'write')) };
}

/** By interface. */
function withNetwork(network: Network, stats: Reading<unknown>): Network {
  const bytes = (name: string) => map(stats, (answer) => {
    const networks = at(answer, 'networks');
    if (typeof networks !== 'object' || networks === null) {
      throw new Error('no networks');
    }
    return sum(Object.entries(networks).filter(([interfaceName]) => interfaceName !== 'lo').map(([, each]) => each as unknown), name);
  });
  return {
    receivedBytes: firstRead(network.receivedBytes, bytes('rx_bytes')), sentBytes: firstRead(network.sentBytes, bytes('tx_bytes')),
  };
}

function sum(entries: readonly unknown[], name: string): number {
  return entries.reduce<number>((total, entry) => {
    const number = numberAt(entry, name);
    if (number === undefined || number < 0) {
      throw new Error(`no number ${name}`);
    }
    return total + number;
  }, 0);
}
