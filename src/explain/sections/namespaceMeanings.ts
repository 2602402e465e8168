/** What each kind of namespace means for this container, in one sentence. */
import * as l10n from '@vscode/l10n';
import type { Isolation, NamespaceType } from '../../model/isolation.js';
import { valueOf } from '../../model/reading.js';
import { outside } from '../kernel.js';
import { rootMeaning } from '../rootMeaning.js';

export function privateMeaning(isolation: Isolation, type: NamespaceType): string {
  switch (type) {
    case 'pid': return firstProcess(isolation) ?? l10n.t('It sees only its own processes, numbered from 1.');
    case 'net': return l10n.t('It has interfaces, addresses, ports and firewall rules of its own.');
    case 'mnt': return l10n.t('It has a table of mounts of its own; what it mounts stays in there.');
    case 'user': return rootMeaning(isolation) ?? l10n.t('Its user ids are its own.');
    case 'ipc': return l10n.t('Its shared memory and message queues are its own.');
    case 'uts': return l10n.t('Its host name is its own.');
    case 'cgroup': return l10n.t('It sees its own cgroup as the root of all.');
    case 'time': return l10n.t('Its clocks since start (boot time, monotonic) can differ from the machine’s.');
  }
}

export function initialMeaning(isolation: Isolation, type: NamespaceType): string {
  switch (type) {
    case 'pid': return l10n.t('It sees every process of the machine.');
    case 'net': return l10n.t('It uses the machine’s own interfaces; a port that it opens is open on the machine.');
    case 'mnt': return l10n.t('It sees the machine’s own table of mounts.');
    case 'user': return rootMeaning(isolation) ?? l10n.t('User ids are the same in there and {0}.', outside(isolation));
    case 'ipc': return l10n.t('It can reach the machine’s own shared memory and message queues.');
    case 'uts': return l10n.t('Its host name is the machine’s.');
    case 'cgroup': return l10n.t('It sees where its cgroup lies in the machine’s tree.');
    case 'time': return l10n.t('Its clocks are the machine’s.');
  }
}

export function sharedMeaning(isolation: Isolation, type: NamespaceType): string {
  switch (type) {
    case 'pid': return l10n.t('Their processes see and can signal each other.');
    case 'net': return l10n.t('They have the same interfaces and ports and reach each other at localhost.');
    case 'mnt': return l10n.t('They have the same table of mounts.');
    case 'user': return rootMeaning(isolation) ?? l10n.t('They count users in the same way.');
    case 'ipc': return l10n.t('They can use the same shared memory and message queues.');
    case 'uts': return l10n.t('They have the same host name.');
    case 'cgroup': return l10n.t('They see the same cgroup as the root of all.');
    case 'time': return l10n.t('They have the same clocks.');
  }
}

/** "PID 1 in there is 5873 out here", where a process list or the engine's pid says so. */
function firstProcess(isolation: Isolation): string | undefined {
  if (isolation.container.holdsReader === true) {
    return undefined;
  }
  const first = valueOf(isolation.processes)?.find(({ containerPid }) => containerPid === 1);
  const pid = first?.hostPid ?? isolation.container.pid;
  return pid === null || pid === 0 ? undefined : l10n.t('PID 1 in there is {0} {1}.', pid, outside(isolation));
}
