/**
 * The chain hardware → hypervisor → kernel → engine → containers as it is here, for the picture of the two stacks.
 * Structure and words; the page only draws.
 */
import * as l10n from '@vscode/l10n';
import type { Container } from '../../model/isolation.js';
import type { Machine } from '../../model/machine.js';
import { isRead, valueOf } from '../../model/reading.js';
import type { EngineState } from '../../model/snapshot.js';
import { whatItIs } from '../row.js';
import { bytes } from '../units.js';
import { hypervisorWords, processorsWords } from './machineFacts.js';
import { properName } from './properName.js';

export interface StackLevel {
  readonly id: 'hardware' | 'hypervisor' | 'kernel' | 'engine';
  readonly label: string;
  readonly value: string;
}

export interface StackBox {
  readonly name: string;
  readonly detail: string;
}

export interface StackPicture {
  /** From the bottom up; what could not be told is left out. */
  readonly levels: readonly StackLevel[];
  /** Side by side on the kernel. */
  readonly containers: readonly StackBox[];
  readonly moreContainers: number;
  /** Each with a kernel of its own; empty where none was found, null where nobody could look. */
  readonly virtualMachines: readonly StackBox[] | null;
}

/** As many as fit beside each other. */
const most = 6;

/** On this machine: by a socket of it, or because containers on this kernel are its own. */
function isHere({ endpoint }: EngineState, containers: readonly Container[]): boolean {
  return /^(?:unix:|npipe:|\/)/.test(endpoint) || containers.some(({ engine }) => engine?.endpoint === endpoint);
}

function levels({ processor, memory, virtualization, kernel, engines }: Machine, containers: readonly Container[]): StackLevel[] {
  const hardware = [
    isRead(processor) ? processorsWords(processor.value.count) : undefined,
    isRead(memory) ? bytes(memory.value) : undefined,
  ].filter((part) => part !== undefined).join(' · ');
  const hypervisor = valueOf(virtualization.hypervisor);
  const answering = engines.filter((engine) => engine.status === 'ok' && isHere(engine, containers)).map(({ kind, version }) => [properName(kind), version].filter((part) => part !== undefined).join(' '));
  const found: (StackLevel | undefined)[] = [
    hardware === '' ? undefined : { id: 'hardware', label: l10n.t('Hardware'), value: hardware },
    hypervisor === undefined || hypervisor === 'none' ? undefined : { id: 'hypervisor', label: l10n.t('Hypervisor'), value: hypervisorWords(hypervisor) },
    isRead(kernel) ? { id: 'kernel', label: l10n.t('Kernel'), value: l10n.t('Linux {0}', kernel.value.release) } : undefined,
    answering.length === 0 ? undefined : { id: 'engine', label: l10n.t('Engine'), value: answering.join(', ') },
  ];
  return found.filter((level) => level !== undefined);
}

/** `containers`: those on this machine's kernel. */
export function stackOf(machine: Machine, containers: readonly Container[]): StackPicture {
  const running = containers.filter(({ state, runtime }) => state !== 'exited' && state !== 'created' && state !== 'dead' && runtime !== 'systemd-service');
  const machines = valueOf(machine.virtualMachines);
  return {
    levels: levels(machine, containers),
    containers: running.slice(0, most).map((container) => ({ name: container.name, detail: whatItIs(container) })),
    moreContainers: Math.max(0, running.length - most),
    virtualMachines: machines?.slice(0, most).map(({ name, pid, monitor, residentBytes }) => ({
      name: name ?? String(pid), detail: `${properName(monitor)} · ${bytes(residentBytes)}`,
    })) ?? null,
  };
}
