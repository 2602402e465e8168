// What the product asked the engine during integration and UI tests: it must be something, and all of it must be looking.
import { isAllowed } from '../allowedRequests.mjs';
import { failed, passed, skipped } from './tally.mjs';

/** @param {readonly { method: string, path: string }[] | undefined} requests @param {string} why there were none to record @returns {import('./tally.mjs').Tally} */
export function judge(requests, why) {
  if (requests === undefined) return skipped('requests', why);
  const kinds = new Map();
  for (const { method, path } of requests) {
    const kind = `${method} ${path.replace(/\?.*$/s, '').replace(/\/[0-9a-f]{64}(?=\/)/, '/{id}')}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  for (const [kind, count] of [...kinds].sort()) console.log(`  ${String(count).padStart(5)} × ${kind}`);
  const wrong = requests.filter((request) => !isAllowed(request));
  if (wrong.length > 0) return failed(`requests: the product sent ${wrong.length} that change or were never agreed: ${[...new Set(wrong.map(({ method, path }) => `${method} ${path}`))].slice(0, 5).join(', ')}`);
  return requests.length === 0 ? failed('requests: the product asked the engine nothing, so nothing was tested') : passed('requests');
}
