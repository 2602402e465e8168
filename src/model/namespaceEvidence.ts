/** All that is known about the namespaces of one container, gathered once for each snapshot. */
import { containersOf } from './containers.js';
import { type Container, type NamespaceType, namespaceTypes } from './isolation.js';
import { namespaceId } from './namespaceIds.js';
import { type ProcessKeys, keysOf } from './namespaceKeys.js';
import { type Origin, originOf } from './namespaceModes.js';
import { kernelDir } from './proof.js';
import { processesIn } from './processFacts.js';
import { type Reading, isRead } from './reading.js';
import type { Snapshot } from './snapshot.js';

export interface Evidence {
  readonly container: Container;
  readonly ids: Readonly<Record<NamespaceType, Reading<number>>>;
  /** Where its kernel files are; `undefined` where there are none to read. */
  readonly dir: string | undefined;
  /** `here`; the endpoint of an engine on another kernel; `undefined` where the kernel is not known. */
  readonly kernel: string | undefined;
  readonly keys: ProcessKeys | undefined;
  readonly nsPids: readonly number[] | undefined;
  readonly origins: Readonly<Record<NamespaceType, Origin | undefined>>;
}

const gathered = new WeakMap<Snapshot, WeakMap<Container, Evidence>>();

export function evidenceOf(snapshot: Snapshot, container: Container): Evidence {
  const all = gathered.get(snapshot) ?? new WeakMap<Container, Evidence>();
  gathered.set(snapshot, all);
  const found = all.get(container) ?? gather(snapshot, container);
  all.set(container, found);
  return found;
}

function gather(snapshot: Snapshot, container: Container): Evidence {
  const proof = kernelDir(snapshot, container);
  const dir = isRead(proof) ? proof.value : undefined;
  return {
    container, dir,
    ids: ofEachType((type) => namespaceId(snapshot, container, proof, type)),
    kernel: kernelOf(snapshot, container, proof),
    keys: dir === undefined ? undefined : keysOf(snapshot, dir),
    nsPids: dir === undefined ? undefined : processesIn(snapshot).get(container.pid ?? 0)?.nsPids,
    origins: ofEachType((type) => originOf(snapshot, running(snapshot), container, type)),
  };
}

function kernelOf(snapshot: Snapshot, { engine }: Container, proof: Reading<string>): string | undefined {
  if (isRead(proof) || (engine !== null && enginesHere(snapshot).has(engine.endpoint))) {
    return 'here';
  }
  return proof.unread === 'remote' && engine !== null ? engine.endpoint : undefined;
}

const lists = new WeakMap<Snapshot, readonly Container[]>();

function running(snapshot: Snapshot): readonly Container[] {
  const found = lists.get(snapshot) ?? containersOf(snapshot);
  lists.set(snapshot, found);
  return found;
}

const known = new WeakMap<Snapshot, ReadonlySet<string>>();

/** Engines of which one container was proved to run on this kernel: then all of theirs do. */
function enginesHere(snapshot: Snapshot): ReadonlySet<string> {
  const found = known.get(snapshot) ?? new Set(running(snapshot).flatMap((container) =>
    (container.engine !== null && isRead(kernelDir(snapshot, container)) ? [container.engine.endpoint] : [])));
  known.set(snapshot, found);
  return found;
}

export function ofEachType<T>(make: (type: NamespaceType) => T): Record<NamespaceType, T> {
  return Object.fromEntries(namespaceTypes.map((type) => [type, make(type)])) as Record<NamespaceType, T>;
}
