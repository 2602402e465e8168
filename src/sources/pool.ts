/**
 * Ways to engines that stay open from one look to the next, and patience with each: who does not answer in time is left
 * behind, goes on trying, and is told of when it answers after all.
 */
import type { EngineState } from '../model/snapshot.js';
import { type Engine, connectEngine, failed, isEngine } from './connection.js';
import type { EndpointChoice } from './endpoints.js';
import { type Client, clientOf } from './engine.js';
import { limited } from './limited.js';
import { withinTime } from './withinTime.js';

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
 * Attempts under way at the same time. Among many some hang until their time is over: who does not answer soon makes room
 * for the next, and later waits among its like, so that those that answer are never behind those that do not.
 */
const atOnce = { usual: 32, slow: 8 };
/** Milliseconds for which an attempt keeps others waiting. */
const soon = 1000;

export class EnginePool {
  readonly #clients = new Map<string, Client>();
  readonly #attempts = new Map<string, Promise<Outcome>>();
  /** Answered after the look that asked had gone on; for the next one. */
  readonly #late = new Map<string, Engine>();
  readonly #slow = new Set<string>();
  readonly #leftBehind = new WeakSet<Promise<Outcome>>();
  readonly #answered = new Set<string>();
  readonly #turn = limited(atOnce.usual);
  readonly #slowTurn = limited(atOnce.slow);
  #closed = false;

  constructor(private readonly options: PoolOptions = {}) {}

  /** The engine, or why there is none. `alone`: there is nobody else to go on with, so it is waited for. */
  async reach(choice: EndpointChoice, alone: boolean): Promise<Outcome> {
    const key = keyOf(choice);
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
    return this.#answered.has(keyOf(choice));
  }

  close(): void {
    this.#closed = true;
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
    if (this.#slow.has(key)) {
      return this.#slowTurn(() => this.#connect(key, choice));
    }
    const { attempt } = await this.#turn(async () => {
      const started = this.#connect(key, choice);
      if ((await withinTime(soon, started)) === undefined) {
        this.#slow.add(key);
      }
      return { attempt: started };
    });
    return attempt;
  }

  async #connect(key: string, choice: EndpointChoice): Promise<Outcome> {
    if (this.#closed) {
      return failed(choice, { status: 'timeout', detail: 'no answer yet' });
    }
    const { timeLimit } = this.options;
    const client = choice.trouble === undefined ? this.#client(key, choice) : undefined;
    const outcome = await connectEngine(choice, { ...(client && { client }), ...(timeLimit !== undefined && { timeLimit }) });
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
    this.#slow.add(key);
    if (!this.#leftBehind.has(attempt)) {
      this.#leftBehind.add(attempt);
      void attempt.then((outcome) => {
        if (isEngine(outcome) && !this.#closed) {
          this.#late.set(key, outcome);
          this.options.onLate?.();
        }
      });
    }
    return failed(choice, { status: 'timeout', detail: 'no answer yet' });
  }
}

function keyOf({ endpoint, context = '', chosenBy, tls, ssh }: EndpointChoice): string {
  return JSON.stringify([endpoint, context, chosenBy, tls, ssh]);
}
