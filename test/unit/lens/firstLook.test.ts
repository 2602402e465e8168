import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FirstLook } from '../../../src/views/tree/firstLook.js';

test('whoever asks before anything is known waits for the first look, and so does who asks again', async () => {
  const look = new FirstLook();
  assert.equal(look.tell(), false, 'nobody has asked yet');
  let answered = 0;
  const both = Promise.all([look.wait(), look.wait()].map((waiting) => waiting.then(() => (answered += 1))));
  await Promise.resolve();
  assert.equal(answered, 0);
  assert.equal(look.tell(), true);
  await both;
  assert.equal(look.tell(), false, 'what comes next is news to be drawn');
});

test('where there will be no look nobody waits for one', async () => {
  const look = new FirstLook();
  const waiting = look.wait();
  look.dispose();
  await waiting;
  await look.wait();
});
