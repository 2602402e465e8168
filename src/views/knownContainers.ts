/** What hovers are told of the running containers: what the lens knows now. No hover waits for a look. */
import { labelsOf, type LiveContainer } from '../explain/hovers/live.js';
import type { Known, Lens } from '../lens.js';
import type { KnownContainers } from './hovers.js';

/** A hover is somebody who looks: what is older than this is looked at again, for the hovers after it. Milliseconds. */
const fresh = 10_000;

export function knownContainers(lens: Lens, now: () => number = Date.now): KnownContainers {
  const made = new WeakMap<Known, readonly LiveContainer[]>();
  let looked = -Infinity;
  return {
    live: () => {
      if (now() - looked > fresh) {
        looked = now();
        void lens.refresh();
      }
      const { known } = lens;
      const live = known === null ? [] : made.get(known) ?? liveOf(lens, known);
      if (known !== null) {
        made.set(known, live);
      }
      return live;
    },
  };
}

function liveOf(lens: Lens, known: Known): readonly LiveContainer[] {
  return known.containers.map((container) => ({
    container,
    labels: labelsOf(known.snapshot, container),
    sections: () => {
      const explained = lens.explained(container.id);
      return explained !== undefined && 'explanation' in explained ? explained.explanation.sections : [];
    },
  }));
}
