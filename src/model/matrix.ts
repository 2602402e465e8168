/** Containers × namespace types: `matrix --json`. */
import { type InitialIds, initialIds } from './initialNamespaces.js';
import { type Container, type Isolation, isolationSchema } from './isolation.js';
import { namespacesOf } from './namespaces.js';
import { isElsewhere } from './proof.js';
import type { Snapshot } from './snapshot.js';

export interface Matrix {
  readonly schema: typeof isolationSchema;
  /** The machine's own namespaces. */
  readonly initial: InitialIds;
  readonly containers: readonly MatrixEntry[];
}

export interface MatrixEntry extends Pick<Container, 'id' | 'name'>, Pick<Isolation, 'namespaces'> {
  /** The endpoint of its engine, where that is on another machine: `initial` is that machine's own namespace then. */
  readonly elsewhere?: string;
}

export function matrixOf(snapshot: Snapshot, all: readonly Container[]): Matrix {
  return {
    schema: isolationSchema,
    initial: initialIds(snapshot),
    containers: all.map((container) => ({
      id: container.id, name: container.name, namespaces: namespacesOf(snapshot, container, all),
      ...(container.engine !== null && isElsewhere(snapshot, container) && { elsewhere: container.engine.endpoint }),
    })),
  };
}
