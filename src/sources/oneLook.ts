/**
 * An engine as one look asks it. Who left one question unanswered would leave the others so too, eight at a time, each to
 * its own limit: it is not waited for again in the same look. Nor is there more than one time limit for all of a look, and
 * no more is kept of what it says than fits into memory.
 */
import { type NotRead, type Reading, isRead, unread } from '../model/reading.js';
import { type Engine, atOnce, sourceOf } from './connection.js';
import { endpointOf } from './endpoint.js';
import type { EngineTrouble } from './errors.js';
import { limited } from './limited.js';

const megabyte = 1024 * 1024;

/** Bytes of all answers in one look: some 10,000 inspections. As objects they take several times as much. */
const mostBytes = 128 * megabyte;
/** Of one answer about one container or image. */
const mostAboutOne = 4 * megabyte;
const aboutOne = /^\/(?:containers|images)\/[^/]+\//;

/** Milliseconds of waiting for one engine in one look. */
const longest = { usual: 10_000, ssh: 20_000 };

function usualLimit({ state }: Engine): number {
  return endpointOf(state.endpoint).scheme === 'ssh' ? longest.ssh : longest.usual;
}

export interface EngineInALook extends Engine {
  /** Ends what is under way and asks nothing more in this look. */
  giveUp(why: EngineTrouble): void;
}

/** To be made anew for each look; the engine itself goes on as it was. */
export function forOneLook(engine: Engine, limit = usualLimit(engine), most = mostBytes): EngineInALook {
  const turn = limited(atOnce);
  const given = new AbortController();
  let trouble: EngineTrouble | undefined;
  const giveUp = (why: EngineTrouble): void => {
    trouble ??= why;
    given.abort(new Error(trouble.detail));
  };
  const clock = waitingClock(limit, () => giveUp({ status: 'timeout', detail: `it did not tell everything within ${limit / 1000} s` }));
  let bytesLeft = most;
  const took = (bytes: number): void => {
    bytesLeft -= bytes;
    if (bytesLeft < 0) {
      giveUp({ status: 'malformed', detail: `its answers to one look are longer than ${most / megabyte} MB` });
    }
  };
  const ask = async (path: string): Promise<Reading<unknown>> => {
    if (trouble !== undefined) {
      return notAsked(path, trouble);
    }
    const reading = await clock.during(() => engine.get(path, given.signal, { took, ...(aboutOne.test(path) && { most: mostAboutOne }) }));
    const { lastTrouble } = engine;
    if (!isRead(reading) && lastTrouble?.status === 'timeout') {
      giveUp(lastTrouble);
    }
    return reading;
  };
  return {
    ...engine, giveUp,
    get: (path) => turn(() => ask(path)),
    get lastTrouble() {
      return trouble ?? engine.lastTrouble;
    },
  };
}

function notAsked(path: string, { detail }: EngineTrouble): NotRead {
  return unread('failed', sourceOf(path), detail);
}

interface WaitingClock {
  during<T>(task: () => Promise<T>): Promise<T>;
}

/** Runs only while something is waited for: what the reader does in between is not the engine's fault. */
function waitingClock(limit: number, over: () => void): WaitingClock {
  let left = limit;
  let since = 0;
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    waiting += 1;
    if (waiting === 1) {
      since = performance.now();
      timer = setTimeout(over, Math.max(left, 0));
    }
  };
  const end = (): void => {
    waiting -= 1;
    if (waiting === 0) {
      clearTimeout(timer);
      left -= performance.now() - since;
    }
  };
  return {
    during: async (task) => {
      begin();
      try {
        return await task();
      } finally {
        end();
      }
    },
  };
}
