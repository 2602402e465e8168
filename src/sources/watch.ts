/** Tells when something about an engine's containers changed, from its event stream: no polling, one call for many events. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from './connection.js';

export interface WatchOptions {
  /** Answers the engine as it is now; null while there is none. Called again each time the stream ended. Never rejects. */
  readonly connect: () => Promise<Engine | null>;
  /** Something changed, the engine stopped, or it is back. */
  readonly onChange: () => void;
  readonly signal: AbortSignal;
  /** Milliseconds in which events become one call. */
  readonly together?: number;
  /** Milliseconds until the first new attempt; doubled each time, up to `longestPause`. */
  readonly firstPause?: number;
  readonly longestPause?: number;
}

const eventsPath = `/events?filters=${encodeURIComponent(JSON.stringify({ type: ['container'] }))}`;

/**
 * What looking itself causes (`top`; Podman's `exec`), and what changes nothing about isolation. `exec_create: sh` has
 * its command behind the name.
 */
const noise = /^(top|exec|attach|detach|resize|export|archive-path|extract-to-dir|copy|commit|checkpoint|prune)/;

/** Runs until `signal` ends it. */
export async function watch(options: WatchOptions): Promise<void> {
  const { connect, signal, firstPause = 1000, longestPause = 8000 } = options;
  const changed = coalesced(options);
  let pause = firstPause;
  let wasLost = false;
  while (!signal.aborted) {
    const engine = await connect();
    if (engine !== null) {
      if (wasLost) {
        changed();
      }
      const since = performance.now();
      await engine.events(eventsPath, signal, (event) => (matters(event) ? changed() : undefined));
      pause = performance.now() - since > longestPause ? firstPause : pause;
      changed();
    }
    wasLost = true;
    await wait(pause, undefined, { signal }).catch(() => undefined);
    pause = Math.min(pause * 2, longestPause);
  }
}

/** Whether an event is about a container's life. */
export function matters(event: unknown): boolean {
  const { Type: type, Action: action, status } = typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {};
  const what = action ?? status;
  return type === 'container' && typeof what === 'string' && !noise.test(what);
}

function coalesced({ onChange, signal, together = 250 }: WatchOptions): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!signal.aborted) {
        onChange();
      }
    }, together);
  };
}
