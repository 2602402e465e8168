/** A snapshot in the making: what was asked for, what was read so far. */
import type { Container } from '../model/isolation.js';
import type { EngineState, Snapshot } from '../model/snapshot.js';
import { draftOf } from './draft.js';
import type { Host } from './host.js';
import type { EngineInALook } from './oneLook.js';
import type { ProcessScan } from './processScan.js';
import type { Recording } from './recording.js';

export interface CollectOptions {
  /** Id, name, prefix or pid: of this one everything, of the others their identities. */
  readonly subject?: string;
  /**
   * `names`: what engines list, nothing more. `list`: what tells which containers there are. `facts`: also what the
   * picture of each needs.
   */
  readonly depth: 'names' | 'list' | 'facts';
  /** Ask the engine for `top` too: it costs some 15 ms a container and makes it tell of an event. */
  readonly top?: boolean;
  /** Stopped containers too. */
  readonly all?: boolean;
  /** Keep the values of environment variables. */
  readonly environment?: boolean;
  /** Milliseconds that several engines have to tell what they run: what is not there then comes without that engine. */
  readonly engineLimit?: number;
}

/** One engine while it is asked. */
export interface Asked {
  readonly engine: EngineInALook;
  /** By key. Another map once its time is over, so that what comes late changes nothing. */
  answers: Map<string, unknown>;
  state: EngineState;
}

export interface Work {
  readonly host: Host;
  readonly options: CollectOptions;
  readonly takenAt: Date;
  /** Those that answer, the first choice first. */
  asked: readonly Asked[];
  /** False where there is no Linux kernel to read from. */
  readonly linux: boolean;
  readonly recording: Recording;
  /** All that were tried, as they were when they were connected to. */
  engines: readonly EngineState[];
  scan: ProcessScan;
}

/** As far as it has been taken. Snapshots never change, so each call makes a new one. */
export function draft({ host, takenAt, recording, asked, engines }: Work, subject: string | null = null): Snapshot {
  const { platform, roots, reader, far } = host;
  const [first, ...others] = asked;
  return draftOf({
    takenAt, platform, subject, roots, reader, files: recording.files, ...(far && { far: { endpoint: far.endpoint } }),
    engines: engines.map((each) => asked.find(({ state }) => state.endpoint === each.endpoint)?.state ?? each),
    ...(first && { answers: first.answers }),
    otherAnswers: new Map(others.map(({ state, answers }) => [state.endpoint, answers])),
  });
}

/** The engine that has a container; undefined where only the kernel knows it. */
export function askedOf({ asked }: Work, { engine }: Pick<Container, 'engine'>): Asked | undefined {
  return engine === null ? undefined : asked.find(({ state }) => state.endpoint === engine.endpoint);
}
