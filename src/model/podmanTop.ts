/**
 * What Podman's own `top` tells of a container's processes, for kernels that cannot be looked into: both pids,
 * capabilities and seccomp, read by Podman from its `/proc`.
 * https://docs.podman.io/en/latest/markdown/podman-top.1.html
 */
import { capabilityNames } from './capabilities.js';
import { chain } from './chain.js';
import { answerFor, listAt, textsAt, topKey, topSource } from './engineAnswer.js';
import type { Container, Process } from './isolation.js';
import { type Reading, read, unread } from './reading.js';
import type { Snapshot } from './snapshot.js';

type Row = ReadonlyMap<string, string>;

function rowsOf(snapshot: Snapshot, container: Container): Reading<readonly Row[]> {
  return chain(answerFor(snapshot, container, topKey(container.id), topSource), (answer) => {
    const titles = textsAt(answer, 'Titles') ?? [];
    if (!titles.includes('HPID')) {
      return unread('unsupported', topSource, 'not Podman\'s own columns');
    }
    const rows = (listAt(answer, 'Processes') ?? []).map((_, index) => textsAt(answer, 'Processes', index) ?? []);
    return read(rows.map((cells) => new Map(titles.map((title, index) => [title, cells[index] ?? '']))), topSource);
  });
}

function cellOf<T>(snapshot: Snapshot, container: Container, title: string, parse: (cell: string) => T | undefined): Reading<T> {
  return chain(rowsOf(snapshot, container), (rows) => {
    const value = parse(rows.find((row) => row.get('HPID') === String(container.pid))?.get(title) ?? '');
    return value === undefined ? unread('absent', topSource, `no ${title} of its first process`) : read(value, topSource);
  });
}

/** `AUDIT_WRITE,CHOWN`, `none`, or `full`, in the kernel's order. */
export function topCapabilities(snapshot: Snapshot, container: Container, set: 'effective' | 'bounding'): Reading<readonly string[]> {
  return cellOf(snapshot, container, `${set.toUpperCase()} CAPS`, (cell) => {
    if (cell === 'full') {
      return capabilityNames;
    }
    const names = cell === 'none' ? [] : cell.split(',').map((name) => `CAP_${name}`);
    const known = names.every((name) => capabilityNames.includes(name));
    return known ? capabilityNames.filter((name) => names.includes(name)) : undefined;
  });
}

export function topSeccomp(snapshot: Snapshot, container: Container): Reading<'disabled' | 'strict' | 'filter'> {
  return cellOf(snapshot, container, 'SECCOMP', (cell) =>
    (cell === 'disabled' || cell === 'strict' || cell === 'filter' ? cell : undefined));
}

export function topProcesses(snapshot: Snapshot, container: Container): Reading<readonly Process[]> {
  return chain(rowsOf(snapshot, container), (rows) => {
    const processes = rows.map((row) => (
      { hostPid: Number(row.get('HPID')), containerPid: Number(row.get('PID')), command: row.get('COMMAND') ?? '' }));
    return processes.every(({ hostPid, containerPid }) => hostPid > 0 && containerPid > 0)
      ? read(processes.sort((one, other) => one.hostPid - other.hostPid), topSource)
      : unread('malformed', topSource, 'a pid that is no number');
  });
}
