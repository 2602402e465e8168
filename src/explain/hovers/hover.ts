/** A hover as data: what a line does to isolation. Terminal and editor render this one structure. */
import type { ConceptId } from '../../model/isolation.js';

/** Lines and columns from 0, columns in UTF-16 units, the end excluded: as the editor counts. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface HoverRange {
  readonly start: Place;
  readonly end: Place;
}

/** `foreign` is text of a file or an engine: it is shown as it is and never read as markup. */
export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'foreign'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly concept: ConceptId };

export type Paragraph = readonly Span[];

export type Effect = 'strengthens' | 'weakens' | 'neutral';

/** What is true now of one container that came from the file. */
export interface LiveLine {
  readonly container: string;
  /** The container's id, for Explain Container. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly source: string;
  /** Only its image's base is known to be that of the file. */
  readonly onBase: boolean;
}

/** What is said of a setting, whatever the syntax it was written in. */
export interface Said {
  readonly title: string;
  readonly effect: Effect;
  readonly concept: ConceptId;
  readonly says: readonly Paragraph[];
  /** The live facts that belong to it, by the ids of an Explanation, `@` before the label of one below; the first one known is shown. */
  readonly facts: readonly string[];
}

export interface Hover {
  readonly range: HoverRange;
  readonly title: string;
  readonly effect: Effect;
  readonly paragraphs: readonly Paragraph[];
  readonly live: readonly LiveLine[];
  /** How their containers were found, and how many more there are; absent where there are none. */
  readonly found?: Paragraph;
  /** What it would say of containers if it knew some: none for what no container has. */
  readonly facts: readonly string[];
  readonly concept: ConceptId;
}
