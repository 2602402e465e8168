/** What the container's program may do: user, capabilities, seccomp, no_new_privs, security module. */
import { parseCapabilities } from './capabilities.js';
import { at, booleanAt, inspected, listAt, textAt } from './engineAnswer.js';
import { askedNoNewPrivileges, askedSeccomp, askedUser } from './askedPrivileges.js';
import { chain } from './chain.js';
import { isInUserNamespaceOf } from './aroundReader.js';
import { insideId, isIdentity, isUntold, outsideId, overflowId, parseIdMap } from './idmap.js';
import type { CapabilitySet, Container, IdRange, Privileges } from './isolation.js';
import { readerDir } from './mountsOf.js';
import { topCapabilities, topSeccomp } from './podmanTop.js';
import { programDir } from './program.js';
import { kernelDir } from './proof.js';
import { type NotRead, type Reading, firstRead, isRead, map, read, unread } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';
import { statusReading, wholeNumbers } from './status.js';

export function privilegesOf(snapshot: Snapshot, container: Container): Privileges {
  const dir = chain(kernelDir(snapshot, container), (path) => programDir(snapshot, container, path));
  const status = chain(dir, (path) => textOf(snapshot, `${path}/status`));
  const set = (line: string): Reading<readonly string[]> => statusReading(status, line, parseCapabilities);
  const capabilities: Record<CapabilitySet, Reading<readonly string[]>> = {
    effective: orAsked(set('CapEff'), () => topCapabilities(snapshot, container, 'effective')),
    permitted: set('CapPrm'), inheritable: set('CapInh'), ambient: set('CapAmb'),
    bounding: orAsked(set('CapBnd'), () => topCapabilities(snapshot, container, 'bounding')),
  };
  return {
    user: orAsked(container.holdsReader === true && isRead(dir) && isInUserNamespaceOf(snapshot, dir.value) ? userWithin(snapshot, dir.value, status) : userOf(snapshot, dir, status), () => askedUser(snapshot, container)),
    capabilities,
    noNewPrivileges: orAsked(statusReading(status, 'NoNewPrivs', parseFlag), () => askedNoNewPrivileges(snapshot, container)),
    seccomp: orAsked(statusReading(status, 'Seccomp', parseSeccomp), () => firstRead(topSeccomp(snapshot, container), askedSeccomp(snapshot, container))),
    lsm: lsmOf(snapshot, container, dir),
    privileged: engineFact(snapshot, container, (answer) => booleanAt(answer, 'HostConfig', 'Privileged')),
    devices: engineFact(snapshot, container, devicesIn),
  };
}

/** The engine's word, where another kernel holds the truth; what it was only asked for is marked as `guessed`. */
function orAsked<T>(fact: Reading<T>, asked: () => Reading<T>): Reading<T> {
  return isRead(fact) || fact.unread !== 'remote' ? fact : firstRead(fact, asked());
}

/** `Uid:\treal\teffective\tsaved\tfile system`: rights follow the effective one. */
function userOf(snapshot: Snapshot, dir: Reading<string>, status: Reading<string>): Privileges['user'] {
  const uid = statusReading(status, 'Uid', effectiveId);
  const gid = statusReading(status, 'Gid', effectiveId);
  const maps = chain(dir, (path) => both(
    map(textOf(snapshot, `${path}/uid_map`), parseIdMap), map(textOf(snapshot, `${path}/gid_map`), parseIdMap),
  ));
  return chain(maps, ([uids, gids]) => chain(both(uid, gid), ([hostUid, hostGid]) =>
    isHidden(snapshot, 'uid_map', uids, hostUid) || isHidden(snapshot, 'gid_map', gids, hostGid)
      ? unread('unsupported', uid.from, notMapped)
      : read({ uid: seenInside(uids, hostUid), gid: seenInside(gids, hostGid), hostUid }, uid.from)));
}

/** In the reader's own user namespace ids are shown as they are in there, and the map tells what they are around it. */
function userWithin(snapshot: Snapshot, dir: string, status: Reading<string>): Privileges['user'] {
  const uid = statusReading(status, 'Uid', effectiveId);
  const gid = statusReading(status, 'Gid', effectiveId);
  return chain(both(uid, gid), ([inside, group]) => chain(map(textOf(snapshot, `${dir}/uid_map`), parseIdMap), (ranges) => {
    const hostUid = outsideId(ranges, inside);
    return hostUid === undefined ? unread('unsupported', `${dir}/uid_map`, 'no line of the map has it') : read({ uid: inside, gid: group, hostUid }, uid.from);
  }));
}

const notMapped = 'the reader\'s own user namespace does not map it';

