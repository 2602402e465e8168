/**
 * CPU settings and the cgroup files they are written to.
 * https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files
 * https://docs.kernel.org/scheduler/sched-bwc.html
 */
import * as l10n from '@vscode/l10n';
import { type Setting, numberOf } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';

const facts = ['cgroup/cpu'];

export const cpus: Setting = ({ text }) => {
  const cores = numberOf(text);
  const title = l10n.t('CPU limit');
  if (cores !== undefined && cores <= 0) {
    return neutral(title, 'cpu', [say(l10n.t('This value means no limit: on an idle machine the container may use every core.'))], facts);
  }
  return strengthens(title, 'cpu', [
    cores === undefined
      ? say(l10n.t('A quota of CPU time in each period of 100 ms, for all processes of the container together (`cpu.max`, in v1 `cpu.cfs_quota_us`).'))
      : say(l10n.t('In each period of 100 ms all processes of the container together may run for {0} ms (`cpu.max`, in v1 `cpu.cfs_quota_us`).'), String(Math.round(cores * 1000) / 10)),
    say(l10n.t('When the time is used up they are throttled, all of them, until the next period begins.')),
    say(l10n.t('It limits time and picks no cores: threads may still run on all of them, and `nproc` inside counts them all.')),
  ], facts);
};

export const reservedCpus: Setting = () => neutral(l10n.t('CPU reservation'), 'cpu', [
  say(l10n.t('Helps Swarm choose a machine that has this much left. Nothing is written to the [cgroup](cgroups): it limits nothing and sets nothing aside.')),
], facts);

export const cpuShares: Setting = () => neutral(l10n.t('CPU weight'), 'cpu', [
  say(l10n.t('A share against other containers while they compete for a busy CPU (`cpu.weight`, in v1 `cpu.shares`, default 1024).')),
  say(l10n.t('It is no limit: on an idle machine the container uses what it likes.')),
], ['cgroup/cpu.weight', ...facts]);

export const cpuQuota: Setting = ({ text }) => {
  const quota = numberOf(text);
  if (quota !== undefined && quota <= 0) {
    return neutral(l10n.t('CPU quota'), 'cpu', [say(l10n.t('This value means no quota: on an idle machine the container may use every core.'))], facts);
  }
  return strengthens(l10n.t('CPU quota'), 'cpu', [
    say(l10n.t('Microseconds that all processes of the container together may run in one period (`cpu.max`, in v1 `cpu.cfs_quota_us`); quota divided by period is the number of cores.')),
    say(l10n.t('When they are used up, everything in the container is throttled until the next period.')),
  ], facts);
};

export const cpuPeriod: Setting = () => neutral(l10n.t('CPU period'), 'cpu', [
  say(l10n.t('The length of the period, in microseconds, that the CPU quota is measured against; 100,000 by default (`cpu.max`, in v1 `cpu.cfs_period_us`).')),
  say(l10n.t('It limits nothing without a quota. Shorter periods mean shorter pauses when the container is throttled.')),
], facts);

export const cpuset: Setting = ({ text }) => strengthens(l10n.t('CPUs it may run on'), 'cpu', [
  text === undefined
    ? say(l10n.t('The scheduler runs its processes on these CPUs only (`cpuset.cpus`); they cannot leave them by `sched_setaffinity`.'))
    : say(l10n.t('The scheduler runs its processes on CPUs {0} only (`cpuset.cpus`); they cannot leave them by `sched_setaffinity`.'), text),
  say(l10n.t('The CPUs are not set aside: others may run there too, and caches and memory bandwidth stay shared.')),
], ['cgroup/cpu.cpuset', ...facts]);

export const cpusetMems: Setting = () => strengthens(l10n.t('Memory nodes it may use'), 'cpu', [
  say(l10n.t('New pages come from these NUMA nodes only (`cpuset.mems`). On a machine with one node it changes nothing.')),
], ['cgroup/cpu.cpuset', ...facts]);

export const cpuRealTime: Setting = () => weakens(l10n.t('Real-time CPU budget'), 'cpu', [
  say(l10n.t('Lets tasks with a real-time policy run in the container, for so many microseconds in a period (`cpu.rt_runtime_us`, `cpu.rt_period_us`).')),
  say(l10n.t('Real-time tasks run before all ordinary ones, of the machine and of other containers.')),
  say(l10n.t('Needs [cgroup](cgroups) v1 and a kernel with `CONFIG_RT_GROUP_SCHED`; also `CAP_SYS_NICE` inside.')),
], facts);

export const cpuWindows: Setting = () => neutral(l10n.t('CPU limit of Windows containers'), 'cpu', [
  say(l10n.t('For Windows containers only. On Linux nothing is written to a [cgroup](cgroups); `cpus` is the setting that limits CPU time.')),
], facts);
