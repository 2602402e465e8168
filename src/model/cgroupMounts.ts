/** Where the cgroup hierarchies are mounted, read from mountinfo and never assumed. */
import type { CgroupVersion } from './isolation.js';
import { type MountLine, isBelow } from './mountinfo.js';
import { machineMounts } from './mountsOf.js';
import { type Reading, map } from './reading.js';
import type { Snapshot } from './snapshot.js';

export interface CgroupMount {
  readonly unified: boolean;
  /** Of a v1 mount: its options, with `cpu`, `cpuacct` or `name=systemd` among them. */
  readonly options: readonly string[];
  /** The directory to open. */
  readonly point: string;
  /** The cgroup that is mounted there; `/` is the whole hierarchy (as far as the reader's cgroup namespace). */
  readonly root: string;
}

export function cgroupMountsOf(snapshot: Snapshot): Reading<readonly CgroupMount[]> {
  return map(machineMounts(snapshot), (lines) => lines
    .filter(({ fsType }) => fsType === 'cgroup' || fsType === 'cgroup2')
    .map((line) => cgroupMount(line, snapshot)));
}

function cgroupMount(line: MountLine, snapshot: Snapshot): CgroupMount {
  return {
    unified: line.fsType === 'cgroup2', options: line.superOptions, root: line.root, point: pointSeen(line.target, snapshot),
  };
}

/** A mount point of the machine, as it is seen from here (`--path.procfs`, `--path.sysfs`). */
function pointSeen(target: string, { roots, reader }: Snapshot): string {
  if (isBelow(target, '/sys')) {
    return roots.sys + target.slice('/sys'.length);
  }
  return reader === 'self' ? target : `${roots.proc}/1/root${target}`;
}

/** The layout of the machine; throws where nothing is mounted. */
export function versionOf(mounts: readonly CgroupMount[]): CgroupVersion {
  const v2 = mounts.some(({ unified }) => unified);
  const v1 = mounts.some(({ unified }) => !unified);
  if (!v1 && !v2) {
    throw new Error('no cgroup file system is mounted');
  }
  return v1 ? (v2 ? 'hybrid' : 'v1') : 'v2';
}

export function mountsWith(mounts: readonly CgroupMount[], controller: string): readonly CgroupMount[] {
  return mounts.filter(({ unified, options }) => !unified && options.includes(controller));
}

export function unifiedMounts(mounts: readonly CgroupMount[]): readonly CgroupMount[] {
  return mounts.filter(({ unified }) => unified);
}
