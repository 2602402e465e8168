/**
 * The machine's own namespaces. Their numbers are fixed (enum init_ns_ino in linux/nsfs.h); those of net and mnt only on
 * recent kernels, older ones gave them ordinary numbers, which begin above the fixed ones.
 */
import { type NamespaceType, namespaceTypes } from './isolation.js';
import { linkedId } from './namespaceIds.js';
import { type ProcessKeys, keysOf } from './namespaceKeys.js';
import { procDir, processesIn } from './processFacts.js';
import { type Reading, isRead, read, unread, valueOf } from './reading.js';
import { type Snapshot, linkOf, textOf } from './snapshot.js';

const fixedIds: Readonly<Record<NamespaceType, number>> = {
  cgroup: 4026531835, ipc: 4026531839, mnt: 4026531832, net: 4026531833, pid: 4026531836, time: 4026531834, user: 4026531837,
  uts: 4026531838,
};

export type InitialIds = Readonly<Record<NamespaceType, Reading<number>>>;

/** Whether a number can only be the initial namespace's: no other one ever gets it. */
export function isFixedId(type: NamespaceType, id: number): boolean {
  return id === fixedIds[type];
}

/** Whether every kernel gives the initial namespace of this type the same number. */
export function hasFixedId(type: NamespaceType): boolean {
  return type !== 'net' && type !== 'mnt';
}

const known = new WeakMap<Snapshot, InitialIds>();

/** The machine's own ids; for net and mnt `unread` where nothing that may be read tells them. */
export function initialIds(snapshot: Snapshot): InitialIds {
  const found = known.get(snapshot)
    ?? Object.fromEntries(namespaceTypes.map((type) => [type, initialId(snapshot, type)])) as Record<NamespaceType, Reading<number>>;
  known.set(snapshot, found);
  return found;
}

function initialId(snapshot: Snapshot, type: NamespaceType): Reading<number> {
  if (snapshot.platform !== 'linux') {
    return unread('unsupported', snapshot.roots.proc, `this machine runs ${snapshot.platform}`);
  }
  const seen = seenFixed(snapshot, type);
  if (seen !== undefined) {
    return read(fixedIds[type], seen);
  }
  return hasFixedId(type) ? read(fixedIds[type], 'linux/nsfs.h') : learned(snapshot, type);
}

/** A link in the snapshot that has the fixed number: the reader's, else anybody's. */
function seenFixed(snapshot: Snapshot, type: NamespaceType): string | undefined {
  const dirs = [`${snapshot.roots.proc}/${snapshot.reader}`, `${snapshot.roots.proc}/1`];
  const others = hasFixedId(type) ? [] : [...processesIn(snapshot).keys()].map((pid) => procDir(snapshot, pid));
  const dir = [...dirs, ...others].find((each) => valueOf(linkOf(snapshot, `${each}/ns/${type}`)) === `${type}:[${fixedIds[type]}]`);
  return dir === undefined ? undefined : `${dir}/ns/${type}`;
}

/** Since Linux 6.18 the numbers of net and mnt are fixed too (include/uapi/linux/nsfs.h). */
function hasAllFixed(release: string): boolean {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(release) ?? [];
  return Number(major) > 6 || (Number(major) === 6 && Number(minor) >= 18);
}

/** The first process's link, else the reader's where its identity is that of the first process. */
function learned(snapshot: Snapshot, type: NamespaceType): Reading<number> {
  const first = `${snapshot.roots.proc}/1`;
  if (!seesFirstProcess(snapshot)) {
    const release = textOf(snapshot, `${snapshot.roots.proc}/sys/kernel/osrelease`);
    return isRead(release) && hasAllFixed(release.value) ? read(fixedIds[type], release.from) : unread('unsupported', `${first}/ns/${type}`, 'the reader is in a pid namespace of its own');
  }
  const link = linkedId(snapshot, first, type);
  if (isRead(link)) {
    return link;
  }
  const reader = `${snapshot.roots.proc}/${snapshot.reader}`;
  const same = sameByKey(keysOf(snapshot, reader), keysOf(snapshot, first), type);
  const own = linkedId(snapshot, reader, type);
  return same && isRead(own) ? own : link;
}

function sameByKey(one: ProcessKeys, other: ProcessKeys, type: NamespaceType): boolean {
  if (type === 'net') {
    return one.net !== undefined && one.net === other.net;
  }
  return type === 'mnt' && one.rootMount !== undefined && other.mounts.has(one.rootMount);
}

/**
 * Process 1 is the machine's first process only where the pid namespace is the initial one; of a `/proc` seen elsewhere
 * it stands for that machine.
 */
export function seesFirstProcess(snapshot: Snapshot): boolean {
  return snapshot.reader === '1' || seenFixed(snapshot, 'pid') !== undefined;
}

/** The machine's keys, and the process that each was read of. */
export interface MachineKeys extends ProcessKeys {
  readonly dirs: Readonly<Partial<Record<NamespaceType, string>>>;
}

/** What identifies the machine's own namespaces to everybody: the first process's files, or the reader's if it is there. */
export function machineKeys(snapshot: Snapshot): MachineKeys {
  const firstDir = `${snapshot.roots.proc}/1`;
  const first = seesFirstProcess(snapshot) ? keysOf(snapshot, firstDir) : undefined;
  const readerDir = `${snapshot.roots.proc}/${snapshot.reader}`;
  const reader = keysOf(snapshot, readerDir);
  const initial = initialIds(snapshot);
  const isThere = (type: NamespaceType): boolean => {
    const own = valueOf(linkedId(snapshot, readerDir, type));
    return own !== undefined && own === valueOf(initial[type]);
  };
  const net = isThere('net') && reader.net !== undefined ? reader : first;
  const mnt = isThere('mnt') && reader.mounts.size > 0 ? reader : first;
  const ipc = isThere('ipc') && isThere('mnt') && reader.mqueue !== undefined ? reader : first;
  const dirOf = (keys: ProcessKeys | undefined): string => (keys === reader ? readerDir : firstDir);
  return {
    net: net?.net, mounts: mnt?.mounts ?? new Set(), rootMount: mnt?.rootMount, mqueue: ipc?.mqueue, users: undefined, offsets: undefined,
    dirs: { net: dirOf(net), mnt: dirOf(mnt), ipc: dirOf(ipc) },
  };
}
