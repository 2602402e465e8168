/** The cgroup of one container, put together from its controllers. */
import { cgroupMountsOf, versionOf } from './cgroupMounts.js';
import { type CgroupView, cgroupViewOf, levelsOf, unifiedLevelsOf } from './cgroupLevels.js';
import { chain } from './chain.js';
import { configuredOf } from './configured.js';
import { cpuOf } from './cpu.js';
import { withStats } from './engineStats.js';
import { ioOf } from './io.js';
import type { Cgroup, Container } from './isolation.js';
import { membershipIn, pathsOf, unifiedMembership } from './membership.js';
import { memoryOf } from './memory.js';
import { networkOf } from './network.js';
import { ownCgroupView } from './ownCgroup.js';
import { pidsOf } from './pids.js';
import { pressureOf } from './pressure.js';
import { isOutOfSight, kernelDir } from './proof.js';
import { type Reading, isRead, map, read, unread } from './reading.js';
import type { Snapshot } from './snapshot.js';

/** Facts of a container whose process is out of sight are the engine's, or carry the reason; what it was asked for stays. */
export function cgroupOf(snapshot: Snapshot, container: Container): Cgroup {
  const dir = kernelDir(snapshot, container);
  const cgroup: Cgroup = {
    ...kernelCgroupOf(snapshot, dir, ownCgroupView(snapshot, container)),
    network: networkOf(snapshot, container, dir),
    configured: configuredOf(snapshot, container),
  };
  return isOutOfSight(snapshot, container) ? withStats(cgroup, snapshot, container) : cgroup;
}

/** `dir` is the container's process, `/proc/5873`, proved to be the container's; `view` its cgroups. */
export function kernelCgroupOf(
  snapshot: Snapshot, dir: Reading<string>, view: Reading<CgroupView> = chain(dir, (path) => cgroupViewOf(snapshot, path)),
): Omit<Cgroup, 'configured' | 'network'> {
  const levels = (controller: string) => chain(view, (found) => levelsOf(found, controller));
  return {
    version: chain(dir, () => layoutOf(snapshot)),
    path: chain(view, pathOf),
    paths: isRead(view) ? pathsOf(view.value.memberships) : {},
    memory: memoryOf(snapshot, levels('memory')),
    cpu: cpuOf(snapshot, view),
    pids: pidsOf(snapshot, levels('pids')),
    io: ioOf(snapshot, levels('blkio')),
    pressure: pressureOf(snapshot, unifiedOf(view)),
  };
}

/** How this machine mounts its cgroups; `absent` where it mounts none. */
export function layoutOf(snapshot: Snapshot): Cgroup['version'] {
  const mounts = cgroupMountsOf(snapshot);
  return isRead(mounts) && mounts.value.length === 0
    ? unread('absent', mounts.from, 'no cgroup file system is mounted')
    : map(mounts, versionOf);
}

/** Its path in the memory hierarchy of v1; on v2 the `0::` line. */
function pathOf(view: CgroupView): Reading<string> {
  const membership = membershipIn(view.memberships, 'memory') ?? unifiedMembership(view.memberships);
  return membership === undefined
    ? unread('absent', view.from, 'in no memory hierarchy and not in the unified one')
    : read(membership.path, view.from);
}

function unifiedOf(view: Reading<CgroupView>) {
  return chain(view, (found) => {
    const mounted = isRead(found.mounts) && found.mounts.value.some(({ unified }) => unified);
    return mounted || !isRead(found.mounts)
      ? unifiedLevelsOf(found)
      : unread('unsupported', found.mounts.from, 'pressure needs cgroup2, which is not mounted');
  });
}
