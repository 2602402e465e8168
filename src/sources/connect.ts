/** Goes to all endpoints at the same time, and remembers what was tried and why it failed. */
import type { EngineState } from '../model/snapshot.js';
import { type Engine, isEngine } from './connection.js';
import { type Diagnosis, diagnose } from './diagnose.js';
import { type Reader, diagnosisFacts } from './diagnosisFacts.js';
import { endpointOf } from './endpoint.js';
import { type EndpointChoice, type EndpointWishes, endpointChoices } from './endpoints.js';
import { EnginePool, type PoolOptions } from './pool.js';

export interface Connections {
  /** Those that answer, the first choice first. */
  readonly engines: readonly Engine[];
  /** What was tried, in order; a well-known socket only where it answers, did so before, or where no engine does. */
  readonly states: readonly EngineState[];
  /** One of each of the states that failed. */
  readonly diagnoses: readonly Diagnosis[];
  /** Closes the ways to them. */
  readonly close: () => void;
}

export const noConnections: Connections = { engines: [], states: [], diagnoses: [], close: () => undefined };

/** Ends when each has answered, failed, or used up the patience that it has beside others. */
export function connect(reader: Reader, wishes: EndpointWishes = {}, options: PoolOptions = {}): Promise<Connections> {
  const pool = new EnginePool(options);
  return connectAmong(reader, endpointChoices(reader, wishes), pool, () => pool.close());
}

/** `close` is for who keeps the pool: what its connections are to do about it when they are not needed any more. */
export async function connectAmong(
  reader: Reader, choices: readonly EndpointChoice[], pool: EnginePool, close: () => void = () => undefined,
): Promise<Connections> {
  const tried = choices.filter((choice) => choice.chosenBy !== 'well-known' || isThere(reader, choice) || pool.hasAnswered(choice));
  const found = await Promise.all(tried.map(async (choice) => ({ choice, outcome: await pool.reach(choice, tried.length === 1) })));
  const engines = found.map(({ outcome }) => outcome).filter(isEngine);
  const told = found.filter(({ choice, outcome }) =>
    isEngine(outcome) || engines.length === 0 || choice.chosenBy !== 'well-known' || pool.hasAnswered(choice));
  return {
    engines, close,
    states: told.map(({ choice, outcome }) => (isEngine(outcome) ? outcome.state
      : { ...outcome, ...(pool.hasAnswered(choice) && { answeredBefore: true as const }) })),
    diagnoses: diagnosesOf(reader, choices, told.flatMap(({ outcome }) => (isEngine(outcome) ? [] : [outcome]))),
  };
}

/** One of each state that is none of an engine that answers, be it that it stopped to after it was connected to. */
export function diagnosesOf(reader: Reader, choices: readonly EndpointChoice[], states: readonly EngineState[]): readonly Diagnosis[] {
  return states.filter(({ status }) => status !== 'ok').flatMap((state) => {
    const choice = choices.find(({ endpoint }) => endpoint === state.endpoint);
    return choice === undefined ? [] : [diagnose(state, choice, diagnosisFacts(reader, choice.endpoint))];
  });
}

/** Pipes of Windows cannot be looked at without opening them. */
export function isThere({ fs }: Pick<Reader, 'fs'>, { endpoint }: EndpointChoice): boolean {
  const place = endpointOf(endpoint);
  return place.scheme !== 'unix' || !('unread' in fs.facts(place.path));
}
