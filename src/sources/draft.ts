/** The snapshot as far as it has been taken, for the model's functions that say what else to read. */
import { type EngineState, type Entry, type Roots, type Snapshot, snapshotSchema } from '../model/snapshot.js';

export interface DraftParts {
  readonly takenAt?: Date;
  readonly platform?: string;
  readonly subject?: string | null;
  readonly roots?: Roots;
  readonly reader?: 'self' | '1';
  readonly files?: ReadonlyMap<string, Entry>;
  readonly answers?: ReadonlyMap<string, unknown>;
  readonly engines?: readonly EngineState[];
}

export function draftOf(parts: DraftParts): Snapshot {
  const { takenAt = new Date(0), platform = 'linux', subject = null, reader = 'self', engines = [] } = parts;
  return {
    schema: snapshotSchema, takenAt: takenAt.toISOString(), platform, subject,
    roots: parts.roots ?? { proc: '/proc', sys: '/sys' }, reader,
    // Object.fromEntries defines keys and never assigns them, so a key named `__proto__` is a key like any other.
    files: Object.fromEntries(parts.files ?? []), engine: Object.fromEntries(parts.answers ?? []), engines,
  };
}
