/**
 * Limits on processes: the cgroup's, and the rlimits of each process.
 * https://docs.kernel.org/admin-guide/cgroup-v2.html#pid-interface-files
 * https://man7.org/linux/man-pages/man2/getrlimit.2.html
 */
import * as l10n from '@vscode/l10n';
import { type Setting, numberOf, pairOf } from '../asked.js';
import { neutral, say, strengthens } from '../say.js';

export const pidsLimit: Setting = ({ text }) => {
  const limit = numberOf(text);
  if (limit !== undefined && limit <= 0) {
    return neutral(l10n.t('Process limit'), 'pids', [
      say(l10n.t('This value means no limit: a fork bomb in here can take every process number of the machine.')),
    ], ['cgroup/pids']);
  }
  return strengthens(l10n.t('Process limit'), 'pids', [
    limit === undefined
      ? say(l10n.t('The [cgroup](cgroups) refuses more than this number of processes and threads (`pids.max`); `fork` then fails with `EAGAIN`.'))
      : say(l10n.t('The [cgroup](cgroups) refuses more than {0} processes and threads (`pids.max`); `fork` then fails with `EAGAIN`.'), String(limit)),
    say(l10n.t('A fork bomb ends here and does not use up the process numbers of the machine. Processes started by `exec` count too.')),
  ], ['cgroup/pids']);
};

export const ulimit: Setting = (asked) => {
  const { name } = pairOf(asked);
  const each = say(l10n.t('An rlimit holds for each process alone, not for the container: a hundred processes have it a hundred times.'));
  return name === 'nproc'
    ? strengthens(l10n.t('Processes of one user'), 'pids', [
      say(l10n.t('`RLIMIT_NPROC` counts all processes of the same real uid in its user namespace: without one of its own, those of other containers and of the machine too.')),
      say(l10n.t('The machine’s root is not bound by it. To limit the container, use the [process limit](pids) of its cgroup.')),
    ], ['cgroup/pids'])
    : neutral(l10n.t('Resource limit of each process'), 'cgroups', [each, rlimit(name)]);
};

function rlimit(name: string | undefined) {
  switch (name) {
    case 'nofile': return say(l10n.t('`nofile`: open file descriptors. Their memory is the kernel’s and counts toward the memory limit.'));
    case 'memlock': return say(l10n.t('`memlock`: memory that may not be swapped out. Locked pages can starve others; the memory limit still bounds them.'));
    case 'core': return say(l10n.t('`core`: the size of core dumps. Where they go is decided by the machine’s `/proc/sys/kernel/core_pattern`, which no namespace separates.'));
    case 'rtprio': return say(l10n.t('`rtprio`: real-time priority that it may take without `CAP_SYS_NICE`; real-time tasks run before all others of the machine.'));
    case 'stack': return say(l10n.t('`stack`: the size of the main thread’s stack.'));
    default: return say(l10n.t('The engine sets it on the first process (`/proc/1/limits`); children inherit it, and raising the hard limit needs `CAP_SYS_RESOURCE`.'));
  }
}
