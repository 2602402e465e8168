/**
 * Where a container reaches the socket of an engine: by a mount of the socket itself, or of a folder that holds it
 * (`-v /run:/host-run`). Proved by device and path: the same file system, mounted from the socket or above it.
 */
import { chain } from './chain.js';
import { type MountLine, isBelow, joinPath, mountOver, visibleMounts } from './mountinfo.js';
import { machineMounts, readerDir } from './mountsOf.js';
import { type Reading, isRead, read, unread } from './reading.js';
import { type Snapshot, type EngineState, linkOf } from './snapshot.js';

/** Where engines listen, whether they are asked or not. */
export const usualSockets = ['/var/run/docker.sock', '/run/podman/podman.sock', '/run/containerd/containerd.sock', '/run/crio/crio.sock'] as const;

/** Sockets to look at; of one that is there, the snapshot keeps under `socketKey` the path that it resolves to. */
export function engineSocketPaths(engines: readonly Pick<EngineState, 'endpoint'>[]): readonly string[] {
  const asked = engines.map(({ endpoint }) => endpoint.replace(/^unix:\/\//, '')).filter((path) => path.startsWith('/'));
  return [...new Set([...asked, ...usualSockets])];
}

export function socketKey(path: string): string {
  return `${path}#socket`;
}

/** Another machine's user has sockets at places that only a look there tells. */
function pathsLookedAt({ engines, far, files }: Snapshot): readonly string[] {
  const end = socketKey('');
  const there = far === undefined ? [] : Object.keys(files).filter((path) => path.endsWith(end)).map((path) => path.slice(0, -end.length));
  return [...new Set([...engineSocketPaths(engines), ...there])];
}

/** `lines` are the mounts that the container sees. Where a folder is closed to the reader, a socket may be in it: nothing is said then. */
export function engineSocketsOf(snapshot: Snapshot, lines: Reading<readonly MountLine[]>): Reading<readonly string[]> {
  if (snapshot.reader !== 'self') {
    return unread('unsupported', `${readerDir(snapshot)}/root`, 'sockets of a machine seen elsewhere are not looked for');
  }
  const looked = pathsLookedAt(snapshot).map((path) => linkOf(snapshot, socketKey(path)));
  const sockets = looked.filter(isRead);
  const closed = looked.find((each) => !isRead(each) && (each.unread === 'denied' || each.unread === 'failed'));
  return chain(lines, (all) => chain(machineMounts(snapshot), (machine) => {
    const visible = visibleMounts(all);
    const found = sockets.map(({ value }) => ({ socket: value, paths: insideOf(visible, machine, value) })).filter(({ paths }) => paths.length > 0);
    if (found.length === 0 && closed !== undefined && !isRead(closed)) {
      return unread(closed.unread, closed.from.replace(/#socket$/, ''), closed.detail);
    }
    const from = [lines.from, `${readerDir(snapshot)}/mountinfo`, ...found.map(({ socket }) => socket)];
    return read([...new Set(found.flatMap(({ paths }) => paths))].sort(), [...new Set(from)].join(', '));
  }));
}

function insideOf(visible: readonly MountLine[], machine: readonly MountLine[], socket: string): readonly string[] {
  const mount = mountOver(machine, socket);
  if (mount === undefined) {
    return [];
  }
  const place = joinPath(mount.root, below(socket, mount.target));
  return visible
    .filter(({ device, root }) => device === mount.device && isBelow(place, root))
    .map((line) => ({ line, path: joinPath(line.target, below(place, line.root)) }))
    .filter(({ line, path }) => mountOver(visible, path) === line)
    .map(({ path }) => path);
}

/** The rest of a path below a directory: empty, or with its leading "/". */
function below(path: string, directory: string): string {
  return directory === '/' ? path : path.slice(directory.length);
}
