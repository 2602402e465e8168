/** The order in which the concepts are read, in groups: view, picker and walkthrough all use this. */
import * as l10n from '@vscode/l10n';
import type { ConceptId } from '../../model/isolation.js';

export interface ConceptGroup {
  readonly id: 'machines' | 'see' | 'files' | 'use' | 'may';
  readonly title: string;
  readonly concepts: readonly ConceptId[];
}

export function conceptGroups(): readonly ConceptGroup[] {
  return [
    { id: 'machines', title: l10n.t('Machines and containers'), concepts: ['virtual-machine', 'host-virtualization', 'hypervisor', 'container-virtualization', 'vm-or-container', 'docker', 'lxc'] },
    { id: 'see', title: l10n.t('What it can see'), concepts: ['namespaces', 'pid', 'net', 'mnt', 'user', 'uts', 'ipc', 'cgroup-namespace', 'time'] },
    { id: 'files', title: l10n.t('Which files it finds'), concepts: ['chroot', 'pivot-root', 'layers'] },
    { id: 'use', title: l10n.t('How much it can use'), concepts: ['cgroups', 'memory', 'cpu', 'pids', 'io', 'network'] },
    { id: 'may', title: l10n.t('What it may do'), concepts: ['user-ids', 'capabilities', 'seccomp'] },
  ];
}
