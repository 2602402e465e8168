/**
 * The cpu, cpuacct and cpuset controllers. v2: https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu,
 * v1: https://docs.kernel.org/scheduler/sched-bwc.html
 */
import {
  type CgroupView, type Levels, atEachLevel, fileIn, levelsOf, ownFile, unifiedLevelsOf,
} from './cgroupLevels.js';
import { chain } from './chain.js';
import type { Cpu, Limit } from './isolation.js';
import { keyedCount } from './keyed.js';
import { effectiveLimit, parseCount, parseLimit } from './limits.js';
import { type Reading, firstRead, isRead, map, read, unread } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

export const cpuFiles = {
  v2: { own: ['cpu.weight'], eachLevel: ['cpu.max', 'cpu.stat'] },
  v1: { own: ['cpu.shares'], eachLevel: ['cpu.cfs_quota_us', 'cpu.cfs_period_us', 'cpu.stat'] },
} as const;
export const cpuacctFiles = { own: ['cpuacct.usage'] } as const;
export const cpusetFiles = {
  v2: { eachLevel: ['cpuset.cpus.effective'] },
  v1: { own: ['cpuset.effective_cpus', 'cpuset.cpus'] },
} as const;

export function cpuOf(snapshot: Snapshot, view: Reading<CgroupView>): Cpu {
  const levels = chain(view, (found) => levelsOf(found, 'cpu'));
  const limit = chain(levels, (found) => effectiveLimit(atEachLevel(found, (directory) => coresAt(snapshot, directory, found.unified))));
  const counted = (v2: string, v1: string) =>
    chain(levels, (found) => keyedCount(fileIn(snapshot, { ...found, own: throttling(found, limit) }, 'cpu.stat'), found.unified ? v2 : v1));
  return {
    limit,
    ownLimit: chain(levels, ({ own, unified }) => coresAt(snapshot, own, unified)),
    weight: map(ownFile(snapshot, levels, { v2: 'cpu.weight', v1: 'cpu.shares' }), parseCount),
    cpuset: chain(view, (found) => chain(levelsOf(found, 'cpuset'), (cpusetLevels) => cpusetOf(snapshot, cpusetLevels))),
    usage: chain(view, (found) => usageOf(snapshot, found)),
    periods: counted('nr_periods', 'nr_periods'),
    throttledPeriods: counted('nr_throttled', 'nr_throttled'),
    throttledTime: chain(levels, ({ unified }) => map(counted('throttled_usec', 'throttled_time'), (time) => time / (unified ? 1e6 : 1e9))),
  };
}

/** The directory whose quota holds it back: a cgroup counts the periods of its own quota only, not of those above. */
function throttling({ own, above }: Levels, limit: Reading<Limit>): string {
  const decided = isRead(limit) && limit.value !== 'unlimited' ? limit.from : '';
  return above.find((directory) => decided === `${directory}/${decided.slice(decided.lastIndexOf('/') + 1)}`) ?? own;
}

/** Cores of one level: `cpu.max` is `25000 100000` or `max 100000`; v1 has quota (-1 for none) and period in two files. */
export function coresAt(snapshot: Snapshot, directory: string, unified: boolean): Reading<Limit> {
  if (unified) {
    return map(textOf(snapshot, `${directory}/cpu.max`), (text) => {
      const [quota = '', period = '', ...more] = text.trim().split(' ');
      if (more.length > 0) {
        throw new Error(`no cpu.max: ${text.slice(0, 60)}`);
      }
      return cores(parseLimit(quota), period);
    });
  }
  const quota = map(textOf(snapshot, `${directory}/cpu.cfs_quota_us`), parseLimit);
  if (!isRead(quota) || quota.value === 'unlimited') {
    return quota;
  }
  const limit = map(textOf(snapshot, `${directory}/cpu.cfs_period_us`), (period) => cores(quota.value, period));
  return isRead(limit) ? read(limit.value, quota.from) : limit;
}

function cores(quota: Limit, period: string): Limit {
  const length = parseCount(period);
  if (length === 0) {
    throw new Error('a period of 0');
  }
  return quota === 'unlimited' ? quota : quota / length;
}

/** The list that counts; a v2 cgroup without the controller runs where the nearest level with it does. */
function cpusetOf(snapshot: Snapshot, { unified, own, above }: Levels): Reading<string> {
  const list = (path: string) => map(textOf(snapshot, path), (text) => text.trim());
  if (!unified) {
    return firstRead(list(`${own}/cpuset.effective_cpus`), list(`${own}/cpuset.cpus`));
  }
  const lists = [own, ...above].map((directory) => list(`${directory}/cpuset.cpus.effective`));
  return lists.find((each) => isRead(each) || each.unread !== 'absent')
    ?? unread('absent', `${own}/cpuset.cpus.effective`, 'no level of the path has this file');
}

/** Seconds. `cpu.stat` of the unified hierarchy has it without any controller, so a hybrid machine has two sources. */
function usageOf(snapshot: Snapshot, view: CgroupView): Reading<number> {
  const cpuacct = chain(levelsOf(view, 'cpuacct'), (levels) => (levels.unified
    ? unifiedUsage(snapshot, read(levels, view.from))
    : map(textOf(snapshot, `${levels.own}/cpuacct.usage`), (text) => parseCount(text) / 1e9)));
  return firstRead(cpuacct, unifiedUsage(snapshot, unifiedLevelsOf(view)));
}

function unifiedUsage(snapshot: Snapshot, levels: Reading<Levels>): Reading<number> {
  return map(keyedCount(ownFile(snapshot, levels, { v2: 'cpu.stat', v1: null }), 'usage_usec'), (time) => time / 1e6);
}
