/** The one place where the picture of a container is put together from a snapshot. */
import { cgroupOf } from './cgroup.js';
import { type Container, type Isolation, isolationSchema } from './isolation.js';
import { namespacesOf } from './namespaces.js';
import { idMapOf, privilegesOf } from './privileges.js';
import { processesOf } from './processes.js';
import { rootOf } from './rootfs.js';
import type { Snapshot } from './snapshot.js';

/** `all` are the containers of the snapshot, so that sharing can be told. */
export function build(snapshot: Snapshot, container: Container, all: readonly Container[]): Isolation {
  return {
    schema: isolationSchema,
    container,
    ...(snapshot.far && { far: { endpoint: snapshot.far.endpoint, readAt: snapshot.takenAt } }),
    namespaces: namespacesOf(snapshot, container, all),
    processes: processesOf(snapshot, container),
    idMap: idMapOf(snapshot, container),
    cgroup: cgroupOf(snapshot, container),
    root: rootOf(snapshot, container),
    privileges: privilegesOf(snapshot, container),
  };
}
