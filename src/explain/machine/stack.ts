/**
 * The chain hardware → hypervisor → kernel → engine → containers as it is here, for the picture of the two stacks.
 * Structure and words; the page only draws.
 */
import * as l10n from '@vscode/l10n';
import type { Container } from '../../model/isolation.js';
import type { Machine } from '../../model/machine.js';
import { isRead, type Reading, valueOf } from '../../model/reading.js';
import type { EngineState } from '../../model/snapshot.js';
import { bringsKernel } from '../kernel.js';
import { whatItIs } from '../row.js';
import { bytes } from '../units.js';
import { hypervisorWords, processorsWords } from './machineFacts.js';
import { properName } from './properName.js';

export interface StackLevel {
  readonly id: 'hardware' | 'hypervisor' | 'virtual-hardware' | 'kernel' | 'engine';
  readonly label: string;
  readonly value: string;
}

export interface StackBox {
  readonly name: string;
  readonly detail: string;
  /** Whether it brings a kernel of its own: virtual machines, and containers of gVisor and Kata. */
  readonly ownKernel: boolean;
}

export interface StackPicture {
  /** From the bottom up; what could not be told is left out, but for the hypervisor: without it the hardware would look like the machine's own. */
  readonly levels: readonly StackLevel[];
  /** Side by side on the kernel, or on one of their own. */
  readonly containers: readonly StackBox[];
  readonly moreContainers: number;
  /** Each with a kernel of its own; empty where none was found, null where nobody could look. */
  readonly virtualMachines: readonly StackBox[] | null;
  readonly moreMachines: number;
}

/** As many as fit beside each other. */
const most = 6;

/** On this machine: by a socket of it, or because containers on this kernel are its own. */
function isHere({ endpoint }: EngineState, containers: readonly Container[]): boolean {
  return /^(?:unix:|npipe:|\/)/.test(endpoint) || containers.some(({ engine }) => engine?.endpoint === endpoint);
}

/**
 * What the kernel says of processors and memory is what it was given: a hypervisor's, where there is one. The hardware
 * below that shows itself to no guest.
 */
function floor(numbers: string, hypervisor: Reading<string>): StackLevel[] {
  const name = valueOf(hypervisor);
  const hardware: StackLevel = { id: 'hardware', label: l10n.t('Hardware'), value: numbers };
  if (name !== undefined && name !== 'none') {
    return [
      { ...hardware, value: l10n.t('not visible from here') },
      { id: 'hypervisor', label: l10n.t('Hypervisor'), value: hypervisorWords(name) },
      ...(numbers === '' ? [] : [{ id: 'virtual-hardware', label: l10n.t('Virtual hardware'), value: numbers } as const]),
    ];
  }
  return [
    ...(numbers === '' ? [] : [hardware]),
    ...(name === 'none' ? [] : [{ id: 'hypervisor', label: l10n.t('Hypervisor'), value: l10n.t('not known whether there is one') } as const]),
  ];
}

function levels({ processor, memory, virtualization, kernel, engines }: Machine, containers: readonly Container[]): StackLevel[] {
  const numbers = [
    isRead(processor) ? processorsWords(processor.value.count) : undefined,
    isRead(memory) ? bytes(memory.value) : undefined,
  ].filter((part) => part !== undefined).join(' · ');
  const answering = engines.filter((engine) => engine.status === 'ok' && isHere(engine, containers)).map(({ kind, version }) => [properName(kind), version].filter((part) => part !== undefined).join(' '));
  return [
    ...floor(numbers, virtualization.hypervisor),
    ...(isRead(kernel) ? [{ id: 'kernel', label: l10n.t('Kernel'), value: l10n.t('Linux {0}', kernel.value.release) } as const] : []),
    ...(answering.length === 0 ? [] : [{ id: 'engine', label: l10n.t('Engine'), value: answering.join(', ') } as const]),
  ];
}

/** `containers`: those on this machine. */
export function stackOf(machine: Machine, containers: readonly Container[]): StackPicture {
  const running = containers.filter(({ state, runtime }) => state !== 'exited' && state !== 'created' && state !== 'dead' && runtime !== 'systemd-service');
  const machines = valueOf(machine.virtualMachines);
  return {
    levels: levels(machine, containers),
    containers: running.slice(0, most).map((container) => ({ name: container.name, detail: whatItIs(container), ownKernel: bringsKernel(container) })),
    moreContainers: Math.max(0, running.length - most),
    virtualMachines: machines?.slice(0, most).map(({ name, pid, monitor, residentBytes }) => ({
      name: name ?? String(pid), detail: `${properName(monitor)} · ${bytes(residentBytes)}`, ownKernel: true,
    })) ?? null,
    moreMachines: Math.max(0, (machines?.length ?? 0) - most),
  };
}
