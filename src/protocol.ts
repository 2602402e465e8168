/**
 * Every message between the extension and its panels. The panel receives data, never HTML.
 *
 * The page: `<body><main id="root"></main>`, scripts `dist/panel.js`, styles `dist/panel.css`, both under the
 * nonce that `document.currentScript.nonce` shows. The order: the page says `ready` each time that its script starts
 * (again, after it was hidden); the host answers with `explanation`, then the samples that it kept (60 at most, oldest
 * first, each a `sample`), then `ended` if so. Later one `sample` a second while the panel is visible. An
 * `explanation` after `ended` means that the container runs again. The page keeps `PanelState` by `setState`.
 */
import type { ConceptMessage } from './conceptMessage.js';
import type { Explanation } from './explain/explanation.js';
import type { Pictures } from './explain/pictures.js';

/** One look at a container's cgroup files, or one answer of its engine; null where it was not told. Times in milliseconds since 1970. */
export interface Sample {
  readonly at: number;
  /** When its engine counted, by the clock there. */
  readonly countedAt?: number;
  /** Bytes. */
  readonly memory: number | null;
  /** Cores in use since the sample before. */
  readonly cpu: number | null;
  readonly pids: number | null;
  /** Bytes since the container's start. */
  readonly readBytes: number | null;
  readonly writeBytes: number | null;
}

/** What the page keeps across a reload of the window, so that the same container is explained again. */
export interface PanelState {
  readonly id: string;
  readonly name: string;
}

export type ToPanel =
  | {
      readonly type: 'explanation';
      readonly explanation: Explanation;
      /** The page's own words in the reader's language; keys are those of `views/panel/words.ts`. */
      readonly words: Readonly<Record<string, string>>;
      /** False in a workspace that is not trusted: no command may be typed into a terminal. */
      readonly mayRun?: boolean;
      /** False where no samples will come: its usage is told neither by files here nor by its engine. */
      readonly live?: boolean;
      /** What the page draws; it leaves out what is absent. */
      readonly pictures?: Pictures;
    }
  | ConceptMessage
  | { readonly type: 'sample'; readonly sample: Sample }
  /** `at`: when that was seen, milliseconds since 1970; the page writes it as a time of day. */
  | { readonly type: 'ended'; readonly name: string; readonly says: string; readonly at?: number }
  | { readonly type: 'problem'; readonly says: string };

export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'copy'; readonly text: string }
  /** One of the commands of the explanation; typed into a visible terminal, the reader presses Enter. */
  | { readonly type: 'runInTerminal'; readonly command: string }
  | { readonly type: 'concept'; readonly id: string }
  /** A concept's page: the container that its live parts are to be about. */
  | { readonly type: 'choose'; readonly id: string }
  /** Opens the container's own page. */
  | { readonly type: 'explain'; readonly id: string }
  /** The reader wants its kernel read over ssh; that will be asked first. */
  | { readonly type: 'readFar' }
  /** The view of containers, which tells why an engine does not answer, and what helps. */
  | { readonly type: 'showContainers' }
  | { readonly type: 'refresh' };
