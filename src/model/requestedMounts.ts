/**
 * What an engine was asked to mount: binds, volumes, tmpfs (`Mounts` and `HostConfig.Tmpfs` of the inspect answer). It
 * names volumes, and holds on kernels that cannot be looked into; what is mounted is in the mount table alone.
 */
import { booleanAt, inspectOf, inspectSource, listAt, textAt, textMapAt } from './engineAnswer.js';
import type { Container, RequestedMount } from './isolation.js';
import { type Reading, map, unread } from './reading.js';
import type { Snapshot } from './snapshot.js';

export function requestedMountsOf(snapshot: Snapshot, container: Container): Reading<readonly RequestedMount[]> {
  return container.engine === null ? unread('unsupported', inspectSource, 'no engine was asked') : map(inspectOf(snapshot, container), parseRequested);
}

/** Throws where the answer has no list of mounts. */
export function parseRequested(answer: unknown): readonly RequestedMount[] {
  const list = listAt(answer, 'Mounts');
  if (list === undefined) {
    throw new Error('no list Mounts');
  }
  const mounts = list.map(requested);
  const known = new Set(mounts.map(({ target }) => target));
  const tmpfs = [...textMapAt(answer, 'HostConfig', 'Tmpfs')].filter(([target]) => !known.has(target)).map(([target, options]): RequestedMount => (
    { kind: 'tmpfs', source: '', target, readOnly: options.split(',').includes('ro') }));
  // The engine lists them in another order each time.
  return [...mounts, ...tmpfs].toSorted((one, other) => (one.target < other.target ? -1 : Number(one.target > other.target)));
}

/** The source of a volume is its name; where it lies is in the mount table. */
function requested(mount: unknown): RequestedMount {
  const target = textAt(mount, 'Destination');
  const writable = booleanAt(mount, 'RW');
  if (target === undefined || writable === undefined) {
    throw new Error('a mount without Destination or RW');
  }
  const kind = textAt(mount, 'Type') ?? '';
  return { kind, source: (kind === 'volume' ? textAt(mount, 'Name') : undefined) ?? textAt(mount, 'Source') ?? '', target, readOnly: !writable };
}
