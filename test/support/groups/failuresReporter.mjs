// A reporter of node:test for thousands of tests: says only what failed, with its error, and what was skipped.
import { inspect } from 'node:util';

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* failuresReporter(events) {
  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') yield String(data.message);
    if (type !== 'test:fail' || data.details?.error?.failureType === 'subtestsFailed') continue;
    const { error } = data.details;
    yield `✖ ${data.name} (${data.file ?? 'unknown file'}:${data.line ?? 0})\n${inspect(error?.cause ?? error, { depth: 4 })}\n\n`;
  }
}
