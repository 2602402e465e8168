/** A snapshot in the making: what was asked for, what was read so far. */
import type { EngineState, Snapshot } from '../model/snapshot.js';
import type { Engine } from './connection.js';
import { draftOf } from './draft.js';
import type { Host } from './host.js';
import type { ProcessScan } from './processScan.js';
import type { Recording } from './recording.js';

export interface CollectOptions {
  /** Id, name, prefix or pid: of this one everything, of the others their identities. */
  readonly subject?: string;
  /** `list`: what tells which containers there are. `facts`: also what the picture of each needs. */
  readonly depth: 'list' | 'facts';
  /** Ask the engine for `top` too: it costs some 15 ms a container and makes it tell of an event. */
  readonly top?: boolean;
  /** Stopped containers too. */
  readonly all?: boolean;
  /** Keep the values of environment variables. */
  readonly environment?: boolean;
}

export interface Work {
  readonly host: Host;
  readonly options: CollectOptions;
  readonly takenAt: Date;
  /** Undefined where none answers. */
  readonly engine: Engine | undefined;
  /** False where there is no Linux kernel to read from. */
  readonly linux: boolean;
  readonly recording: Recording;
  /** The engine's, by key. */
  readonly answers: Map<string, unknown>;
  engines: readonly EngineState[];
  scan: ProcessScan;
}

/** As far as it has been taken. Snapshots never change, so each call makes a new one. */
export function draft({ host, takenAt, recording, answers, engines }: Work, subject: string | null = null): Snapshot {
  const { platform, roots, reader } = host;
  return draftOf({ takenAt, platform, subject, roots, reader, files: recording.files, answers, engines });
}
