/** `GET /containers/{id}/top` with the columns that the engine's `ps` knows; which ones, is remembered for each engine. */
import { type Reading, isRead, unread } from '../model/reading.js';
import type { Engine } from './connection.js';
import { topColumns } from './topColumns.js';

/** By endpoint and version: engines are connected to anew for each look. */
const known = new Map<string, string>();

const keyOf = ({ state }: Engine): string => `${state.endpoint} ${state.version ?? ''}`;

/** It costs some 15 ms and makes the engine tell of a `top` event: to be asked only for what somebody opened. */
export async function askTop(engine: Engine, id: string): Promise<Reading<unknown>> {
  const from = `GET /containers/${id}/top`;
  const remembered = known.get(keyOf(engine));
  let last: Reading<unknown> = unread('unsupported', from, 'no columns to ask for');
  for (const columns of remembered === undefined ? topColumns[engine.state.kind] : [remembered]) {
    last = await engine.get(`/containers/${id}/top?ps_args=${encodeURIComponent(columns)}`);
    if (isRead(last)) {
      known.set(keyOf(engine), columns);
      return last;
    }
    if (!refusesColumns(last.detail)) {
      return last;
    }
  }
  return last;
}

/** procps: `unknown user-defined format specifier`; busybox: `bad -o argument`. */
function refusesColumns(detail = ''): boolean {
  return /format specifier|bad -o argument|unrecognized option|invalid option|usage:/i.test(detail);
}
