/** What this machine is, as facts: the same structure that a container's sections have. */
import * as l10n from '@vscode/l10n';
import type { CgroupVersion, ConceptId } from '../../model/isolation.js';
import type { Kernel, Machine } from '../../model/machine.js';
import { type Reading, isRead } from '../../model/reading.js';
import type { VirtualMachine } from '../../model/virtualMachines.js';
import type { Fact } from '../explanation.js';
import { fact, optional } from '../fact.js';
import { enginesFacts } from './enginesFact.js';
import { noKernelWords, wslWords } from './kernelHere.js';
import { quote } from '../shell.js';
import { bytes } from '../units.js';
import { unreadMeaning, unreadValue } from '../unreadWords.js';
import { properName } from './properName.js';

interface Row<T> {
  readonly id: string;
  readonly label: string;
  readonly concept: ConceptId;
  readonly reading: Reading<T>;
  readonly value: (value: T) => string;
  readonly meaning: (value: T) => string;
  readonly also?: readonly string[];
  readonly command?: string;
  readonly children?: readonly Fact[];
}

function row<T>({ reading, value, meaning, also, command, children, ...names }: Row<T>): Fact {
  const known = isRead(reading);
  return fact({
    ...names,
    value: known ? value(reading.value) : unreadValue(reading),
    meaning: known ? meaning(reading.value) : unreadMeaning(reading),
    sources: [reading.from, ...(also ?? [])],
    unread: !known,
    ...optional({ command: command ?? cat(reading.from), children }),
  });
}

function cat(path: string): string | undefined {
  return path.startsWith('/') && !path.includes('*') ? `cat ${quote(path)}` : undefined;
}

export function hypervisorWords(name: string): string {
  switch (name) {
    case 'none': return l10n.t('no hypervisor below');
    case 'unnamed': return l10n.t('guest of a hypervisor without a name');
    default: return l10n.t('guest of {0}', properName(name));
  }
}

export function processorsWords(count: number): string {
  return count === 1 ? l10n.t('1 processor') : l10n.t('{0} processors', count);
}

function virtualProcessorsWords(count: number): string {
  return count === 1 ? l10n.t('1 virtual processor') : l10n.t('{0} virtual processors', count);
}

function hypervisorMeaning(name: string): string {
  return name === 'none'
    ? l10n.t('The kernel runs on the hardware itself: no hypervisor announced itself to it.')
    : l10n.t('This machine is itself a virtual machine: a hypervisor gives it its processors, memory and devices.');
}

function insideMeaning(name: string): string {
  return name === 'none'
    ? l10n.t('What looks at the containers here is in none itself; it is in the machine’s initial pid namespace.')
    : l10n.t('What looks at the containers here is in a container itself, and sees only what that one may see.');
}

export function cgroupWords(version: CgroupVersion): string {
  return version === 'hybrid' ? l10n.t('hybrid cgroups') : l10n.t('cgroup {0}', version);
}

function cgroupMeaning(version: CgroupVersion): string {
  switch (version) {
    case 'v1': return l10n.t('Each controller has a hierarchy of its own.');
    case 'v2': return l10n.t('One unified hierarchy serves all controllers.');
    case 'hybrid': return l10n.t('Hierarchies of version 1 carry the limits; the unified hierarchy of version 2 is mounted beside them.');
  }
}

function kernelWords({ release }: Kernel): string {
  return l10n.t('Linux {0}', release);
}

/** Where there is none its absence is what is to be said; of Windows' own more than of another. */
function kernelFact({ kernel, platform, wsl }: Machine): Fact {
  const names = { id: 'machine.kernel', label: l10n.t('Kernel'), concept: 'container-virtualization' } as const;
  if (platform !== 'linux') {
    return fact({ ...names, value: isRead(kernel) ? kernelWords(kernel.value) : unreadValue(kernel), meaning: noKernelWords(platform), sources: ['process.platform'], unread: true });
  }
  return row({
    ...names, reading: kernel, value: kernelWords, command: 'uname -r -v',
    meaning: () => [l10n.t('Every container on this machine runs on this kernel, unless its runtime brings one of its own, as gVisor and Kata do.'), wslWords(wsl)].filter((part) => part !== '').join(' '),
  });
}

