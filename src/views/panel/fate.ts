/** Whether the container of a panel still runs, as far as the last look tells. */
import type { Known } from '../../lens.js';
import type { Container } from '../../model/isolation.js';

export type Fate = 'runs' | 'ended' | 'unknown';

/** Null for a container that this panel has not seen yet: any engine that is away may be the one that knows it. */
export function fateOf(container: Container | null, known: Known): Fate {
  if (container === null) {
    return known.snapshot.engines.every(({ status }) => status === 'ok') ? 'ended' : 'unknown';
  }
  const now = known.containers.find((one) => one.id === container.id);
  if (now !== undefined) {
    return isOver(now) ? 'ended' : 'runs';
  }
  // Not listed is no proof while its engine cannot be asked.
  const engine = known.snapshot.engines.find((one) => one.endpoint === container.engine?.endpoint);
  return container.engine === null || engine?.status === 'ok' ? 'ended' : 'unknown';
}

/** The same process in the same state; what is not listed is not known to have changed. */
export function isAsBefore(container: Container, { containers }: Known): boolean {
  const now = containers.find((one) => one.id === container.id);
  return now === undefined || (now.pid === container.pid && now.state === container.state);
}

export function isOver(container: Container): boolean {
  return container.state === 'exited' || container.state === 'dead';
}
