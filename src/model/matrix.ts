/** Containers × namespace types: `matrix --json`. */
import { type InitialIds, initialIds } from './initialNamespaces.js';
import { type Container, type Isolation, isolationSchema } from './isolation.js';
import { namespacesOf } from './namespaces.js';
import type { Snapshot } from './snapshot.js';

export interface Matrix {
  readonly schema: typeof isolationSchema;
  /** The machine's own namespaces. */
  readonly initial: InitialIds;
  readonly containers: readonly (Pick<Container, 'id' | 'name'> & Pick<Isolation, 'namespaces'>)[];
}

export function matrixOf(snapshot: Snapshot, all: readonly Container[]): Matrix {
  return {
    schema: isolationSchema,
    initial: initialIds(snapshot),
    containers: all.map((container) => ({
      id: container.id, name: container.name, namespaces: namespacesOf(snapshot, container, all),
    })),
  };
}
