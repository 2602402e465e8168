/**
 * The io controller (v2, https://docs.kernel.org/admin-guide/cgroup-v2.html#io) and blkio (v1,
 * https://docs.kernel.org/admin-guide/cgroup-v1/blkio-controller.html).
 */
import { type Levels, fileIn } from './cgroupLevels.js';
import { chain } from './chain.js';
import type { Io } from './isolation.js';
import { parseCount } from './limits.js';
import { type Reading, firstRead, isRead, map, read, unread } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

/** The first that exists counts: throttling sees all input and output, whichever scheduler the device has. */
const serviceBytes = [
  'blkio.throttle.io_service_bytes_recursive', 'blkio.throttle.io_service_bytes',
  'blkio.bfq.io_service_bytes_recursive', 'blkio.bfq.io_service_bytes',
] as const;
const throttles = [
  ['rbps', 'blkio.throttle.read_bps_device'], ['wbps', 'blkio.throttle.write_bps_device'],
  ['riops', 'blkio.throttle.read_iops_device'], ['wiops', 'blkio.throttle.write_iops_device'],
] as const;
const v2Weights = ['io.weight', 'io.bfq.weight'] as const;
const v1Weights = ['blkio.weight', 'blkio.bfq.weight'] as const;

export const ioFiles = {
  v2: { own: ['io.stat', 'io.max', ...v2Weights] },
  v1: { own: [...serviceBytes, ...throttles.map(([, name]) => name), ...v1Weights] },
} as const;

export function ioOf(snapshot: Snapshot, levels: Reading<Levels>): Io {
  const first = (found: Levels, [name, ...others]: readonly [string, ...string[]]) =>
    firstRead(fileIn(snapshot, found, name), ...others.map((other) => fileIn(snapshot, found, other)));
  const bytes = (v2: string, v1: string) => chain(levels, (found) => (found.unified
    ? map(fileIn(snapshot, found, 'io.stat'), (text) => sumOfStat(text, v2))
    : map(first(found, serviceBytes), (text) => sumOfService(text, v1))));
  return {
    readBytes: bytes('rbytes', 'Read'),
    writeBytes: bytes('wbytes', 'Write'),
    weight: chain(levels, (found) => map(first(found, found.unified ? v2Weights : v1Weights), parseWeight)),
    limits: chain(levels, (found) => (found.unified
      ? map(fileIn(snapshot, found, 'io.max'), linesOf) : throttlesAt(snapshot, found.own))),
  };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** `254:0 rbytes=327680 wbytes=0 rios=5 …`, a device a line; one that was never used may have no numbers. */
export function sumOfStat(text: string, key: string): number {
  return linesOf(text)
    .map((line) => words(line, /^\d+:\d+( |$)/).find((word) => word.startsWith(`${key}=`)))
    .reduce((sum, word) => sum + (word === undefined ? 0 : parseCount(word.slice(key.length + 1))), 0);
}

/** `254:0 Read 4096`, an operation a line; the last line is `Total 4096`. */
export function sumOfService(text: string, operation: string): number {
  return linesOf(text)
    .map((line) => words(line, /^(\d+:\d+ \w+|Total) \d+$/))
    .filter(([, name]) => name === operation)
    .reduce((sum, [, , count = '']) => sum + parseCount(count), 0);
}

function words(line: string, shape: RegExp): readonly string[] {
  if (!shape.test(line)) {
    throw new Error(`no line of a device: ${line.slice(0, 60)}`);
  }
  return line.split(' ');
}

/** `default 100` and perhaps lines of single devices, or a number alone. */
function parseWeight(text: string): number {
  const line = linesOf(text).find((each) => /^(default )?\d+$/.test(each.trim())) ?? '';
  return parseCount(line.replace('default ', ''));
}

/** v1 has a file an operation (`254:0 1048576`); they are put together as v2 writes them. */
function throttlesAt(snapshot: Snapshot, own: string): Reading<readonly string[]> {
  const devices = new Map<string, string[]>();
  for (const [key, name] of throttles) {
    const text = textOf(snapshot, `${own}/${name}`);
    if (!isRead(text)) {
      return text;
    }
    for (const line of linesOf(text.value)) {
      const [, device, limit] = /^(\S+) (\d+)$/.exec(line.trim()) ?? [];
      if (device === undefined || limit === undefined) {
        return unread('malformed', text.from, `no limit of a device: ${line.slice(0, 60)}`);
      }
      devices.set(device, [...devices.get(device) ?? [], `${key}=${limit}`]);
    }
  }
  const first = `${own}/${throttles[0][1]}`;
  return read([...devices].map(([device, limits]) => [device, ...limits].join(' ')), first);
}
