/** What the lines of truth are about: this machine, and every container that runs on it. */
import type { Seen } from '../../explain/concepts/truths.js';
import { kernelOf } from '../../explain/kernel.js';
import type { Known, Lens } from '../../lens.js';
import { machineOf } from '../../model/machine.js';
import { choosable } from './conceptMessageOf.js';

export function seenOf({ snapshot, containers }: Known, explained: Lens['explained']): Seen {
  return {
    machine: machineOf(snapshot),
    isolations: choosable(containers).flatMap(({ id }) => {
      const one = explained(id);
      return one !== undefined && 'isolation' in one && kernelOf(one.isolation) !== 'remote' ? [one.isolation] : [];
    }),
  };
}
