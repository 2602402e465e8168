/**
 * `GET /containers/{id}/stats`: one answer and not a stream. Docker waits for a second sample to compare with unless it
 * is told `one-shot` (API 1.41; older ones ignore the word); Podman has no such word and does not wait.
 */
import type { Reading } from '../model/reading.js';
import type { Engine } from './connection.js';

const queries: Readonly<Record<'docker' | 'podman', string>> = { docker: 'stream=false&one-shot=true', podman: 'stream=false' };

/** What may stand behind the question mark. */
export const statsQueries: ReadonlySet<string> = new Set(Object.values(queries));

/** It may take the engine a second or two: to be asked only for what somebody opened, and where no file tells it. */
export function askStats(engine: Engine, id: string): Promise<Reading<unknown>> {
  return engine.get(`/containers/${id}/stats?${queries[engine.state.kind]}`);
}
