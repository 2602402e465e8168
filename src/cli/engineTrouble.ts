/** Why an engine does not answer, what the system said, and what to do next. */
import { clip } from '../explain/foreignText.js';
import { listedContainers } from '../model/engineAnswer.js';
import { isRead } from '../model/reading.js';
import type { EngineState, Snapshot } from '../model/snapshot.js';
import { Problem } from './problem.js';

export function engineTrouble({ endpoint, chosenBy, status, detail }: EngineState): string {
  const by = chosenBy === 'default' || chosenBy === 'well-known' ? '' : ` (chosen by ${chosenBy === 'option' ? 'an option' : chosenBy})`;
  const said = detail === undefined ? '' : ` The system said: ${clip(detail, 300)}.`;
  return `The engine at ${clip(endpoint, 200)}${by} ${whatIs(status)}.${said} ${endpoint.startsWith('context ') ? '"docker context ls" shows the contexts that there are.' : whatNext(status, detail)}`;
}

function whatIs(status: EngineState['status']): string {
  switch (status) {
    case 'ok': return 'answers';
    case 'absent': return 'is not there';
    case 'denied': return 'may not be asked by this user';
    case 'refused': return 'refuses connections';
    case 'timeout': return 'does not answer in time';
    case 'tls': return 'cannot be reached over TLS';
    case 'ssh': return 'cannot be reached over ssh';
    case 'incompatible': return 'speaks a version of the API that does not fit';
    case 'malformed': return 'gives answers that are no container engine’s';
  }
}

function whatNext(status: EngineState['status'], detail = ''): string {
  switch (status) {
    case 'ok': return '';
    case 'absent': return 'Start the engine, or name another one with --host or --context.';
    case 'denied': return 'Join the group that owns its socket and log in again (its members are as good as root), or use a rootless engine.';
    case 'refused': return 'Start or restart the engine.';
    case 'timeout': return 'Look whether the engine is busy or its machine is away, then try again.';
    case 'tls': return 'Check the certificates of the context or of DOCKER_CERT_PATH.';
    case 'ssh': return 'Check that "ssh" reaches the machine and that its user may ask the engine there.';
    case 'incompatible': return detail.includes('Windows') ? 'Switch the engine to Linux containers.' : 'Update the engine.';
    case 'malformed': return 'Look what listens at this address.';
  }
}

/** Each engine that was asked for by an option must answer; any other one is only missed. What one listed is not thrown away. */
export function checkEngines(snapshot: Snapshot, say: (line: string) => void): void {
  const failed = snapshot.engines.filter(({ status }) => status !== 'ok');
  const listed = failed.filter((engine) => hasListed(snapshot, engine));
  const silent = failed.filter((engine) => !listed.includes(engine));
  const demanded = silent.find(({ chosenBy }) => chosenBy === 'option');
  if (demanded !== undefined) {
    throw new Problem(engineTrouble(demanded));
  }
  listed.forEach((each) => say(`${engineTrouble(each)} What it told before follows.`));
  if (silent.length === snapshot.engines.length) {
    silent.slice(0, 1).forEach((first) => say(`${engineTrouble(first)} What follows is what the kernel shows.`));
  } else {
    // Where nobody said which engine, none is missed as long as one answers.
    silent.filter(({ chosenBy }) => chosenBy !== 'default' && chosenBy !== 'well-known').forEach((each) => say(engineTrouble(each)));
  }
}

/** It was reached, for it told its version, and stopped answering after it gave its list. */
function hasListed(snapshot: Snapshot, { endpoint, version }: EngineState): boolean {
  return version !== undefined && isRead(listedContainers(snapshot, endpoint));
}
