/** A container that some runtime made, with what is certain of it because of how it was made. */
import type { Place } from './place.js';

export interface Sandbox {
  /** Its init out here, by the runtime's own word. */
  readonly pid: number;
  /** The process whose rights count, where that is not the init. */
  readonly program?: number;
  readonly runtime: string;
  readonly lowLevelRuntime?: string;
  readonly configFile?: string;
  /** Undefined where the kernel knows none. */
  readonly id?: string;
  readonly name?: string;
  readonly pod?: { readonly name: string; readonly namespace: string; readonly uid: string };
  readonly mechanism: 'pivot_root' | 'chroot' | 'none';
  /** The directory of this machine that it has as its /. */
  readonly hostPath: string;
  /** Facts that the way it was made makes certain: path → value. A witness that was wrong itself would show here. */
  readonly shows?: Readonly<Record<string, unknown>>;
}

export interface Maker {
  /** As the table in the README calls it. */
  readonly title: string;
  /** What keeps it from being made here; undefined where nothing does. */
  readonly whyNot: () => string | undefined;
  readonly make: (place: Place) => Promise<readonly Sandbox[]>;
}
