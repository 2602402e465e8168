/**
 * `/proc/PID/net/dev`: the counters of a network namespace, an interface a line after two lines of headings:
 *
 *     Inter-|   Receive                                                |  Transmit
 *      face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs …
 *      eth0:    1076      14    0    0    0     0          0         0        0       0    0 …
 *
 * https://man7.org/linux/man-pages/man5/proc_pid_net.5.html
 */
import { chain } from './chain.js';
import type { Container, Network } from './isolation.js';
import { parseCount } from './limits.js';
import { evidenceOf } from './namespaceEvidence.js';
import { isInitial } from './namespaceVerdicts.js';
import { type Reading, isRead, map, read, unread } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

export interface InterfaceCounters {
  readonly name: string;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

export function parseNetDev(text: string): readonly InterfaceCounters[] {
  const [, ...lines] = text.split('\n').filter((line) => line.trim() !== '' && !line.includes('|bytes'));
  return lines.map(parseInterface);
}

function parseInterface(line: string): InterfaceCounters {
  const colon = line.indexOf(':');
  const numbers = line.slice(colon + 1).trim().split(/\s+/);
  const [received, sent] = [numbers[0], numbers[8]];
  if (colon === -1 || received === undefined || sent === undefined) {
    throw new Error(`no line of net/dev: ${line.slice(0, 80)}`);
  }
  return { name: line.slice(0, colon).trim(), receivedBytes: parseCount(received), sentBytes: parseCount(sent) };
}

/**
 * Bytes of all interfaces but `lo`; the machine's own network namespace says nothing about a container, and one that
 * may be the machine's is not counted either.
 */
export function networkOf(snapshot: Snapshot, container: Container, dir: Reading<string>): Network {
  const counters = chain(dir, (path) => chain(notInitial(snapshot, container), () => countersOf(snapshot, path)));
  const sum = (key: 'receivedBytes' | 'sentBytes') => map(counters, (interfaces) => interfaces
    .filter(({ name }) => name !== 'lo')
    .reduce((total, each) => total + each[key], 0));
  return { receivedBytes: sum('receivedBytes'), sentBytes: sum('sentBytes') };
}

function countersOf(snapshot: Snapshot, dir: string): Reading<readonly InterfaceCounters[]> {
  return map(textOf(snapshot, `${dir}/net/dev`), parseNetDev);
}

/** `false` where the network namespace is proved not to be the machine's; else why nothing is to be counted. */
export function notInitial(snapshot: Snapshot, container: Container): Reading<false> {
  const evidence = evidenceOf(snapshot, container);
  const { same, from } = isInitial(snapshot, evidence, 'net');
  const id = evidence.ids.net;
  if (same === undefined) {
    return isRead(id) ? unread('unsupported', id.from, 'it may be the machine\'s own network namespace') : id;
  }
  return same
    ? unread('unsupported', from[0] ?? id.from, 'the network namespace is the machine\'s own, and so is its traffic')
    : read(same, from[0] ?? id.from);
}
