/** A conversation with one engine: every answer comes back as plain JSON, bounded and in time. */
import { type Reading, read, unread } from '../model/reading.js';
import type { EngineState } from '../model/snapshot.js';
import { type Bounds, eachEvent, jsonIn } from './answers.js';
import { type EngineVersion, engineVersion } from './apiVersion.js';
import { type Endpoint, endpointOf } from './endpoint.js';
import type { EndpointChoice } from './endpoints.js';
import { type Client, type Dial, type Shell, clientOf } from './engine.js';
import { codeOf } from './errno.js';
import { BadAnswer, type EngineTrouble, answerTrouble, engineTrouble } from './errors.js';
import { limited } from './limited.js';
import { sshDestinationOf } from './sshDestination.js';
import { noiseTrouble } from './sshTrouble.js';

export interface Engine {
  /** As it was when it was connected to: `ok`. */
  readonly state: EngineState;
  /** Why the last call got no answer at all, or none in a version that both know; undefined where it got one, be it a refusal. */
  readonly lastTrouble: EngineTrouble | undefined;
  /** Its answer to `GET /version`. */
  readonly about: unknown;
  /** Podman's own API, where it has one: `/v4.0.0`. */
  readonly libpodPrefix?: string;
  /** The answer to `GET <path>`, the agreed API version put before it; `from` is the path without query. Never rejects. */
  get(path: string, signal?: AbortSignal, bounds?: Bounds): Promise<Reading<unknown>>;
  /** Calls back with every event until the engine ends the stream or `signal` does. Never rejects. */
  events(path: string, signal: AbortSignal, onEvent: (event: unknown) => void): Promise<EventsEnd>;
  /** Where it is behind ssh; see Client. */
  readonly shell?: Shell;
  close(): void;
}

/** A stream that came and ended; another answer than a stream; no answer at all. */
export type EventsEnd = 'ended' | 'refused' | 'failed';

export interface EngineOptions {
  /** Milliseconds for one call. */
  readonly timeLimit?: number;
  /** The way to the engine, where somebody keeps it open; who does so closes it. */
  readonly client?: Client;
  /** Ends the attempt to connect. */
  readonly signal?: AbortSignal;
}

/** Questions under way to one engine. */
export const atOnce = 8;

/** Over ssh a connection is made first: names, hops, keys. */
function usualLimit({ endpoint }: EndpointChoice): number {
  return endpointOf(endpoint).scheme === 'ssh' ? 15_000 : 5000;
}

/** Talks to the endpoint once (`GET /version`) and tells what is there; without an engine only its state. */
export async function connectEngine(choice: EndpointChoice, { timeLimit = usualLimit(choice), client: kept, signal }: EngineOptions = {}): Promise<Engine | EngineState> {
  const known = choice.trouble ?? notTried(endpointOf(choice.endpoint));
  if (known) {
    return failed(choice, known);
  }
  const client = kept ? { ...kept, close: () => undefined } : clientOf(choice);
  try {
    const about = await answerAgain(client.dial, '/version', timeLimit, signal);
    const version = engineVersion(about);
    const trouble = unusable(version);
    if (version !== null && trouble === undefined) {
      return engineOf(choice, version, about, client, timeLimit);
    }
    client.close();
    return failed(choice, trouble ?? noEngine);
  } catch (error) {
    client.close();
    return failed(choice, whileEnding(choice, error) ?? overSsh(choice, error) ?? engineTrouble(error));
  }
}

/** Over ssh the far shell may write before the engine does; what is no HTTP then is not the engine's. */
function overSsh({ endpoint }: EndpointChoice, error: unknown): EngineTrouble | undefined {
  const isNoise = codeOf(error).startsWith('HPE_') && endpointOf(endpoint).scheme === 'ssh';
  return isNoise ? noiseTrouble((error as { readonly rawPacket?: unknown }).rawPacket) : undefined;
}

/** A socket of this machine that took the connection and let go of it without a word: an engine that is about to end. (At `tcp://` it may be one that wants TLS.) */
function whileEnding({ endpoint }: EndpointChoice, error: unknown): EngineTrouble | undefined {
  const { scheme } = endpointOf(endpoint);
  const isReset = codeOf(error) === 'ECONNRESET' || codeOf(error) === 'EPIPE';
  return isReset && (scheme === 'unix' || scheme === 'npipe') ? { ...engineTrouble(error), status: 'refused' } : undefined;
}

export function isEngine(found: Engine | EngineState): found is Engine {
  return 'get' in found;
}

const noEngine: EngineTrouble = { status: 'malformed', detail: 'it does not answer as an engine does' };

function unusable(version: EngineVersion | null): EngineTrouble | undefined {
  return version === null ? noEngine
    : version.incompatible === undefined ? undefined : { status: 'incompatible', detail: version.incompatible };
}

