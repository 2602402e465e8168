/**
 * What is said about one container: sentence, findings, sections of facts. Tree, panel, command line and Markdown all
 * render this one structure, so they cannot disagree. Text is in the language that `@vscode/l10n` was configured with.
 */
import type { ConceptId, Container, Severity } from '../model/isolation.js';

export type SectionId = 'namespaces' | 'cgroup' | 'root' | 'privileges' | 'processes';

export interface Fact {
  /** Stable within the container: `net`, `memory`, `memory.swap`, `root.layers.0`. */
  readonly id: string;
  readonly label: string;
  /** The answer, short; for a reading without value the reason in words ("not readable: …"). */
  readonly value: string;
  /** One sentence a person would say. */
  readonly meaning: string;
  /** Where it was read: file or endpoint; several are joined by ", ". */
  readonly source: string;
  /** A shell command that shows the same; absent where there is none. */
  readonly command?: string;
  readonly concept: ConceptId;
  readonly unread: boolean;
  /** Bytes, cores or tasks in use against the limit, where both were read. */
  readonly meter?: { readonly used: number; readonly limit: number | 'unlimited' };
  readonly children?: readonly Fact[];
}

export interface Section {
  readonly id: SectionId;
  readonly title: string;
  /** "4 private · 1 shared · 3 initial" */
  readonly summary: string;
  readonly concept: ConceptId;
  readonly facts: readonly Fact[];
}

export interface FindingText {
  readonly id: string;
  readonly severity: Severity;
  readonly concept: ConceptId;
  /** What is so. */
  readonly says: string;
  /** Why it matters, two sentences at most. */
  readonly why: string;
  readonly evidence: readonly string[];
  /** Run flag, compose key or Dockerfile line. */
  readonly fix: string;
}

/** Of a container whose kernel is another machine's. */
export interface FarNote {
  readonly says: string;
  /** Whether it can be read over ssh, when its reader is asked and agrees. */
  readonly mayRead: boolean;
  /** When it was, milliseconds since 1970. */
  readonly readAt?: number;
}

export interface Explanation {
  readonly container: Container;
  readonly far?: FarNote;
  /** The one sentence a person would say. */
  readonly sentence: string;
  /** The row beside the name in the tree: "nginx:1.27 · 41 of 64 MiB". */
  readonly row: string;
  readonly findings: readonly FindingText[];
  /** Not all was read that the rules ask for, so what is not among the findings may still be so. */
  readonly incomplete?: true;
  readonly sections: readonly Section[];
}
