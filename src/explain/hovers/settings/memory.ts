/**
 * Memory settings and the cgroup files they are written to.
 * https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files
 * https://docs.kernel.org/admin-guide/cgroup-v1/memory.html
 */
import * as l10n from '@vscode/l10n';
import { type Setting, bytesOf, inBytes, isOn, numberOf } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';

const facts = ['cgroup/memory'];

export const memoryLimit: Setting = ({ text }) => {
  const bytes = bytesOf(text);
  const title = l10n.t('Memory limit');
  if (bytes !== undefined && bytes <= 0) {
    return neutral(title, 'memory', [
      say(l10n.t('This value means no limit: the [cgroup](cgroups) counts the memory but never refuses any.')),
      say(l10n.t('One process in here can then use up the memory of the whole machine.')),
    ], facts);
  }
  const counted = bytes === undefined
    ? say(l10n.t('The kernel charges the memory of all processes in the container to one [cgroup](cgroups) and stops at this limit (`memory.max`, in v1 `memory.limit_in_bytes`).'))
    : say(l10n.t('The kernel charges the memory of all processes in the container to one [cgroup](cgroups) and stops at {0} (`memory.max`, in v1 `memory.limit_in_bytes`).'), inBytes(bytes));
  return strengthens(title, 'memory', [
    counted,
    say(l10n.t('At the limit it first frees cached pages; if that is not enough, it kills a process in this container, not one outside.')),
    say(l10n.t('It is a ceiling and no reservation, and `free` or `/proc/meminfo` inside still show the whole machine.')),
  ], facts);
};

export const memorySwap: Setting = ({ text }) => {
  const swaps = text?.trim() === '-1';
  const title = l10n.t('Memory and swap together');
  return (swaps ? weakens : neutral)(title, 'memory', [
    say(l10n.t('The number is memory plus swap: swap alone is this number minus the memory limit, and equal numbers mean no swap (`memory.swap.max`, in v1 `memory.memsw.limit_in_bytes`).')),
    swaps
      ? say(l10n.t('`-1` lets it swap without limit: above its memory limit it goes on, slowly, on swap space that everybody shares.'))
      : say(l10n.t('Without it, the engine allows as much swap as memory. Swap space belongs to the whole machine.')),
  ], ['cgroup/memory.swapLimit', ...facts]);
};

export const memoryReservation: Setting = () => neutral(l10n.t('Memory reservation'), 'memory', [
  say(l10n.t('Sets nothing aside and caps nothing. When the machine runs short, the kernel takes memory from others before it takes any below this amount (`memory.low`; in v1 a soft limit to which it is pushed back).')),
  say(l10n.t('Only the [memory limit](memory) is a wall.')),
], ['cgroup/memory.reservation', ...facts]);

export const memorySwappiness: Setting = () => neutral(l10n.t('Swappiness'), 'memory', [
  say(l10n.t('How readily the kernel swaps out this container’s anonymous pages instead of dropping cached ones (`memory.swappiness`).')),
  say(l10n.t('The file exists in [cgroup](cgroups) v1 only; with v2 the engine leaves the setting out. It changes speed, no boundary.')),
], facts);

export const oomKillDisable: Setting = (asked) => isOn(asked)
  ? weakens(l10n.t('No OOM killer'), 'memory', [
    say(l10n.t('At its memory limit the container’s processes are put to sleep until memory is freed, instead of one being killed (`memory.oom_control`).')),
    say(l10n.t('Without a memory limit beside it, the machine’s own OOM killer must choose among everybody’s processes.')),
    say(l10n.t('Works in [cgroup](cgroups) v1 only; with v2 the engine leaves it out.')),
  ], ['cgroup/memory.oomKills', ...facts])
  : neutral(l10n.t('OOM killer'), 'memory', [
    say(l10n.t('The default: at the container’s memory limit the kernel kills one of its processes and frees the memory.')),
  ], facts);

export const oomScoreAdj: Setting = ({ text }) => {
  const score = numberOf(text);
  const tips = say(l10n.t('Added to the badness of its processes when the kernel looks for one to kill (`/proc/PID/oom_score_adj`, -1000 to 1000). Children inherit it.'));
  return score !== undefined && score < 0
    ? weakens(l10n.t('Protected from the OOM killer'), 'memory', [
      tips,
      say(l10n.t('A negative number makes other processes of the machine die before these when memory runs out for all.')),
    ], facts)
    : neutral(l10n.t('OOM score'), 'memory', [tips, say(l10n.t('A positive number makes these processes the first to go when the whole machine runs out of memory.'))], facts);
};

export const kernelMemory: Setting = () => neutral(l10n.t('Kernel memory limit'), 'memory', [
  say(l10n.t('Obsolete: the kernel deprecated a limit for its own memory alone in 5.4 and later removed it, and v2 never had one.')),
  say(l10n.t('Kernel memory used for the container (sockets, directory entries, stacks) counts toward the [memory limit](memory) anyway.')),
], facts);

export const shmSize: Setting = ({ text }) => {
  const bytes = bytesOf(text);
  return neutral(l10n.t('Size of /dev/shm'), 'ipc', [
    bytes === undefined
      ? say(l10n.t('The size of the container’s own `tmpfs` on `/dev/shm` for POSIX shared memory; 64 MiB by default.'))
      : say(l10n.t('The container’s own `tmpfs` on `/dev/shm` for POSIX shared memory may hold {0}; 64 MiB by default.'), inBytes(bytes)),
    say(l10n.t('Its pages are memory and count toward the [memory limit](memory). Who shares the [ipc](ipc) namespace through the engine shares this mount too.')),
  ], ['cgroup/memory.shmem', 'namespaces/ipc']);
};