export function failed(choice: EndpointChoice, trouble: EngineTrouble): EngineState {
  return { kind: 'docker', ...origin(choice), ...trouble };
}

type Origin = Pick<EngineState, 'endpoint' | 'chosenBy' | 'context' | 'hides' | 'product' | 'configTrouble'>;

function origin({ endpoint, chosenBy, context, hides, product, configTrouble }: EndpointChoice): Origin {
  return {
    endpoint, chosenBy, ...(configTrouble !== undefined && { configTrouble }),
    ...(context !== undefined && { context }), ...(hides !== undefined && { hides }), ...(product !== undefined && { product }),
  };
}

function engineOf(choice: EndpointChoice, { kind, api, version, libpod }: EngineVersion, about: unknown, client: Client, timeLimit: number): Engine {
  const versioned = (path: string): string => (/^\/v[\d.]+\/libpod\//.test(path) ? path : `/v${api}${path}`);
  const turn = limited(atOnce);
  let lastTrouble: EngineTrouble | undefined;
  const asked = async (path: string, signal?: AbortSignal, bounds?: Bounds): Promise<unknown> => {
    try {
      const value = await turn(() => answerAgain(client.dial, versioned(path), timeLimit, signal, bounds));
      lastTrouble = undefined;
      return value;
    } catch (error) {
      const trouble = engineTrouble(error);
      lastTrouble = error instanceof BadAnswer && trouble.status !== 'incompatible' ? undefined : trouble;
      throw error;
    }
  };
  return {
    state: { kind, ...origin(choice), status: 'ok', version },
    get lastTrouble() {
      return lastTrouble;
    },
    about,
    ...(libpod === undefined ? {} : { libpodPrefix: `/v${libpod}` }),
    get: (path, signal, bounds) => readingOf(path, () => asked(path, signal, bounds)),
    events: (path, signal, onEvent) => eventsUntilEnd(client.dial, versioned(path), signal, onEvent),
    ...(client.shell && { shell: client.shell }),
    close: client.close,
  };
}

/** `GET /containers/json`, without what was asked for in particular. */
export function sourceOf(path: string): string {
  return `GET ${path.split('?')[0] ?? path}`;
}

async function readingOf(path: string, asked: () => Promise<unknown>): Promise<Reading<unknown>> {
  const from = sourceOf(path);
  try {
    return read(await asked(), from);
  } catch (error) {
    const { unread: reason, detail } = answerTrouble(error);
    return unread(reason, from, detail);
  }
}

async function eventsUntilEnd(dial: Dial, path: string, signal: AbortSignal, onEvent: (event: unknown) => void): Promise<EventsEnd> {
  let streaming = false;
  try {
    const response = await dial(path, signal);
    const { statusCode = 0 } = response;
    if (statusCode < 200 || statusCode > 299) {
      response.destroy();
      return 'refused';
    }
    streaming = true;
    await eachEvent(response, onEvent);
    return 'ended';
  } catch {
    return streaming ? 'ended' : 'failed';
  }
}

/** A connection kept open may have been closed by the engine just now: asked once more, it says how it is. */
async function answerAgain(dial: Dial, path: string, timeLimit: number, signal?: AbortSignal, bounds?: Bounds): Promise<unknown> {
  try {
    return await answer(dial, path, timeLimit, signal, bounds);
  } catch (error) {
    if (codeOf(error) === 'ECONNRESET' || codeOf(error) === 'EPIPE') {
      return await answer(dial, path, timeLimit, signal, bounds);
    }
    throw error;
  }
}

async function answer(dial: Dial, path: string, timeLimit: number, signal?: AbortSignal, bounds?: Bounds): Promise<unknown> {
  const limit = AbortSignal.timeout(timeLimit);
  try {
    return await jsonIn(await dial(path, signal === undefined ? limit : AbortSignal.any([limit, signal])), bounds);
  } catch (error) {
    if (signal?.aborted === true) {
      throw signal.reason;
    }
    // The request ends with "aborted" or a reset then; what matters is why.
    throw limit.aborted ? Object.assign(new Error(`no answer within ${timeLimit / 1000} s`), { name: 'TimeoutError' }) : error;
  }
}

function sshAddressTrouble(url: string): EngineTrouble | undefined {
  try {
    sshDestinationOf(url);
    return undefined;
  } catch (error) {
    return { status: 'malformed', detail: `not an address of ssh: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function notTried(place: Endpoint): EngineTrouble | undefined {
  switch (place.scheme) {
    case 'ssh': return sshAddressTrouble(place.url);
    case 'unknown': return { status: 'malformed', detail: `not an endpoint: ${place.text.slice(0, 200)}` };
    default: return undefined;
  }
}
