/** Which welcome the empty view shows. */
import type { Known } from '../../lens.js';
import { hasAnything } from './roots.js';

/** The value of the context key `isolationLens.nothing`: empty while there are rows. */
export function nothingBecause(known: Known): '' | 'absent' | 'denied' | 'failed' {
  if (hasAnything(known)) {
    return '';
  }
  const statuses = known.snapshot.engines.map((engine) => engine.status);
  if (statuses.includes('denied')) {
    return 'denied';
  }
  return statuses.every((status) => status === 'absent') ? 'absent' : 'failed';
}
