/** Every message between the extension and its panels. The panel receives data, never HTML. */
import type { Explanation } from './explain/explanation.js';

/** One look at a container's cgroup files; null where it could not be read. Times in milliseconds since 1970. */
export interface Sample {
  readonly at: number;
  /** Bytes. */
  readonly memory: number | null;
  /** Cores in use since the sample before. */
  readonly cpu: number | null;
  readonly pids: number | null;
  /** Bytes since the container's start. */
  readonly readBytes: number | null;
  readonly writeBytes: number | null;
}

export type ToPanel =
  | { readonly type: 'explanation'; readonly explanation: Explanation; readonly words: Readonly<Record<string, string>> }
  | { readonly type: 'sample'; readonly sample: Sample }
  | { readonly type: 'ended'; readonly name: string; readonly says: string }
  | { readonly type: 'problem'; readonly says: string };

export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'runInTerminal'; readonly command: string }
  | { readonly type: 'concept'; readonly id: string }
  | { readonly type: 'refresh' };
