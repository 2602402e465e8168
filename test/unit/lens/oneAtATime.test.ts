import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneAtATime } from '../../../src/oneAtATime.js';

/** Work that ends when told to. */
function work() {
  const begun: (() => void)[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const run = oneAtATime(async () => {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    await new Promise<void>((resolve) => begun.push(resolve));
    atOnce -= 1;
  });
  return { run, begun, most: () => mostAtOnce };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('calls made while it runs share one later run', async () => {
  const { run, begun, most } = work();
  const first = run();
  const later = [run(), run(), run()];
  assert.equal(begun.length, 1);
  begun[0]?.();
  await first;
  await settle();
  assert.equal(begun.length, 2);
  begun[1]?.();
  await Promise.all(later);
  await settle();
  assert.equal(begun.length, 2);
  assert.equal(most(), 1);
});

test('a call in the very moment of the end does not run beside the waiting one', async () => {
  const { run, begun, most } = work();
  const first = run();
  const second = run();
  begun[0]?.();
  await first;
  const third = run();
  await settle();
  begun.slice(1).forEach((end) => end());
  await settle();
  begun.slice(1).forEach((end) => end());
  await Promise.all([second, third]);
  assert.equal(most(), 1);
});

test('after an end it runs again, also after a failure', async () => {
  let runs = 0;
  const run = oneAtATime(() => {
    runs += 1;
    return runs === 1 ? Promise.reject(new Error('once')) : Promise.resolve();
  });
  const first = run();
  const second = run();
  await assert.rejects(first, /once/u);
  await second;
  await run();
  assert.equal(runs, 3);
});
