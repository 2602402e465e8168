/** The snapshot as far as it has been taken, for the model's functions that say what else to read. */
import { type EngineState, type Entry, type Roots, type Snapshot, snapshotSchema } from '../model/snapshot.js';

export interface DraftParts {
  readonly takenAt?: Date;
  readonly platform?: string;
  readonly subject?: string | null;
  readonly roots?: Roots;
  readonly reader?: 'self' | '1';
  readonly files?: ReadonlyMap<string, Entry>;
  /** The first engine's. */
  readonly answers?: ReadonlyMap<string, unknown>;
  /** Those of each further engine, by endpoint. */
  readonly otherAnswers?: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  readonly engines?: readonly EngineState[];
  readonly far?: Snapshot['far'];
}

export function draftOf(parts: DraftParts): Snapshot {
  const { takenAt = new Date(0), platform = 'linux', subject = null, reader = 'self', engines = [], otherAnswers } = parts;
  return {
    schema: snapshotSchema, takenAt: takenAt.toISOString(), platform, subject,
    roots: parts.roots ?? { proc: '/proc', sys: '/sys' }, reader,
    // Object.fromEntries defines keys and never assigns them, so a key named `__proto__` is a key like any other.
    files: Object.fromEntries(parts.files ?? []), engine: Object.fromEntries(parts.answers ?? []), engines,
    ...(parts.far && { far: parts.far }),
    ...(otherAnswers !== undefined && otherAnswers.size > 0 && {
      otherEngines: Object.fromEntries([...otherAnswers].map(([endpoint, answers]) => [endpoint, Object.fromEntries(answers)])),
    }),
  };
}
