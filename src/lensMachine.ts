/** What the lens asks of the machine that it looks at. */
import type { Snapshot } from './model/snapshot.js';
import type { Diagnosis } from './sources/diagnose.js';
import type { FarPlan } from './sources/farHost.js';

export type { Diagnosis, FarPlan };

/** `names` are what engines list: the first thing to be seen, and never the last. */
export type Depth = 'names' | 'list' | 'facts';

export interface LookOptions {
  /** A container's id: what it needs, and of the others only their identities. */
  readonly subject?: string;
  readonly depth: Depth;
  /** May the engine be asked for its `top`? Only where somebody opened something. */
  readonly top?: boolean;
  /** Stopped containers too. */
  readonly all?: boolean;
  /** The engine on whose machine the kernel is to be read over ssh: where the reader has just agreed to it. */
  readonly far?: FarLook;
}

export interface FarLook {
  readonly endpoint: string;
  /** Aborted where the reader does not wait for it any more. */
  readonly signal?: AbortSignal;
}

export interface Disposable {
  dispose(): void;
}

/** The machine as the lens needs it; `extension.ts` makes it from the sources. */
export interface Machine {
  look(options: LookOptions): Promise<Snapshot>;
  /** Calls `changed` when an engine says that containers came or went, until disposed. */
  watch(changed: () => void): Disposable;
  /** Why the engine at an endpoint did not answer the last look; undefined where it did, or where nothing is known. */
  diagnosis(endpoint: string): Diagnosis | undefined;
  /** Undefined where the engine is not behind ssh. Nothing is run. */
  farPlan(endpoint: string): Promise<FarPlan | undefined>;
}
