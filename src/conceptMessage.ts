/** What a concept's page receives: its text, and what is true of this machine and of the chosen container now. */
import type { ConceptPage } from './explain/concepts/page.js';
import type { Explanation, Fact } from './explain/explanation.js';
import type { StackPicture } from './explain/machine/stack.js';
import type { MatrixPicture, Pictures } from './explain/pictures.js';
import type { ConceptId } from './model/isolation.js';

export interface ConceptMessage {
  readonly type: 'concept';
  readonly page: ConceptPage;
  readonly words: Readonly<Record<string, string>>;
  readonly mayRun?: boolean;
  /** An engine was tried that did not answer: others may run than those below. */
  readonly notAllAsked: boolean;
  /** The running containers to choose from, by name. */
  readonly containers: readonly { readonly id: string; readonly name: string }[];
  /** The one that the live parts are about; null where none runs. */
  readonly chosen: string | null;
  readonly explanation?: Explanation;
  readonly pictures?: Pictures;
  readonly machine: {
    readonly facts: readonly Fact[];
    readonly stack: StackPicture;
    readonly matrix: MatrixPicture | null;
  } | null;
  readonly next: { readonly id: ConceptId; readonly title: string } | null;
}
