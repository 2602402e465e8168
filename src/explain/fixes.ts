/** What to change, in the reader's own words: a run flag, a compose key, a line of the Dockerfile. */
import * as l10n from '@vscode/l10n';
import type { Container } from '../model/isolation.js';

export interface Fix {
  /** What to do, for whoever started it in another way than with docker or podman. */
  readonly words: string;
  readonly run?: string;
  readonly compose?: string;
  readonly dockerfile?: string;
}

/** "Give it a limit. docker run: --memory 256m · compose: mem_limit: 256m" */
export function fixText({ runtime }: Container, { words, run, compose, dockerfile }: Fix): string {
  if (runtime !== 'docker' && runtime !== 'podman') {
    return words;
  }
  const ways = [
    ...(run === undefined ? [] : [`${runtime} run: ${run}`]),
    ...(compose === undefined ? [] : [`compose: ${compose}`]),
    ...(dockerfile === undefined ? [] : [`Dockerfile: ${dockerfile}`]),
  ];
  return ways.length === 0 ? words : l10n.t('{0} {1}', words, ways.join(' · '));
}
