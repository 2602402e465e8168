/** The machine of an engine behind ssh, read by a script that runs there once. Only ever made after its reader agreed. */
import { randomBytes } from 'node:crypto';
import type { Engine } from './connection.js';
import { endpointOf } from './endpoint.js';
import { NoFarAnswer, farRecordsIn } from './farRecords.js';
import { farFiles, noFarRecords } from './farFiles.js';
import { farInput, farScript } from './farScript.js';
import type { Host } from './host.js';
import { sshDestinationOf, sshWords } from './sshDestination.js';
import { shellWords } from './sshShell.js';

/** Milliseconds for a login, and for the files of hundreds of containers on a busy machine. */
const usualLimit = 90_000;
/** Further containers to compare with; some 25 files each. */
const mostOthers = 300;

/** Undefined where the engine is not behind ssh. `signal`: aborted where its reader does not wait for it any more. */
export function farHostOf(engine: Engine, { timeLimit = usualLimit, signal }: { readonly timeLimit?: number; readonly signal?: AbortSignal } = {}): Host | undefined {
  const { shell, state } = engine;
  if (shell === undefined) {
    return undefined;
  }
  let records = noFarRecords;
  return {
    fs: farFiles(() => records), platform: 'linux', clock: () => new Date(), roots: { proc: '/proc', sys: '/sys' }, reader: 'self',
    connections: { engines: [engine], states: [state], diagnoses: [], close: () => undefined },
    far: {
      endpoint: state.endpoint,
      bring: async (subject, others) => {
        const mark = randomBytes(16).toString('hex');
        const printed = await shell(farInput(mark, subject, others.slice(0, mostOthers)), timeLimit, signal);
        records = recordsOr(printed, mark);
      },
      sockets: () => [...records.entries.keys()].flatMap((path) => /^(.*)#socket$/s.exec(path)?.[1] ?? []),
    },
  };
}

/** Of what was printed instead, the end says the most: a forced command's complaint, another shell's. */
function recordsOr(printed: Buffer, mark: string): typeof noFarRecords {
  try {
    return farRecordsIn(printed, mark);
  } catch (error) {
    const words = printed.toString('utf8').trim().slice(-200);
    throw error instanceof NoFarAnswer && words !== '' && !words.includes(mark) ? new NoFarAnswer(`${error.message}; it printed: ${words}`) : error;
  }
}

/** What is run, as it is shown to whoever is asked. */
export interface FarPlan {
  readonly command: string;
  readonly script: string;
}

/** Undefined where there is no ssh to go by. */
export function farPlanFor(endpoint: string, program = 'ssh'): FarPlan | undefined {
  const place = endpointOf(endpoint);
  try {
    return place.scheme !== 'ssh' ? undefined
      : { command: [program, ...sshWords(sshDestinationOf(place.url), undefined, shellWords)].join(' '), script: farScript };
  } catch {
    return undefined;
  }
}
