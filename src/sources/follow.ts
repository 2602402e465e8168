/** Follows the events of every engine that is worth asking, and the files that say which ones those are. */
import type { Engine } from './connection.js';
import { isEngine } from './connection.js';
import { isThere } from './connect.js';
import { watchContexts } from './contextWatch.js';
import { configFolder } from './contexts.js';
import type { Reader } from './diagnosisFacts.js';
import { endpointOf } from './endpoint.js';
import type { EndpointChoice } from './endpoints.js';
import { type EnginePool, wayOf } from './pool.js';
import { watchSockets } from './socketWatch.js';
import { watch } from './watch.js';

export interface FollowOptions {
  readonly reader: Reader;
  readonly pool: EnginePool;
  /** Asked anew each time: contexts and settings change. */
  readonly choices: () => readonly EndpointChoice[];
  /** Containers came or went, an engine did, or another one is to be asked. */
  readonly changed: () => void;
}

/** Of a local engine that is not there a new attempt costs next to nothing. Milliseconds. */
const longestPause = { local: 8000, remote: 60_000 };

export class Following {
  readonly #watches = new Map<string, AbortController>();
  readonly #ended = new AbortController();
  readonly #watchOthers: () => void;

  constructor(private readonly options: FollowOptions) {
    const { reader: { fs, env, home }, changed } = options;
    const others = (): void => {
      this.sync();
      changed();
    };
    watchContexts(fs, configFolder(env, home), others, this.#ended.signal);
    this.#watchOthers = watchSockets(fs, () => this.#sockets(), others, this.#ended.signal);
    this.sync();
  }

  /** Begins with engines that are new, ends with those that are not asked any more. */
  sync(): void {
    const { reader, pool, choices } = this.options;
    this.#watchOthers();
    const wanted = this.#ended.signal.aborted ? [] : choices()
      .filter((choice) => choice.trouble === undefined && (choice.chosenBy !== 'well-known' || isThere(reader, choice) || pool.hasAnswered(choice)));
    const keys = new Set(wanted.map(wayOf));
    for (const [key, watching] of this.#watches) {
      if (!keys.has(key)) {
        watching.abort();
        this.#watches.delete(key);
      }
    }
    wanted.filter((choice) => !this.#watches.has(wayOf(choice))).forEach((choice) => this.#begin(choice));
  }

  #sockets(): readonly string[] {
    return this.options.choices().map(({ endpoint }) => endpointOf(endpoint)).flatMap((place) => (place.scheme === 'unix' ? [place.path] : []));
  }

  end(): void {
    this.#ended.abort();
    this.sync();
  }

  #begin(choice: EndpointChoice): void {
    const { pool, changed } = this.options;
    const ended = new AbortController();
    this.#watches.set(wayOf(choice), ended);
    const connect = async (): Promise<Engine | null> => {
      const found = await pool.reach(choice, true);
      return isEngine(found) ? found : null;
    };
    const pause = isLocal(choice) ? longestPause.local : longestPause.remote;
    void watch({ connect, onChange: changed, signal: ended.signal, longestPause: pause });
  }
}

function isLocal({ endpoint }: EndpointChoice): boolean {
  const { scheme } = endpointOf(endpoint);
  return scheme === 'unix' || scheme === 'npipe';
}
