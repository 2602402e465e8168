/** Goes through the endpoints until an engine answers, and remembers what was tried and why it failed. */
import type { EngineState } from '../model/snapshot.js';
import { type Engine, type EngineOptions, connectEngine, isEngine } from './connection.js';
import { type Diagnosis, diagnose } from './diagnose.js';
import { type Reader, diagnosisFacts } from './diagnosisFacts.js';
import { endpointOf } from './endpoint.js';
import { type EndpointChoice, type EndpointWishes, endpointChoices } from './endpoints.js';

export interface Connections {
  /** Those that answer. */
  readonly engines: readonly Engine[];
  /** What was tried, in order; well-known sockets that are not there are left out. */
  readonly states: readonly EngineState[];
  /** One of each that failed. */
  readonly diagnoses: readonly Diagnosis[];
}

export const noConnections: Connections = { engines: [], states: [], diagnoses: [] };

export function connect(reader: Reader, wishes: EndpointWishes = {}, options: EngineOptions = {}): Promise<Connections> {
  return connectAmong(reader, endpointChoices(reader, wishes), options);
}

/** Well-known sockets that are not there are passed over without a word. */
export async function connectAmong(reader: Reader, choices: readonly EndpointChoice[], options: EngineOptions = {}): Promise<Connections> {
  const states: EngineState[] = [];
  const diagnoses: Diagnosis[] = [];
  for (const choice of choices) {
    if (choice.chosenBy === 'well-known' && !isThere(reader, choice)) {
      continue;
    }
    const found = await connectEngine(choice, options);
    if (isEngine(found)) {
      return { engines: [found], states: [...states, found.state], diagnoses };
    }
    states.push(found);
    diagnoses.push(diagnose(found, choice, diagnosisFacts(reader, choice.endpoint)));
  }
  return { engines: [], states, diagnoses };
}

/** Pipes of Windows cannot be looked at without opening them. */
function isThere({ fs }: Reader, { endpoint }: EndpointChoice): boolean {
  const place = endpointOf(endpoint);
  return place.scheme !== 'unix' || !('unread' in fs.facts(place.path));
}