/** For an id that the reader's own user namespace does not have the kernel shows the overflow id, in no other case than by chance. */
function isHidden(snapshot: Snapshot, name: 'uid_map' | 'gid_map', ranges: readonly IdRange[], outside: number): boolean {
  const reader = map(textOf(snapshot, `${readerDir(snapshot)}/${name}`), parseIdMap);
  return outside === overflowId && (isUntold(ranges) || (isRead(reader) && !isIdentity(reader.value)));
}

/** An id that the map does not hold is shown inside as the overflow id. */
function seenInside(ranges: readonly IdRange[], outside: number): number {
  return insideId(ranges, outside) ?? overflowId;
}

function effectiveId(words: string): number {
  const id = wholeNumbers(words)[1];
  if (id === undefined) {
    throw new Error(`no effective id in: ${words.slice(0, 60)}`);
  }
  return id;
}

function both<A, B>(one: Reading<A>, other: Reading<B>): Reading<[A, B]> {
  return chain(one, (first) => map(other, (second): [A, B] => [first, second]));
}

function parseFlag(words: string): boolean {
  if (words !== '0' && words !== '1') {
    throw new Error(`neither 0 nor 1: ${words.slice(0, 40)}`);
  }
  return words === '1';
}

const seccompModes = new Map([['0', 'disabled'], ['1', 'strict'], ['2', 'filter']] as const);

/** https://man7.org/linux/man-pages/man2/seccomp.2.html */
function parseSeccomp(words: string): 'disabled' | 'strict' | 'filter' {
  const mode = seccompModes.get(words as '0');
  if (mode === undefined) {
    throw new Error(`no seccomp mode: ${words.slice(0, 40)}`);
  }
  return mode;
}

/**
 * `/proc/PID/attr/current`: the AppArmor profile (`docker-default (enforce)`) or SELinux context. A kernel without such
 * a module answers EINVAL, which is `unsupported`. Where it was not read, the engine's word for it.
 */
function lsmOf(snapshot: Snapshot, container: Container, dir: Reading<string>): Reading<string> {
  const label = chain(dir, (path): Reading<string> => {
    const current = map(textOf(snapshot, `${path}/attr/current`), parseLabel);
    return !isRead(current) && current.unread === 'unsupported'
      ? unread('unsupported', current.from, `no security module labels processes (${current.detail ?? 'EINVAL'})`)
      : current;
  });
  if (isRead(label) || label.unread === 'unsupported' || label.unread === 'gone') {
    return label;
  }
  return firstRead<string>(label, engineFact(snapshot, container, (answer) =>
    [textAt(answer, 'AppArmorProfile'), textAt(answer, 'ProcessLabel')].find((word) => word !== undefined && word !== '')));
}

/** SELinux ends its context with NUL, AppArmor with a newline. */
function parseLabel(text: string): string {
  const label = text.replace(/[\0\n]+$/, '');
  if (label === '') {
    throw new Error('an empty label');
  }
  return label;
}

function engineFact<T>(snapshot: Snapshot, container: Container, pick: (answer: unknown) => T | undefined): Reading<T> {
  return container.engine === null ? noEngine(snapshot, container) : inspected(snapshot, container, pick);
}

function noEngine(snapshot: Snapshot, container: Container): NotRead {
  return unread('unsupported', `${snapshot.roots.proc}/${container.pid ?? ''}`, 'no engine knows it');
}

/** As `--device` writes them: `/dev/fuse:/dev/fuse:rwm`. The engine's null is its way to say none. */
function devicesIn(answer: unknown): readonly string[] | undefined {
  const devices = at(answer, 'HostConfig', 'Devices');
  return devices === null ? [] : listAt(answer, 'HostConfig', 'Devices')?.map((device) =>
    ['PathOnHost', 'PathInContainer', 'CgroupPermissions'].map((name) => textAt(device, name) ?? '?').join(':'));
}

/** The two id maps of a container's user namespace. */
export function idMapOf(snapshot: Snapshot, container: Container): {
  readonly uid: Reading<readonly IdRange[]>; readonly gid: Reading<readonly IdRange[]>;
} {
  const dir = kernelDir(snapshot, container);
  const mapIn = (name: string): Reading<readonly IdRange[]> =>
    chain(dir, (path) => chain(map(textOf(snapshot, `${path}/${name}`), parseIdMap), (ranges) => (
      isUntold(ranges) ? unread('unsupported', `${path}/${name}`, notMapped) : read(ranges, `${path}/${name}`))));
  return { uid: mapIn('uid_map'), gid: mapIn('gid_map') };
}

