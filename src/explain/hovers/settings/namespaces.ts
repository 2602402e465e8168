/**
 * Which namespaces a container gets, and whose.
 * https://man7.org/linux/man-pages/man7/namespaces.7.html and pid_, ipc_, uts_, user_, cgroup_namespaces(7)
 */
import * as l10n from '@vscode/l10n';
import type { Said } from '../hover.js';
import { type Asked, type Setting } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';

/** `container:web`, `service:web`: whose namespace is joined. */
export function joinedOf({ text }: Asked): string | undefined {
  return /^(?:container|service|ns):(.+)$/.exec(text ?? '')?.[1];
}

const isHost = ({ text }: Asked): boolean => text === 'host';

export const pidMode: Setting = (asked) => {
  const title = l10n.t('Process namespace');
  const joined = joinedOf(asked);
  if (isHost(asked)) {
    return weakens(title, 'pid', [
      say(l10n.t('No [pid namespace](pid) of its own: it sees every process of the machine and can signal those that its user id permits.')),
      say(l10n.t('As root without a user namespace that is all of them; with `CAP_SYS_PTRACE` it can also read their memory and their root through `/proc/PID/root`.')),
    ], ['namespaces/pid']);
  }
  if (joined !== undefined) {
    return weakens(title, 'pid', [
      say(l10n.t('Joins the [pid namespace](pid) of {0}: both see and can signal each other’s processes, and reach each other’s files through `/proc/PID/root` where user id and capabilities permit.'), joined),
      say(l10n.t('When the first process of that namespace ends, the kernel kills everything in it, this container too.')),
    ], ['namespaces/pid']);
  }
  return neutral(title, 'pid', [
    say(l10n.t('By default the container has its own [pid namespace](pid): its first process is PID 1 in there, and processes outside do not exist for it.')),
    say(l10n.t('The machine still sees them all, under other numbers.')),
  ], ['namespaces/pid']);
};

export const ipcMode: Setting = (asked) => {
  const title = l10n.t('IPC namespace');
  const joined = joinedOf(asked);
  if (isHost(asked)) {
    return weakens(title, 'ipc', [
      say(l10n.t('Uses the machine’s own [ipc namespace](ipc) and its `/dev/shm`: shared memory, semaphores and message queues of everybody, behind ordinary file permissions only.')),
    ], ['namespaces/ipc']);
  }
  if (joined !== undefined) {
    return weakens(title, 'ipc', [say(l10n.t('Shares System V IPC, POSIX message queues and `/dev/shm` with {0}; that one must be `shareable`.'), joined)], ['namespaces/ipc']);
  }
  switch (asked.text) {
    case 'private': return strengthens(title, 'ipc', [say(l10n.t('Its own [ipc namespace](ipc) and `/dev/shm`, which no other container can join through the engine.'))], ['namespaces/ipc']);
    case 'none': return strengthens(title, 'ipc', [say(l10n.t('Its own [ipc namespace](ipc), and no `/dev/shm` mounted at all.'))], ['namespaces/ipc']);
    case 'shareable': return neutral(title, 'ipc', [say(l10n.t('Its own [ipc namespace](ipc), apart from the machine’s; other containers may be started into it.'))], ['namespaces/ipc']);
    default: return neutral(title, 'ipc', [
      say(l10n.t('By default the container has its own [ipc namespace](ipc): its shared memory, semaphores and message queues are nobody else’s.')),
    ], ['namespaces/ipc']);
  }
};

export const utsMode: Setting = (asked) => isHost(asked)
  ? weakens(l10n.t('Host name namespace'), 'uts', [
    say(l10n.t('Uses the machine’s own [uts namespace](uts): it sees the machine’s name, and with `CAP_SYS_ADMIN` a change of it would be the machine’s.')),
    say(l10n.t('Few things hang on it, but a private one costs nothing.')),
  ], ['namespaces/uts'])
  : neutral(l10n.t('Host name namespace'), 'uts', [
    say(l10n.t('By default the container has a host name of its own in its own [uts namespace](uts). The kernel release that `uname` shows is the machine’s.')),
  ], ['namespaces/uts']);

export const hostname: Setting = () => neutral(l10n.t('Host name'), 'uts', [
  say(l10n.t('Set in the container’s own [uts namespace](uts): the machine and other containers keep their names.')),
  say(l10n.t('A name is no boundary: on a shared network others reach the container by address all the same.')),
], ['namespaces/uts']);

export const usernsMode: Setting = (asked) => {
  const title = l10n.t('User namespace');
  const text = asked.text ?? '';
  if (text === 'host') {
    return weakens(title, 'user', [
      say(l10n.t('Opts out of the engine’s user id remapping: uid 0 inside is uid 0 of the engine’s own [user namespace](user), on most machines real root.')),
      say(l10n.t('If the engine does not remap, this is how it is anyway.')),
    ], ['namespaces/user']);
  }
  if (/^(auto|keep-id|nomap|private)\b/.test(text)) {
    return strengthens(title, 'user', [
      say(l10n.t('A [user namespace](user) of its own: root inside is an ordinary user outside, and its capabilities count only against what the namespace owns.')),
      text.startsWith('keep-id') ? say(l10n.t('`keep-id` maps your own uid to itself, so files in bind mounts stay yours.')) : say(l10n.t('Which uids it gets on the machine is written in `/proc/PID/uid_map`.')),
    ], ['namespaces/user']);
  }
  return neutral(title, 'user', [
    say(l10n.t('Whether root inside is root outside is decided by the [user namespace](user); by default it is the engine’s own, so the numbers are the same.')),
    say(l10n.t('A remapping or rootless engine changes that for all its containers.')),
  ], ['namespaces/user']);
};

export const cgroupnsMode: Setting = (asked) => {
  const title = l10n.t('Cgroup namespace');
  const facts = ['namespaces/cgroup'];
  const limits = say(l10n.t('Only the view changes; limits hold either way.'));
  switch (asked.text) {
    case 'host': return weakens(title, 'cgroup-namespace', [
      say(l10n.t('Uses the machine’s own [cgroup namespace](cgroup-namespace): `/proc/self/cgroup` shows the full path, and with it the engine and the container’s id.')), limits], facts);
    case 'private': return strengthens(title, 'cgroup-namespace', [
      say(l10n.t('Its own [cgroup namespace](cgroup-namespace): its own cgroup looks like the root `/`, and those above and beside it cannot be named.')), limits], facts);
    default: return neutral(title, 'cgroup-namespace', [
      say(l10n.t('Where a container sees the root of the [cgroup](cgroups) tree. Docker’s default is private with cgroup v2 and the machine’s own with v1.')), limits], facts);
  }
};

export const cgroupParent: Setting = () => neutral(l10n.t('Parent cgroup'), 'cgroups', [
  say(l10n.t('The container’s [cgroup](cgroups) is made below this one, so the limits of every level above hold for it as well: the smallest wins.')),
  say(l10n.t('Several containers under one parent share what the parent may use.')),
], ['cgroup/cgroup.path']);

export function sharedWorkloads(): Said {
  return neutral(l10n.t('Service'), 'namespaces', [
    say(l10n.t('Each container of a service gets its own [namespaces](namespaces), its own [cgroup](cgroups) and its own root, unless a key below says otherwise.')),
    say(l10n.t('The kernel is shared by all of them and by the machine.')),
  ], ['cgroup/memory']);
}
