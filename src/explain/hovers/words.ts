/** The words that every hover has, whoever renders it. */
import * as l10n from '@vscode/l10n';
import type { ConceptId } from '../../model/isolation.js';
import type { Effect } from './hover.js';

export function effectWord(effect: Effect): string {
  switch (effect) {
    case 'strengthens': return l10n.t('strengthens isolation');
    case 'weakens': return l10n.t('weakens isolation');
    case 'neutral': return l10n.t('neutral');
  }
}

/** What is true of a container; `onBase`: of one that is built on the same image, whoever made it. */
export function nowLine(onBase: boolean, container: string, fact: string): string {
  return onBase ? l10n.t('now, on the same base: {0} {1}', container, fact) : l10n.t('now: {0} {1}', container, fact);
}

/** What a link to the concept's panel is called. */
export function conceptName(concept: ConceptId): string {
  switch (concept) {
    case 'virtual-machine': return l10n.t('virtual machines');
    case 'host-virtualization': return l10n.t('host virtualization');
    case 'hypervisor': return l10n.t('hypervisors');
    case 'container-virtualization': return l10n.t('container virtualization');
    case 'vm-or-container': return l10n.t('VM or container');
    case 'docker': return l10n.t('Docker');
    case 'lxc': return l10n.t('LXC');
    case 'namespaces': return l10n.t('namespaces');
    case 'cgroup-namespace': return l10n.t('the cgroup namespace');
    case 'ipc': return l10n.t('the ipc namespace');
    case 'mnt': return l10n.t('the mount namespace');
    case 'net': return l10n.t('the network namespace');
    case 'pid': return l10n.t('the pid namespace');
    case 'time': return l10n.t('the time namespace');
    case 'user': return l10n.t('the user namespace');
    case 'uts': return l10n.t('the uts namespace');
    case 'chroot': return l10n.t('chroot');
    case 'pivot-root': return l10n.t('pivot_root');
    case 'cgroups': return l10n.t('cgroups');
    case 'cpu': return l10n.t('CPU limits');
    case 'memory': return l10n.t('memory limits');
    case 'io': return l10n.t('disk I/O limits');
    case 'network': return l10n.t('network use');
    case 'pids': return l10n.t('process limits');
    case 'layers': return l10n.t('layers');
    case 'capabilities': return l10n.t('capabilities');
    case 'seccomp': return l10n.t('seccomp');
    case 'user-ids': return l10n.t('user ids and root');
  }
}
