// A reporter of node:test beside the readable one: the counts as JSON. Suites are no tests; a file that fails as a whole is one.
/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* tallyReporter(events) {
  const tally = { passed: 0, failed: 0, skipped: 0, failures: /** @type {string[]} */ ([]), skips: /** @type {string[]} */ ([]) };
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    const left = data.skip ?? data.todo;
    if (left !== undefined && left !== false) {
      tally.skipped += 1;
      tally.skips.push(typeof left === 'string' ? `${data.name}: ${left}` : data.name);
    } else if (type === 'test:pass') tally.passed += 1;
    else {
      tally.failed += 1;
      tally.failures.push(data.file ? `${data.name} (${data.file})` : data.name);
    }
  }
  yield JSON.stringify(tally);
}
