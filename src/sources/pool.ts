/**
 * Ways to engines that stay open from one look to the next, and patience with each: who does not answer in time is left
 * behind, goes on trying, and is told of when it answers after all.
 */
import type { EngineState } from '../model/snapshot.js';
import { type Engine, connectEngine, failed, isEngine } from './connection.js';
import { endpointOf } from './endpoint.js';
import type { EndpointChoice } from './endpoints.js';
import { type Client, clientOf } from './engine.js';
import { limited } from './limited.js';
import { withinTime } from '../withinTime.js';

export interface PoolOptions {
  /** Milliseconds that a look waits for one engine among several; without it, until that one answered or failed. */
  readonly patience?: number;
  /** An engine that a look did not wait for answers. */
  readonly onLate?: () => void;
  /** Milliseconds for one call. */
  readonly timeLimit?: number;
}

type Outcome = Engine | EngineState;

/**
 * Attempts under way at the same time. Among many some hang until their time is over: who does not answer soon while
 * others wait makes room for them, and tries again among its like, so that who answers is never behind who does not.
 */
const atOnce = { usual: 32, slow: 8 };
/** Milliseconds for which an attempt keeps others waiting; over ssh a connection is made first. */
const soon = { usual: 1000, ssh: 4000 };

export class EnginePool {
  readonly #clients = new Map<string, Client>();
  readonly #attempts = new Map<string, Promise<Outcome>>();
  /** Answered after the look that asked had gone on; for the next one. */
  readonly #late = new Map<string, Engine>();
  readonly #slow = new Set<string>();
  /** Begun, not only waiting for their turn. */
  readonly #underWay = new Set<string>();
  readonly #leftBehind = new WeakSet<Promise<Outcome>>();
  readonly #answered = new Set<string>();
  readonly #turn = limited(atOnce.usual);
  readonly #slowTurn = limited(atOnce.slow);
  readonly #ended = new AbortController();
  #waiting = 0;

  constructor(private readonly options: PoolOptions = {}) {}

  /** The engine, or why there is none. `alone`: there is nobody else to go on with, so it is waited for. */
  async reach(choice: EndpointChoice, alone: boolean): Promise<Outcome> {
    const key = wayOf(choice);
    const late = this.#late.get(key);
    if (late !== undefined) {
      this.#late.delete(key);
      return late;
    }
    const attempt = this.#attempts.get(key) ?? this.#begin(key, choice);
    const { patience } = this.options;
    const found = alone || patience === undefined
      ? await attempt : await withinTime(this.#slow.has(key) ? patience / 10 : patience, attempt);
    return found ?? this.#goOnWithout(key, choice, attempt);
  }

  /** Whether it has answered before: then its silence is news. */
  hasAnswered(choice: EndpointChoice): boolean {
    return this.#answered.has(wayOf(choice));
  }

  close(): void {
    this.#ended.abort();
    this.#clients.forEach((client) => client.close());
    this.#clients.clear();
  }

  #begin(key: string, choice: EndpointChoice): Promise<Outcome> {
    const attempt = this.#inTurn(key, choice).then((outcome) => {
      this.#attempts.delete(key);
      return outcome;
    });
    this.#attempts.set(key, attempt);
    return attempt;
  }

  async #inTurn(key: string, choice: EndpointChoice): Promise<Outcome> {
    const found = this.#slow.has(key) ? undefined : await this.#quickly(key, choice);
    return found ?? this.#slowTurn(() => this.#connect(key, choice));
  }

  /** Undefined where it took too long for those that wait behind it. */
  async #quickly(key: string, choice: EndpointChoice): Promise<Outcome | undefined> {
    this.#waiting += 1;
    return this.#turn(async () => {
      this.#waiting -= 1;
      const given = new AbortController();
      const attempt = this.#connect(key, choice, given.signal);
      const found = await withinTime(endpointOf(choice.endpoint).scheme === 'ssh' ? soon.ssh : soon.usual, attempt);
      if (found !== undefined || this.#waiting === 0) {
        return found ?? attempt;
      }
      this.#slow.add(key);
      given.abort();
      await attempt;
      return undefined;
    });
  }

  async #connect(key: string, choice: EndpointChoice, signal?: AbortSignal): Promise<Outcome> {
    const { signal: ended } = this.#ended;
    if (ended.aborted) {
      return failed(choice, { status: 'timeout', detail: 'no answer yet' });
    }
    const { timeLimit } = this.options;
    const client = choice.trouble === undefined ? this.#client(key, choice) : undefined;
    this.#underWay.add(key);
    const outcome = await connectEngine(choice, { ...(client && { client }), ...(timeLimit !== undefined && { timeLimit }), signal: signal === undefined ? ended : AbortSignal.any([ended, signal]) });
    this.#underWay.delete(key);
    if (isEngine(outcome)) {
      this.#answered.add(key);
      this.#slow.delete(key);
    } else {
      client?.close();
      this.#clients.delete(key);
    }
    return outcome;
  }

  /** Undefined where there is no way to try: what is wrong with the endpoint is said when it is connected to. */
  #client(key: string, choice: EndpointChoice): Client | undefined {
    try {
      const client = this.#clients.get(key) ?? clientOf(choice);
      this.#clients.set(key, client);
      return client;
    } catch {
      return undefined;
    }
  }

  #goOnWithout(key: string, choice: EndpointChoice, attempt: Promise<Outcome>): EngineState {
    if (this.#underWay.has(key)) {
      this.#slow.add(key);
    }
    if (!this.#leftBehind.has(attempt)) {
      this.#leftBehind.add(attempt);
      void attempt.then((outcome) => {
        if (isEngine(outcome) && !this.#ended.signal.aborted) {
          this.#late.set(key, outcome);
          this.options.onLate?.();
        }
      });
    }
    return failed(choice, { status: 'timeout', detail: 'no answer yet' });
  }
}

/** The same for what is reached in the same way: address, certificates, program. */
export function wayOf({ endpoint, context = '', chosenBy, tls, ssh }: EndpointChoice): string {
  return JSON.stringify([endpoint, context, chosenBy, tls, ssh]);
}
