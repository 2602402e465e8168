/** The paths of `/proc` and `/sys` that a runtime covers or makes read-only, as the mounts there show them. */
import { at, inspectOf, inspectSource, textsAt } from './engineAnswer.js';
import type { Container, Root } from './isolation.js';
import { type MountLine, isBelow } from './mountinfo.js';
import { type Reading, isRead, map, unread } from './reading.js';
import type { Snapshot } from './snapshot.js';

export function hiddenPathsOf(
  snapshot: Snapshot, container: Container, mounts: Reading<readonly MountLine[]>,
): Pick<Root, 'maskedPaths' | 'readOnlyPaths'> {
  const asked = (name: string) => askedPaths(snapshot, container, name);
  return {
    maskedPaths: firstKnown(asked('MaskedPaths'), guessed(mounts, maskedIn)),
    readOnlyPaths: firstKnown(asked('ReadonlyPaths'), guessed(mounts, readOnlyIn)),
  };
}

function firstKnown<T>(engine: Reading<T>, kernel: Reading<T>): Reading<T> {
  return isRead(engine) ? engine : kernel;
}

/** Docker says null for "none"; Podman says null always, whatever it does, and so says nothing. */
function askedPaths(snapshot: Snapshot, container: Container, name: string): Reading<readonly string[]> {
  const { engine } = container;
  if (engine === null) {
    return unread('unsupported', inspectSource, 'no engine was asked');
  }
  return map(inspectOf(snapshot, container), (answer) => {
    const list = textsAt(answer, 'HostConfig', name);
    if (list === undefined && (engine.kind !== 'docker' || at(answer, 'HostConfig', name) !== null)) {
      throw new Error(`no list HostConfig.${name}`);
    }
    return list ?? [];
  });
}

function guessed(mounts: Reading<readonly MountLine[]>, paths: (lines: readonly MountLine[]) => readonly string[]): Reading<readonly string[]> {
  const found = map(mounts, paths);
  return isRead(found) ? { ...found, guessed: true } : found;
}

/** A file is covered by `/dev/null`, a directory by an empty read-only tmpfs. */
export function maskedIn(lines: readonly MountLine[]): readonly string[] {
  const parents = new Set(lines.map(({ parent }) => parent));
  return lines
    .filter((line) => isKernelPath(line.target) && (line.root.endsWith('/null') || (isReadOnlyTmpfs(line) && !parents.has(line.id))))
    .map(({ target }) => target);
}

function isReadOnlyTmpfs({ fsType, options, superOptions }: MountLine): boolean {
  return fsType === 'tmpfs' && options.includes('ro') && superOptions.includes('ro');
}

/** A part of `/proc` is mounted over itself, read-only. */
export function readOnlyIn(lines: readonly MountLine[]): readonly string[] {
  return lines
    .filter(({ target, fsType, options }) => fsType === 'proc' && isBelow(target, '/proc') && target !== '/proc' && options.includes('ro'))
    .map(({ target }) => target);
}

function isKernelPath(target: string): boolean {
  return (isBelow(target, '/proc') || isBelow(target, '/sys')) && target !== '/sys/fs/cgroup';
}
