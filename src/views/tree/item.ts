/** Every kind of row in the tree. An item is data only and knows no editor; `treeItem.ts` draws it. */
import type { Fact, FindingText, Section } from '../../explain/explanation.js';
import type { Container } from '../../model/isolation.js';
import type { EngineState } from '../../model/snapshot.js';
import type { SwarmNode, SwarmTask } from '../../model/swarm.js';
import type { Diagnosis, Explained } from '../../lens.js';

/** `key` is the row's stable id in the whole tree: selection and expansion survive a refresh by it. */
interface Row {
  readonly key: string;
}

export interface MachineItem extends Row {
  readonly kind: 'machine';
  readonly description: string;
  /** What is below it or why nothing can be, and which machine it is, where the window is on another. */
  readonly meaning: readonly string[];
  readonly children: readonly Item[];
  readonly open: boolean;
}

export interface EngineItem extends Row {
  readonly kind: 'engine';
  readonly engine: EngineState;
  readonly children: readonly Item[];
}

/** A machine of the swarm that an engine manages. */
export interface NodeItem extends Row {
  readonly kind: 'node';
  readonly node: SwarmNode;
  readonly children: readonly TaskItem[];
}

export interface TaskItem extends Row {
  readonly kind: 'task';
  readonly task: SwarmTask;
  /** Its node, for those that are elsewhere. */
  readonly hostname: string;
  /** Its container, where the asked engine has it. */
  readonly children: readonly ContainerItem[];
}

export interface DiagnosisItem extends Row {
  readonly kind: 'diagnosis';
  readonly engine: EngineState;
  /** What was found out about the failure; undefined where only the failure is known. */
  readonly diagnosis: Diagnosis | undefined;
}

export interface ContainerItem extends Row {
  readonly kind: 'container';
  readonly container: Container;
  /** Undefined while its facts are not known yet. */
  readonly explained: Explained | undefined;
  /** Containers inside this one. */
  readonly nested: readonly ContainerItem[];
}

/** Stands for the containers of runtimes that a setting hides. */
export interface HiddenItem extends Row {
  readonly kind: 'hidden';
  /** Runtime and how many of it, in the order of the runtimes' names. */
  readonly counts: readonly (readonly [runtime: string, count: number])[];
}

/** Stands where a container's sections would be, had they been made. */
export interface ProblemItem extends Row {
  readonly kind: 'problem';
  readonly says: string;
}

export interface FindingsItem extends Row {
  readonly kind: 'findings';
  readonly findings: readonly FindingText[];
}

export interface FindingItem extends Row {
  readonly kind: 'finding';
  readonly finding: FindingText;
}

export interface SectionItem extends Row {
  readonly kind: 'section';
  readonly section: Section;
}

export interface FactItem extends Row {
  readonly kind: 'fact';
  readonly fact: Fact;
  /** Whether the row says the meaning too, where a value alone says little. */
  readonly withMeaning: boolean;
}

export type Item =
  | MachineItem | EngineItem | NodeItem | TaskItem | DiagnosisItem | ContainerItem | HiddenItem | ProblemItem | FindingsItem | FindingItem | SectionItem
  | FactItem;
