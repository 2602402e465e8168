/**
 * `/proc/PID/cgroup`: the cgroup of a process in each hierarchy, one a line, the unified one (v2) as number 0:
 *
 *     hierarchy-ID:controller-list:cgroup-path
 *     4:memory:/docker/0fd0844ce269
 *     0::/system.slice/docker-0fd0844ce269.scope
 *
 * https://man7.org/linux/man-pages/man7/cgroups.7.html
 */

export interface Membership {
  /** `cpu`, `cpuacct`, `name=systemd`; of the unified hierarchy none. */
  readonly controllers: readonly string[];
  /** As the reader's cgroup namespace shows it; it may begin with `/..`. */
  readonly path: string;
  /** The unified hierarchy marks a cgroup that was removed while the process (a zombie) was in it. */
  readonly deleted: boolean;
}

const deletedMark = ' (deleted)';

/** A path may hold colons, so only the first two part the fields. */
export function parseCgroup(text: string): readonly Membership[] {
  return text.split('\n').filter((line) => line !== '').map(parseLine);
}

function parseLine(line: string): Membership {
  const fields = /^\d+:([^:]*):(\/.*)$/s.exec(line);
  const [, controllers, path] = fields ?? [];
  if (controllers === undefined || path === undefined) {
    throw new Error(`no line of /proc/PID/cgroup: ${line.slice(0, 120)}`);
  }
  const deleted = controllers === '' && path.endsWith(deletedMark);
  return {
    controllers: controllers === '' ? [] : controllers.split(','),
    path: deleted ? path.slice(0, -deletedMark.length) : path,
    deleted,
  };
}

/** The line of a v1 controller. */
export function membershipIn(memberships: readonly Membership[], controller: string): Membership | undefined {
  return memberships.find(({ controllers }) => controllers.includes(controller));
}

/** The line of the unified hierarchy. */
export function unifiedMembership(memberships: readonly Membership[]): Membership | undefined {
  return memberships.find(({ controllers }) => controllers.length === 0);
}

/** Controller → path; the unified hierarchy under the empty name. */
export function pathsOf(memberships: readonly Membership[]): Readonly<Record<string, string>> {
  return Object.fromEntries(memberships.flatMap(({ controllers, path }) =>
    (controllers.length === 0 ? [''] : controllers).map((name) => [name, path] as const)));
}
