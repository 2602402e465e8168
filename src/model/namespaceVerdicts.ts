/**
 * Two questions about namespaces, each answered from the best evidence there is: are two containers in the same one, and
 * is it the machine's own? Ids first, then keys that everybody may read, then what the engine was asked for.
 */
import { inspectSource } from './engineAnswer.js';
import { isIdentity, parseIdMap } from './idmap.js';
import { hasFixedId, initialIds, isFixedId, machineKeys, seesFirstProcess } from './initialNamespaces.js';
import type { NamespaceType, Runtime } from './isolation.js';
import type { Evidence } from './namespaceEvidence.js';
import { linkedId } from './namespaceIds.js';
import { hasOffsets } from './namespaceKeys.js';
import type { Origin } from './namespaceModes.js';
import { readerDepth } from './processFacts.js';
import { isRead, map, valueOf } from './reading.js';
import { isInit } from './runtimes.js';
import { type Snapshot, textOf } from './snapshot.js';

export interface Verdict {
  /** `undefined`: it cannot be told. */
  readonly same: boolean | undefined;
  readonly from: readonly string[];
}

const untold: Verdict = { same: undefined, from: [] };

function verdict(same: boolean, ...from: readonly string[]): Verdict {
  return { same, from };
}

/** Whether two containers are in the same namespace. Numbers and keys mean something on one kernel only. */
export function sameNamespace(snapshot: Snapshot, one: Evidence, other: Evidence, type: NamespaceType): Verdict {
  if (one.kernel !== other.kernel && one.kernel !== undefined && other.kernel !== undefined) {
    return verdict(false);
  }
  const [left, right] = [one.ids[type], other.ids[type]];
  if (isRead(left) && isRead(right) && one.kernel !== undefined && one.kernel === other.kernel) {
    return verdict(left.value === right.value, left.from, right.from);
  }
  const byKeys = one.kernel === 'here' && other.kernel === 'here' ? sameByKeys(snapshot, one, other, type) : untold;
  return byKeys.same === undefined ? sameByOrigin(one, other, type) : byKeys;
}

function sameByKeys(snapshot: Snapshot, one: Evidence, other: Evidence, type: NamespaceType): Verdict {
  const file = keyFiles[type];
  const [left, right] = [one.keys, other.keys];
  if (file === undefined || left === undefined || right === undefined) {
    return untold;
  }
  const same = type === 'net' ? equal(left.net, right.net)
    : type === 'mnt' ? sameMounts(left, right)
    : type === 'ipc' ? (isOci(one) && isOci(other) ? equal(left.mqueue, right.mqueue) : undefined)
    : type === 'pid' ? samePids(snapshot, one.nsPids ?? [], other.nsPids ?? [])
    : differs(type === 'user' ? equal(left.users, right.users) : equal(left.offsets, right.offsets));
  return same === undefined ? untold : verdict(same, ...[one, other].map(({ dir }) => `${dir ?? ''}/${file}`));
}

const keyFiles: Readonly<Record<NamespaceType, string | undefined>> = {
  net: 'net/dev', mnt: 'mountinfo', ipc: 'mountinfo', pid: 'status', user: 'uid_map', time: 'timens_offsets',
  cgroup: undefined, uts: undefined,
};

function equal<T>(one: T | undefined, other: T | undefined): boolean | undefined {
  return one === undefined || other === undefined ? undefined : one === other;
}

/** Equal id maps or offsets prove nothing, different ones that it is another namespace. */
function differs(same: boolean | undefined): false | undefined {
  return same === false ? false : undefined;
}

type Mounts = Pick<NonNullable<Evidence['keys']>, 'mounts' | 'rootMount'>;

/** Mounts belong to one namespace each. A chrooted process sees a part of them, so it is enough that one sees the other's root. */
function sameMounts(one: Mounts, other: Mounts): boolean | undefined {
  if (one.mounts.size === 0 || other.mounts.size === 0) {
    return undefined;
  }
  return [...one.mounts].some((id) => other.mounts.has(id));
}