export function machineFacts(machine: Machine): readonly Fact[] {
  const { virtualization, processor, memory, bootId, cgroup, virtualMachines, engines } = machine;
  const evidence = virtualization.evidence;
  const kernel = kernelFact(machine);
  return machine.platform !== 'linux' ? [kernel, ...enginesFacts(engines)] : [
    kernel,
    row({ id: 'machine.boot', label: l10n.t('Boot'), concept: 'container-virtualization', reading: bootId, value: (id) => id, meaning: () => l10n.t('One boot, one id: a container that reads the same one runs on the same kernel.') }),
    row({ id: 'machine.hypervisor', label: l10n.t('Hypervisor'), concept: 'hypervisor', reading: virtualization.hypervisor, value: hypervisorWords, meaning: hypervisorMeaning, also: evidence.filter((path) => !path.includes('/ns/')), command: 'systemd-detect-virt --vm' }),
    row({ id: 'machine.inside', label: l10n.t('Where this looks from'), concept: 'container-virtualization', reading: virtualization.container, value: insideWords, meaning: insideMeaning, command: 'readlink /proc/self/ns/pid' }),
    row({ id: 'machine.cgroup', label: l10n.t('Control groups'), concept: 'cgroups', reading: cgroup, value: cgroupWords, meaning: cgroupMeaning, command: 'findmnt -t cgroup,cgroup2' }),
    row({ id: 'machine.processor', label: l10n.t('Processor'), concept: 'virtual-machine', reading: processor, value: ({ count, model }) => [processorsWords(count), model].filter((part) => part !== '').join(' · '), meaning: () => l10n.t('What all containers without a limit share.'), command: 'nproc --all' }),
    row({ id: 'machine.memory', label: l10n.t('Memory'), concept: 'memory', reading: memory, value: bytes, meaning: () => l10n.t('The most that all of them together can have.') }),
    virtualMachinesFact(virtualMachines),
    ...enginesFacts(engines),
  ];
}

function insideWords(name: string): string {
  switch (name) {
    case 'none': return l10n.t('not in a container');
    case 'unnamed': return l10n.t('in a container without a name');
    default: return l10n.t('in a container ({0})', properName(name));
  }
}

/** By the names of `monitors.ts`, without their helpers, such as qemu-ga and VBoxSVC. `comm` has 15 characters. */
export const showMonitors = 'ps -eo pid,rss,nlwp,comm | grep -E \'qemu-(system|kvm)|VBoxHeadless|VirtualBoxVM|vmware-vmx|firecracker|cloud-hyper|crosvm|lkvm|kvmtool|dragonball| kvm$\'';

function virtualMachinesFact(machines: Reading<readonly VirtualMachine[]>): Fact {
  return row({
    id: 'machine.virtual-machines', label: l10n.t('Virtual machines here'), concept: 'host-virtualization', reading: machines,
    value: (found) => (found.length === 0 ? l10n.t('none found') : l10n.t('{0} running', found.length)),
    meaning: () => l10n.t('Found among the processes that this user can see: each virtual machine is one process of its monitor.'),
    command: showMonitors,
    children: isRead(machines) ? machines.value.map(virtualMachineFact) : [],
  });
}

function virtualMachineFact(machine: VirtualMachine): Fact {
  const { pid, monitor, name, accelerator, memoryBytes, cpus, residentBytes, threads, from } = machine;
  const given = [
    memoryBytes === undefined ? undefined : l10n.t('given {0}', bytes(memoryBytes)),
    cpus === undefined ? undefined : virtualProcessorsWords(cpus),
    accelerator === undefined ? undefined : l10n.t('runs by {0}', properName(accelerator)),
    threads === 1 ? l10n.t('1 thread') : l10n.t('{0} threads', threads),
  ].filter((part) => part !== undefined);
  return fact({
    id: `machine.virtual-machines.${String(pid)}`, label: name ?? l10n.t('process {0}', pid), concept: 'host-virtualization',
    value: [properName(monitor), l10n.t('holds {0}', bytes(residentBytes))].join(' · '), meaning: given.join(', '),
    sources: [from], unread: false, command: `ps -o pid,rss,nlwp,args -p ${String(pid)}`,
  });
}
