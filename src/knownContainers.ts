/**
 * What hovers are told of the running containers: what the lens knows. A hover is somebody who looks, so what is older than
 * a few seconds is looked at again; the hover waits a moment for that, and what comes later is there for the next one. Where
 * a look would start a program (an engine behind ssh), there is only what others looked at.
 */
import type { BaseImages } from './baseImages.js';
import { labelsOf, type LiveContainer } from './explain/hovers/live.js';
import type { Known, Lens } from './lens.js';
import { withinTime } from './withinTime.js';

export interface KnownContainers {
  /** `base`: the image that a Dockerfile's containers are built on. */
  live(base: string | undefined): Promise<readonly LiveContainer[]>;
  /** A file with hovers is in front, so somebody will hover: where nothing is known yet, it is looked at. */
  prepare(base: string | undefined): void;
}

export interface Quiet {
  /** Whether a look would start programs. */
  startsPrograms(): Promise<boolean>;
}

/** Milliseconds. */
export const limits = {
  /** What is older is looked at again. */
  fresh: 10_000,
  /** What is older is not "now". */
  oldest: 60_000,
  /** No hover waits longer. */
  wait: 150,
};

export function knownContainers(lens: Lens, images: BaseImages, machine: Quiet, now: () => number = Date.now): KnownContainers {
  let looked = -Infinity;
  let looking: Promise<void> | null = null;
  const age = () => (lens.facts === null ? Infinity : now() - Date.parse(lens.facts.snapshot.takenAt));
  const refreshed = () => {
    if (looking === null && now() - looked > limits.fresh && age() > limits.fresh) {
      looked = now();
      looking = lens.refresh().finally(() => {
        looking = null;
      });
    }
    return looking;
  };
  const lookedAt = async (base: string | undefined) => {
    if (await machine.startsPrograms()) {
      return;
    }
    await refreshed();
    if (base !== undefined && lens.known !== null) {
      await images.look(lens.known, base);
    }
  };
  return {
    live: async (base) => {
      await withinTime(limits.wait, lookedAt(base).catch(() => undefined));
      return lens.known === null || age() > limits.oldest ? [] : liveOf(lens, lens.known, images);
    },
    prepare: (base) => {
      if (lens.facts === null) {
        void lookedAt(base).catch(() => undefined);
      }
    },
  };
}

function liveOf(lens: Lens, known: Known, images: BaseImages): readonly LiveContainer[] {
  return known.containers.map((container) => ({
    container,
    labels: labelsOf(known.snapshot, container),
    builtOn: (base) => images.builtOn(known, container, base),
    sections: () => {
      const explained = lens.explained(container.id);
      return explained !== undefined && 'explanation' in explained ? explained.explanation.sections : [];
    },
  }));
}
