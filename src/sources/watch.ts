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
  /** Milliseconds until an engine that refuses to tell events is asked again; doubled each time, up to ten times as long. */
  readonly refusedPause?: number;
}

const eventsPath = `/events?filters=${encodeURIComponent(JSON.stringify({ type: ['container'] }))}`;

/**
 * What looking itself causes (`top`; Podman's `exec`), and what changes nothing about isolation. `exec_create: sh` has
 * its command behind the name.
 */
const noise = /^(top|exec|attach|detach|resize|export|archive-path|extract-to-dir|copy|commit|checkpoint|prune)/;

/** Runs until `signal` ends it. Proxies before an engine's socket may refuse events: then it stays silent. */
export async function watch(options: WatchOptions): Promise<void> {
  const { connect, signal, firstPause = 1000, longestPause = 8000, refusedPause = 60_000 } = options;
  const changed = coalesced(options);
  const usual = growing(firstPause, longestPause);
  const refused = growing(refusedPause, 10 * refusedPause);
  /** Whether there is an engine, as far as that was told. */
  let told: boolean | undefined;
  while (!signal.aborted) {
    const engine = await connect();
    const isThere = engine !== null;
    if (told !== undefined && told !== isThere) {
      changed();
    }
    told = isThere;
    const since = performance.now();
    const end = await engine?.events(eventsPath, signal, (event) => (matters(event) ? changed() : undefined));
    if (end === 'ended') {
      changed();
      told = false;
      refused.reset();
    }
    if (end === 'ended' && performance.now() - since > longestPause) {
      usual.reset();
    }
    await wait((end === 'refused' ? refused : usual).next(), undefined, { signal }).catch(() => undefined);
  }
}

interface Growing {
  next(): number;
  reset(): void;
}

/** Milliseconds, doubled each time. */
function growing(first: number, longest: number): Growing {
  let pause = first;
  return {
    next: () => {
      const now = pause;
      pause = Math.min(pause * 2, longest);
      return now;
    },
    reset: () => void (pause = first),
  };
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
