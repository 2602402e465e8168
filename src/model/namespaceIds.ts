/**
 * The ids of a container's namespaces: the inode numbers that `readlink /proc/PID/ns/net` gives, `net:[4026531840]`.
 * https://man7.org/linux/man-pages/man7/namespaces.7.html
 * The links need privilege; an engine's `top` (columns of the machine's `ps`) and Podman's own list tell them as well.
 */
import { chain } from './chain.js';
import { answerFor, at, libpodListKey, listAt, textAt, textsAt, topKey, topSource } from './engineAnswer.js';
import type { Container, NamespaceType } from './isolation.js';
import { haveSameMounts } from './aroundReader.js';
import { readerDir } from './mountsOf.js';
import { type Reading, firstRead, isRead, map, read, unread } from './reading.js';
import { type Snapshot, linkOf } from './snapshot.js';

/** `dir` is the container's process, or the reason why there is none. The rung that gave the id is its `from`. */
export function namespaceId(
  snapshot: Snapshot, container: Container, dir: Reading<string>, type: NamespaceType,
): Reading<number> {
  const link = chain(dir, (path) => (container.holdsReader === true ? idFromWithin(snapshot, path, type) : linkedId(snapshot, path, type)));
  return isRead(link) || container.engine === null
    ? link
    : firstRead(link, topId(snapshot, container, type), libpodId(snapshot, container, type));
}

/**
 * An ordinary user may not read the links of a container's first process, which often is root's; its own it may. Who has
 * the same mounts is in the same pid and mnt namespace; of the others that is concluded: whoever enters a container
 * enters all of them, and who made a new one since would hardly have kept the mounts.
 */
function idFromWithin(snapshot: Snapshot, dir: string, type: NamespaceType): Reading<number> {
  const first = linkedId(snapshot, dir, type);
  const own = linkedId(snapshot, readerDir(snapshot), type);
  if (isRead(first) || first.unread !== 'denied' || !isRead(own) || !haveSameMounts(snapshot, readerDir(snapshot), dir)) {
    return first;
  }
  return type === 'pid' || type === 'mnt' ? own : { ...own, guessed: true };
}

export function linkedId(snapshot: Snapshot, dir: string, type: NamespaceType): Reading<number> {
  return map(linkOf(snapshot, `${dir}/ns/${type}`), (link) => parseNamespaceLink(link, type));
}

/** The 4026531840 of `net:[4026531840]`. Throws on a link of another kind. */
export function parseNamespaceLink(link: string, type: NamespaceType): number {
  const [, kind, id] = /^([a-z]+):\[(\d{1,15})\]$/.exec(link) ?? [];
  if (kind !== type || id === undefined) {
    throw new Error(`no ${type} namespace: ${link.slice(0, 60)}`);
  }
  return Number(id);
}

/**
 * The row of the container's own process. `ps` prints `-` where it was not allowed to look. The namespace columns come
 * before all columns with text in them, so that a blank in such a text does not move them.
 */
function topId(snapshot: Snapshot, container: Container, type: NamespaceType): Reading<number> {
  return chain(answerFor(snapshot, container, topKey(container.id), topSource), (answer) => {
    const titles = textsAt(answer, 'Titles') ?? [];
    const rows = (listAt(answer, 'Processes') ?? []).map((_, index) => textsAt(answer, 'Processes', index) ?? []);
    const column = titles.indexOf(`${type.toUpperCase()}NS`);
    const pids = titles.indexOf('PID');
    const row = rows.find((cells) => cells[pids] === String(container.pid));
    if (column === -1 || row === undefined) {
      return unread('absent', topSource, column === -1 ? 'its ps has no such column' : 'the process is not in the list');
    }
    const cell = row[column] ?? '';
    return cell === '-' ? unread('denied', topSource, 'its ps was not allowed to look') : idIn(cell, topSource);
  });
}

const libpodNames: Readonly<Record<NamespaceType, string | undefined>> = {
  cgroup: 'Cgroup', ipc: 'Ipc', mnt: 'Mnt', net: 'Net', pid: 'Pidns', time: undefined, user: 'User', uts: 'Uts',
};

function libpodId(snapshot: Snapshot, container: Container, type: NamespaceType): Reading<number> {
  return chain(answerFor(snapshot, container, libpodListKey), (answer) => {
    const entry: unknown = Array.isArray(answer) ? answer.find((each) => at(each, 'Id') === container.id) : undefined;
    const name = libpodNames[type];
    const text = name === undefined ? undefined : textAt(entry, 'Namespaces', name);
    return text === undefined || text === '' ? unread('absent', libpodListKey) : idIn(text, libpodListKey);
  });
}

function idIn(text: string, from: string): Reading<number> {
  return /^\d{1,15}$/.test(text) ? read(Number(text), from) : unread('malformed', from, `no number: ${text.slice(0, 40)}`);
}
