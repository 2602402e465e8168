/** What is measured live: where each quantity comes from and how it is written. */
import type { Explanation } from '../../../src/explain/explanation.js';
import type { Pictures } from '../../../src/explain/pictures.js';
import type { Limit } from '../../../src/model/isolation.js';
import type { Sample } from '../../../src/protocol.js';
import type { WordId } from '../../../src/wordIds.js';
import { bytesParts, bytesText, decimal } from '../amounts.js';
import { word } from '../words.js';
import { roundBinary, roundDecimal } from './scale.js';
import { diskRate } from './series.js';

export interface Quantity {
  readonly id: 'memory' | 'cpu' | 'pids' | 'io';
  readonly label: WordId;
  readonly valueOf: (sample: Sample, before: Sample | undefined) => number | null;
  readonly text: (value: number) => string;
  readonly ofText: (used: number, limit: number) => string;
  /** The next round number, for the top of a picture. */
  readonly round: (value: number) => number;
}

export const quantities: readonly Quantity[] = [
  { id: 'memory', label: 'memory', valueOf: ({ memory }) => memory, text: bytesText, ofText: bytesOf, round: roundBinary },
  { id: 'cpu', label: 'cpu', valueOf: ({ cpu }) => cpu, text: coresText, ofText: (used, limit) => word('of', decimal(used), coresText(limit)), round: roundDecimal },
  { id: 'pids', label: 'tasks', valueOf: ({ pids }) => pids, text: tasksText, ofText: (used, limit) => word('of', String(used), tasksText(limit)), round: (tasks) => Math.max(10, roundDecimal(tasks)) },
  { id: 'io', label: 'disk', valueOf: diskRate, text: (rate) => word('perSecond', bytesText(rate)), ofText: bytesOf, round: roundBinary },
];

/** `41 of 64 MiB`; with both units where they differ. */
function bytesOf(used: number, limit: number): string {
  const [number, unit] = bytesParts(used);
  return word('of', unit === bytesParts(limit)[1] ? number : `${number} ${unit}`, bytesText(limit));
}

function coresText(cores: number): string {
  return decimal(cores) === '1' ? word('oneCore') : word('cores', decimal(cores));
}

function tasksText(tasks: number): string {
  return tasks === 1 ? word('oneTask') : word('taskCount', String(tasks));
}

/** What is known before the first sample; null where it was not read. */
export interface Known {
  readonly used: number | null;
  readonly limit: Limit | null;
}

export function knownOf(explanation: Explanation, limits: Pictures['limits'] | undefined, id: Quantity['id']): Known {
  const facts = explanation.sections.find((section) => section.id === 'cgroup')?.facts ?? [];
  const meter = facts.find((fact) => fact.id === id)?.meter;
  const limit = id === 'io' ? null : limits?.[id];
  return { used: meter?.used ?? null, limit: limit ?? meter?.limit ?? null };
}
