/** The levels of a container's cgroup with their limits in words, and which of those decide. */
import * as l10n from '@vscode/l10n';
import { type CgroupLevel, type CgroupTree, type Limited, limited } from '../model/cgroupTree.js';
import type { Limit } from '../model/isolation.js';
import { isSmaller } from '../model/limits.js';
import type { CgroupPicture } from './pictures.js';
import { bytes, cores, tasks } from './units.js';

export function cgroupPictureOf({ levels, whole }: CgroupTree): CgroupPicture {
  const decisive = new Map(limited.filter((controller) => whole && isReadAtAll(levels, controller)).map((controller) => [controller, smallestOf(levels, controller)]));
  return {
    whole,
    levels: levels.map(({ name, limits, unread }) => {
      const shown = limited.flatMap((controller) => {
        const limit = limits[controller];
        return limit === undefined || limit === 'unlimited' ? [] : [{ words: words(controller, limit), decides: limit === decisive.get(controller) }];
      });
      return {
        name, limits: shown.map((limit) => limit.words), deciding: shown.filter(({ decides }) => decides).map((limit) => limit.words),
        unread: unread.map((controller) => l10n.t('{0}: not readable', controller)),
      };
    }),
  };
}

/** A level that was not read may be tighter than all that were. */
function isReadAtAll(levels: readonly CgroupLevel[], controller: Limited): boolean {
  return levels.every(({ unread }) => !unread.includes(controller));
}

function smallestOf(levels: readonly CgroupLevel[], controller: Limited): Limit {
  return levels.flatMap(({ limits }) => limits[controller] ?? []).reduce<Limit>((one, other) => (isSmaller(other, one) ? other : one), 'unlimited');
}

function words(controller: Limited, limit: number): string {
  switch (controller) {
    case 'memory': return l10n.t('memory {0}', bytes(limit));
    case 'cpu': return l10n.t('cpu {0}', cores(limit));
    case 'pids': return l10n.t('pids {0}', tasks(limit));
  }
}
