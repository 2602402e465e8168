/** Whether the container of a panel still runs, as far as the last look tells. */
import * as l10n from '@vscode/l10n';
import type { Known } from '../../lens.js';
import type { Container } from '../../model/isolation.js';
import { oneLine } from '../plainText.js';
import { engineLabel } from '../tree/words.js';

export type Fate = 'runs' | 'ended' | 'unknown';

/** Of one that was seen: not listed is no proof while its engine cannot be asked. */
export function fateOf(container: Container, known: Known): Fate {
  const now = known.containers.find((one) => one.id === container.id);
  if (now !== undefined) {
    return isOver(now) ? 'ended' : 'runs';
  }
  const engine = known.snapshot.engines.find((one) => one.endpoint === container.engine?.endpoint);
  return container.engine === null || engine?.status === 'ok' ? 'ended' : 'unknown';
}

/** The same process in the same state; what is not listed is not known to have changed. */
export function isAsBefore(container: Container, { containers }: Known): boolean {
  const now = containers.find((one) => one.id === container.id);
  return now === undefined || (now.pid === container.pid && now.state === container.state);
}

/** Of one that this panel has not seen yet, as after a reload, and that is not listed: which engine had it is not known. */
export function fateOfUnseen(id: string, { snapshot }: Known): Exclude<Fate, 'runs'> {
  return isOfKernel(id) || snapshot.engines.every(({ status }) => status === 'ok') ? 'ended' : 'unknown';
}

/** Named after its process where nothing else names it: no engine has such ids. */
function isOfKernel(id: string): boolean {
  return id.startsWith('pid-');
}

/** Why nobody can say whether it runs: engines that are away may have it, and one that is not there may have been stopped. */
export function unseenWords(name: string, { snapshot: { engines } }: Known): string {
  const short = oneLine(name, 60);
  const silent = engines.filter(({ status }) => status !== 'ok' && status !== 'absent');
  return silent.length > 0
    ? l10n.t('{0} is not seen here now. An engine that does not answer may have it: {1}.', short, silent.map(engineLabel).join(', '))
    : l10n.t('{0} is not seen here now. If an engine that is not running had it, start that engine.', short);
}

export function isOver(container: Container): boolean {
  return container.state === 'exited' || container.state === 'dead';
}
