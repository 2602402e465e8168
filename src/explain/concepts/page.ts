/** A concept's page as data: panels draw it, hovers and the terminal quote its lead. No HTML anywhere. */
import type { ConceptId } from '../../model/isolation.js';
import type { SectionId } from '../explanation.js';

export const machineWidgets = ['stack', 'virtual-machines', 'matrix'] as const;
export const containerWidgets = ['root', 'layers', 'cgroup-tree'] as const;

/** What is shown live inside the text: a picture, facts of the machine (all where none is named), a section of the container's explanation, or one of its facts. */
export type Widget =
  | { readonly kind: (typeof machineWidgets)[number] | (typeof containerWidgets)[number] }
  | { readonly kind: 'machine'; readonly ids: readonly string[] }
  | { readonly kind: 'section'; readonly id: SectionId }
  | { readonly kind: 'fact'; readonly id: string };

export type Span =
  | { readonly kind: 'text' | 'strong' | 'emphasis' | 'code'; readonly text: string }
  | { readonly kind: 'concept'; readonly text: string; readonly id: ConceptId }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'table'; readonly head: readonly (readonly Span[])[]; readonly rows: readonly (readonly (readonly Span[])[])[] }
  | { readonly kind: 'live'; readonly widget: Widget };

export interface ConceptPage {
  readonly id: ConceptId;
  readonly title: string;
  /** The concept in one sentence. */
  readonly lead: string;
  readonly blocks: readonly Block[];
}
