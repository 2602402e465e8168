/** The root of one container: how it got it, where it is on the machine, what it is made of. */
import { chain } from './chain.js';
import { booleanAt, inspected, textAt } from './engineAnswer.js';
import { engineSocketsOf } from './engineSockets.js';
import { hiddenPathsOf } from './hiddenPaths.js';
import { historyOf } from './imageHistory.js';
import type { Container, Root } from './isolation.js';
import { graphDataOf, layersOf } from './layers.js';
import { type MountLine, joinPath } from './mountinfo.js';
import { mountLinesOf, mountOf } from './mountsOf.js';
import { overlayOf } from './overlay.js';
import { kernelDir } from './proof.js';
import { type Reading, firstRead, isRead, map } from './reading.js';
import { requestedMountsOf } from './requestedMounts.js';
import { type RootMount, rootMountOf } from './rootMount.js';
import type { Snapshot } from './snapshot.js';

export function rootOf(snapshot: Snapshot, container: Container): Root {
  return rootAt(snapshot, container, kernelDir(snapshot, container));
}

/** `dir` is the container's process, `/proc/5873`, proved to be the container's; else what the engine says stays. */
export function rootAt(snapshot: Snapshot, container: Container, dir: Reading<string>): Root {
  const root: RootMount = isRead(dir)
    ? rootMountOf(snapshot, dir.value, container.runtime, container.holdsReader) : { mechanism: dir, mount: dir, hostPath: dir };
  const lines = chain(dir, (path) => mountLinesOf(snapshot, path));
  const filesystem = map(root.mount, ({ fsType }) => fsType);
  const driver = inspected(snapshot, container, driverIn);
  return {
    mechanism: root.mechanism,
    hostPath: hostPathOf(snapshot, container, root),
    driver: isRead(driver) ? driver : filesystem,
    filesystem,
    ...layersOf(snapshot, container, root.mount),
    readOnly: readOnlyOf(snapshot, container, root.mount),
    mounts: map(lines, (all) => all.map(mountOf)),
    requested: requestedMountsOf(snapshot, container),
    engineSockets: engineSocketsOf(snapshot, lines),
    ...hiddenPathsOf(snapshot, container, lines),
    history: historyOf(snapshot, container),
  };
}

function driverIn(answer: unknown): string | undefined {
  return textAt(answer, 'Driver') ?? textAt(answer, 'GraphDriver', 'Name');
}

/** The mount may be read-only, or the whole file system. */
function readOnlyOf(snapshot: Snapshot, container: Container, mount: Reading<MountLine>): Reading<boolean> {
  return firstRead(
    map(mount, ({ options, superOptions }) => options.includes('ro') || superOptions.includes('ro')),
    inspected(snapshot, container, (answer) => booleanAt(answer, 'HostConfig', 'ReadonlyRootfs')));
}

/**
 * Of an overlay the engine's merged directory; else where the machine has the same file system mounted; else, guessed,
 * what engines make beside upperdir. A stopped container is mounted nowhere, whatever the engine would use.
 */
function hostPathOf(snapshot: Snapshot, container: Container, { mount, hostPath }: RootMount): Reading<string> {
  const { merged } = graphDataOf(snapshot, container);
  if (!isRead(mount)) {
    const stopped = !isRead(hostPath) && hostPath.unread === 'gone';
    return isRead(merged) && !isRead(hostPath) && !stopped ? merged : hostPath;
  }
  const { root } = mount.value;
  const overlay = overlayOf(mount.value);
  if (overlay === undefined) {
    return hostPath;
  }
  const upper = overlay.upper?.startsWith('/') ? overlay.upper : undefined;
  return isRead(merged)
    ? map(merged, (path) => joinPath(path, root))
    : firstRead(hostPath, upper === undefined ? hostPath : {
      value: joinPath(`${upper.replace(/\/[^/]*$/, '')}/merged`, root), from: mount.from, guessed: true,
    });
}