/** Engines mount a message queue file system of the container's own ipc namespace; others may pass the machine's on. */
function isOci({ container }: Evidence): boolean {
  return oci.has(container.runtime);
}
const oci: ReadonlySet<Runtime> = new Set<Runtime>(['docker', 'podman', 'containerd', 'cri-o', 'runc', 'crun']);

/** NSpid tells how deep, and whether it is the first process in there; two inits are never in the same one. */
function samePids(snapshot: Snapshot, one: readonly number[], other: readonly number[]): boolean | undefined {
  if (one.length === 0 || other.length === 0) {
    return undefined;
  }
  const depth = readerDepth(snapshot);
  if (one.length !== other.length) {
    return false;
  }
  return one.length === depth ? true : isInit(one, depth) && isInit(other, depth) && one[0] !== other[0] ? false : undefined;
}

/** Two that were made are two; a daemon's own is none that it made. */
function sameByOrigin(one: Evidence, other: Evidence, type: NamespaceType): Verdict {
  const [left, right] = [one.origins[type], other.origins[type]];
  if (left === undefined || right === undefined) {
    return untold;
  }
  if ('made' in left && 'made' in right) {
    return verdict(left.made === right.made, inspectSource);
  }
  const apart = ('made' in left && isNot(right, left.made)) || ('made' in right && isNot(left, right.made));
  return apart ? verdict(false, inspectSource) : untold;
}

/** What a container left when it was started again is not what was made for it since. */
function isNot(origin: Origin, made: string): boolean {
  return 'engine' in origin || ('left' in origin && origin.left === made);
}

/** Whether the container's namespace is the machine's own (of the machine that runs it). */
export function isInitial(snapshot: Snapshot, one: Evidence, type: NamespaceType): Verdict {
  const id = one.ids[type];
  if (isRead(id) && (hasFixedId(type) || isFixedId(type, id.value))) {
    return verdict(isFixedId(type, id.value), id.from);
  }
  const initial = initialIds(snapshot)[type];
  if (isRead(id) && isRead(initial) && one.kernel === 'here') {
    return verdict(id.value === initial.value, id.from, initial.from);
  }
  const byKeys = one.kernel === 'here' ? initialByKeys(snapshot, one, type) : untold;
  const origin = one.origins[type];
  return byKeys.same === undefined && origin !== undefined && 'made' in origin ? verdict(false, inspectSource) : byKeys;
}

function initialByKeys(snapshot: Snapshot, one: Evidence, type: NamespaceType): Verdict {
  const { keys } = one;
  const file = keyFiles[type];
  if (keys === undefined || file === undefined) {
    return untold;
  }
  const machine = machineKeys(snapshot);
  const same = type === 'net' ? equal(keys.net, machine.net)
    : type === 'mnt' ? sameMounts(keys, machine)
    : type === 'ipc' ? (isOci(one) ? equal(keys.mqueue, machine.mqueue) : undefined)
    : type === 'pid' ? initialPid(snapshot, one.nsPids ?? [])
    : type === 'user' ? initialUser(snapshot, one.dir ?? '')
    : hasOffsets(keys.offsets) ? false : undefined;
  const beside = [one.dir, machine.dirs[type]].filter((dir) => dir !== undefined);
  return same === undefined ? untold : verdict(same, ...beside.map((dir) => `${dir}/${file}`));
}

function initialPid(snapshot: Snapshot, nsPids: readonly number[]): boolean | undefined {
  if (nsPids.length === 0) {
    return undefined;
  }
  return nsPids.length > readerDepth(snapshot) ? false : seesFirstProcess(snapshot) || undefined;
}

/** Maps are shown as the reader's own user namespace counts; only from the initial one is another map a proof. */
function initialUser(snapshot: Snapshot, dir: string): false | undefined {
  const reader = valueOf(linkedId(snapshot, `${snapshot.roots.proc}/${snapshot.reader}`, 'user'));
  const ranges = valueOf(map(textOf(snapshot, `${dir}/uid_map`), parseIdMap));
  return reader !== undefined && isFixedId('user', reader) && ranges !== undefined && !isIdentity(ranges) ? false : undefined;
}
