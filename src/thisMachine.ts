/**
 * This machine as the lens looks at it: the sources put together. Loaded at the first look, for a window in which nobody
 * looks needs none of it.
 */
import type { Diagnosis, LookOptions } from './lens.js';
import { type LiveSample, sampleOf } from './model/sample.js';
import type { Snapshot } from './model/snapshot.js';
import { collect } from './sources/collect.js';
import { connect } from './sources/connect.js';
import { hostAt, readerHere } from './sources/host.js';
import { hostFs } from './sources/hostFs.js';
import { watch } from './sources/watch.js';

export interface Looked {
  readonly snapshot: Snapshot;
  /** One of each engine that did not answer. */
  readonly diagnoses: readonly Diagnosis[];
}

/**
 * Chooses the engine anew each time: contexts, groups and sockets change while the editor stays open. `engine` is the
 * setting's endpoint, empty where nothing is set.
 */
export async function look(engine: string, options: LookOptions): Promise<Looked> {
  const connections = await connectTo(engine);
  try {
    return { snapshot: await collect(hostAt({}, connections), options), diagnoses: connections.diagnoses };
  } finally {
    connections.engines.forEach((one) => one.close());
  }
}

/** Calls `changed` for what engines tell, when one goes and when one comes, until `signal` ends it. */
export async function follow(engine: () => string, changed: () => void, signal: AbortSignal): Promise<void> {
  let close = (): void => undefined;
  let missing = false;
  await watch({
    signal,
    onChange: changed,
    connect: async () => {
      close();
      const [found] = (await connectTo(engine())).engines;
      close = () => found?.close();
      if (found !== undefined && missing) {
        changed();
      }
      missing = found === undefined;
      return found ?? null;
    },
  });
  close();
}

/** Reads the files of one sample; null where none of them could be read. */
export function sample(files: readonly string[], previous: LiveSample | null): LiveSample | null {
  const fs = hostFs();
  const texts = new Map<string, string>();
  for (const path of files) {
    const entry = fs.readText(path);
    if (typeof entry === 'string') {
      texts.set(path, entry);
    }
  }
  return texts.size === 0 ? null : sampleOf(texts, Date.now(), previous);
}

function connectTo(engine: string) {
  return connect(readerHere(), engine === '' ? {} : { setting: [engine] });
}
