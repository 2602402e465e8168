/** One line of truth beside each concept: what of it holds on this machine now. Null where nobody could tell. */
import * as l10n from '@vscode/l10n';
import { type ConceptId, type Isolation, type Namespace, type NamespaceType, namespaceTypes } from '../../model/isolation.js';
import type { Machine } from '../../model/machine.js';
import { isRead, type Reading, valueOf } from '../../model/reading.js';
import { type Kernel, kernelOf } from '../kernel.js';
import { cgroupWords, hypervisorWords } from '../machine/machineFacts.js';
import { properName } from '../machine/properName.js';

export interface Seen {
  readonly machine: Machine;
  /** The pictures of the running containers. */
  readonly isolations: readonly Isolation[];
}

export function truthOf(concept: ConceptId, seen: Seen): string | null {
  const type = namespaceTypeOf(concept);
  return type === null ? otherTruth(concept, seen) : relations(seen.isolations.map(({ namespaces }) => namespaces[type]));
}

function namespaceTypeOf(concept: ConceptId): NamespaceType | null {
  const id = concept === 'cgroup-namespace' ? 'cgroup' : concept;
  return namespaceTypes.find((type) => type === id) ?? null;
}

function otherTruth(concept: ConceptId, seen: Seen): string | null {
  const { machine, isolations } = seen;
  switch (concept) {
    case 'virtual-machine':
    case 'hypervisor': return said(machine.virtualization.hypervisor, hypervisorWords);
    case 'host-virtualization': return said(machine.virtualMachines, ({ length }) => (length === 0 ? l10n.t('no virtual machine found here') : l10n.t('{0} running here', length)));
    case 'container-virtualization': return said(machine.kernel, ({ release }) => onThisKernel(isolations, release));
    case 'vm-or-container': return said(machine.virtualMachines, ({ length }) => besideMachines(counted(isolations.length), length));
    case 'docker': return engines(machine);
    case 'lxc': return isolations.some(({ container }) => container.runtime === 'lxc') ? counted(isolations.filter(({ container }) => container.runtime === 'lxc').length) : l10n.t('none found');
    case 'namespaces': return relations(isolations.flatMap(({ namespaces }) => Object.values(namespaces)));
    case 'cgroups': return said(machine.cgroup, cgroupWords);
    default: return ofContainers(concept, isolations);
  }
}

function ofContainers(concept: ConceptId, isolations: readonly Isolation[]): string | null {
  const all = <T>(reading: (isolation: Isolation) => Reading<T>, fits: (value: T) => boolean, words: (fitting: number, known: number) => string) => {
    const known = isolations.map(reading).filter(isRead);
    return known.length === 0 ? null : withUnread(words(known.filter(({ value }) => fits(value)).length, known.length), isolations.length - known.length);
  };
  const limited = (fitting: number, known: number) => l10n.t('{0} of {1} limited', fitting, known);
  const of = (fitting: number, known: number) => l10n.t('{0} of {1}', fitting, known);
  switch (concept) {
    case 'chroot': return all(({ root }) => root.mechanism, (value) => value === 'chroot', of);
    case 'pivot-root': return all(({ root }) => root.mechanism, (value) => value === 'pivot_root', of);
    case 'layers': return all(({ root }) => root.layers, (value) => value.length > 0, (fitting, known) => l10n.t('{0} of {1} have layers', fitting, known));
    case 'memory': return all(({ cgroup }) => cgroup.memory.limit, (value) => value !== 'unlimited', limited);
    case 'cpu': return all(({ cgroup }) => cgroup.cpu.limit, (value) => value !== 'unlimited', limited);
    case 'pids': return all(({ cgroup }) => cgroup.pids.limit, (value) => value !== 'unlimited', limited);
    case 'io': return all(({ cgroup }) => cgroup.io.limits, (value) => value.length > 0, limited);
    case 'network': return all(({ cgroup }) => cgroup.network.receivedBytes, () => true, (_, known) => l10n.t('{0} counted', known));
    case 'capabilities': return all(({ privileges }) => privileges.capabilities.effective, (value) => value.length === 0, (fitting, known) => l10n.t('{0} of {1} have none', fitting, known));
    case 'seccomp': return all(({ privileges }) => privileges.seccomp, (value) => value === 'filter', (fitting, known) => l10n.t('{0} of {1} filtered', fitting, known));
    case 'user-ids': return all(({ privileges }) => privileges.user, ({ hostUid }) => hostUid === 0, (fitting, known) => l10n.t('{0} of {1} are root out here', fitting, known));
    default: return null;
  }
}

function said<T>(reading: Reading<T>, words: (value: T) => string): string | null {
  const value = valueOf(reading);
  return value === undefined ? null : words(value);
}

function counted(containers: number): string {
  return containers === 1 ? l10n.t('1 container') : l10n.t('{0} containers', containers);
}

/** What was not read is in no number, and is not left out in silence. */
function withUnread(said: string, unread: number): string {
  return unread === 0 ? said : l10n.t('{0} · {1} not readable', said, unread);
}

function onThisKernel(isolations: readonly Isolation[], release: string): string {
  const count = (kernel: Kernel): number => isolations.filter((one) => kernelOf(one) === kernel).length;
  return withUnread(l10n.t('{0} on Linux {1}', counted(count('here')), release), count('unknown'));
}

/** None found is not none: whose processes are hidden is not seen. */
function besideMachines(containers: string, machines: number): string {
  return machines === 0 ? l10n.t('{0}, no virtual machine found', containers)
    : machines === 1 ? l10n.t('{0}, 1 virtual machine', containers) : l10n.t('{0}, {1} virtual machines', containers, machines);
}

function engines({ engines: all }: Machine): string {
  const answering = all.filter(({ status }) => status === 'ok').map(({ kind, version }) => [properName(kind), version].filter((part) => part !== undefined).join(' '));
  return answering.length === 0 ? l10n.t('no engine answers here') : answering.join(', ');
}

function relations(namespaces: readonly Namespace[]): string | null {
  const count = (wanted: Namespace['relation']) => namespaces.filter(({ relation }) => relation === wanted).length;
  const parts: readonly (readonly [number, string])[] = [
    [count('private'), l10n.t('{0} private', count('private'))],
    [count('shared'), l10n.t('{0} shared', count('shared'))],
    [count('initial'), l10n.t('{0} initial', count('initial'))],
    [count('unknown'), l10n.t('{0} not known', count('unknown'))],
  ];
  const shown = parts.filter(([number]) => number > 0).map(([, words]) => words);
  return shown.length === 0 ? null : shown.join(' · ');
}
