/**
 * The hinge between touching the machine and thinking about it: raw strings only, as plain JSON. The same JSON is a
 * test fixture, a bug report and a saved snapshot. `collect()` (sources) writes it, `build()` (model) reads it.
 */
import { type NotRead, type Reading, type Unread, read, unread } from './reading.js';

export const snapshotSchema = 'isolation-lens-snapshot/1';

/** A file's text; a symbolic link; a folder's entries; a file's inode; or why there is none. */
export type Entry =
  | string
  | { readonly link: string }
  | { readonly list: readonly string[] }
  | { readonly inode: string }
  | { readonly unread: Unread; readonly detail?: string };

export interface Roots {
  /** Where the machine's `/proc` is seen; `/proc` unless `--path.procfs` says otherwise. */
  readonly proc: string;
  /** Where the machine's `/sys` is seen. */
  readonly sys: string;
}

export type EngineStatus =
  | 'ok' | 'absent' | 'denied' | 'refused' | 'timeout' | 'tls' | 'ssh' | 'incompatible' | 'malformed';

export type ChosenBy = 'option' | 'setting' | 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'config' | 'default' | 'well-known';

export interface EngineState {
  readonly kind: 'docker' | 'podman';
  readonly endpoint: string;
  readonly chosenBy: ChosenBy;
  readonly status: EngineStatus;
  readonly version?: string;
  readonly detail?: string;
  /** The Docker context that led to it. */
  readonly context?: string;
  /** The context that `DOCKER_HOST` hides. */
  readonly hides?: string;
  /** Whose socket it is, where it was looked for at a well-known place: `Colima`. */
  readonly product?: string;
  /** Docker's settings could not be used, and so the default was: `/home/me/.docker/config.json: EACCES: permission denied`. */
  readonly configTrouble?: string;
  /** It does not answer now, but did at an earlier look. */
  readonly answeredBefore?: true;
}

export type Answers = Readonly<Record<string, unknown>>;

export interface Snapshot {
  readonly schema: typeof snapshotSchema;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  readonly platform: string;
  /** The container that it was taken of: a container's `id`; null where it is of them all. */
  readonly subject: string | null;
  readonly roots: Roots;
  /** The process that stands for the reader or the machine: `self` under `/proc`, `1` under `--path.procfs`. */
  readonly reader: 'self' | '1';
  /**
   * Path → entry, the path as it was opened. Kept of the machine: `/proc/<reader>/{mountinfo,cgroup,status,ns/*}`,
   * `/proc/1/ns/*`, `/proc/sys/kernel/…`. Of each process that is a container's candidate (see runtimes):
   * `status stat cgroup comm cmdline mountinfo uid_map gid_map timens_offsets net/dev ns/* root`, and the inode of
   * `net/dev` under the key `…/net/dev#inode`. Of the subject also its cgroup's files, level by level up to the mount.
   */
  readonly files: Readonly<Record<string, Entry>>;
  /** Question → answer, ids put in: `GET /containers/json`, `GET /containers/<id>/json`, `GET /info`… of the first engine. */
  readonly engine: Answers;
  /** The answers of each further engine, by its endpoint. */
  readonly otherEngines?: Readonly<Record<string, Answers>>;
  readonly engines: readonly EngineState[];
  /** Where `files` are another machine's: the engine over whose ssh they were read there. */
  readonly far?: { readonly endpoint: string };
}

/** Where there is no Linux kernel, no file of it is merely missing. */
export function notKept(snapshot: Snapshot, path: string): NotRead {
  const whole = snapshot.platform === 'linux' ? undefined : snapshot.files[snapshot.roots.proc];
  return typeof whole === 'object' && 'unread' in whole ? unread(whole.unread, path, whole.detail) : unread('absent', path);
}

/** The text of a file of the snapshot. */
export function textOf(snapshot: Snapshot, path: string): Reading<string> {
  const entry = snapshot.files[path];
  if (entry === undefined) {
    return notKept(snapshot, path);
  }
  if (typeof entry === 'string') {
    return read(entry, path);
  }
  return 'unread' in entry ? unread(entry.unread, path, entry.detail) : unread('malformed', path, 'not a plain file');
}

/** The target of a symbolic link of the snapshot, as `readlink` gives it. */
export function linkOf(snapshot: Snapshot, path: string): Reading<string> {
  const entry = snapshot.files[path];
  if (entry === undefined) {
    return notKept(snapshot, path);
  }
  if (typeof entry === 'string' || !('link' in entry)) {
    return typeof entry !== 'string' && 'unread' in entry
      ? unread(entry.unread, path, entry.detail)
      : unread('malformed', path, 'not a symbolic link');
  }
  return read(entry.link, path);
}

/** Whether an engine has answers of its own beside those of the first one. */
export function isOtherEngine({ otherEngines }: Snapshot, endpoint: string): boolean {
  return otherEngines !== undefined && Object.hasOwn(otherEngines, endpoint);
}

/** What the engine at an endpoint answered, else the first one; `key` with the ids in it, `shown` as the source to name. */
export function answerOf(snapshot: Snapshot, key: string, shown = key, endpoint = ''): Reading<unknown> {
  const answers = isOtherEngine(snapshot, endpoint) ? snapshot.otherEngines?.[endpoint] : snapshot.engine;
  const answer = answers !== undefined && Object.hasOwn(answers, key) ? answers[key] : undefined;
  if (answer === undefined) {
    return unread('absent', shown);
  }
  if (typeof answer === 'object' && answer !== null && 'unread' in answer && typeof answer.unread === 'string') {
    const { unread: reason, detail } = answer as { unread: Unread; detail?: string };
    return unread(reason, shown, detail);
  }
  return read(answer, shown);
}
