import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstRead, isRead, map, read, unread, valueOf } from '../../../src/model/reading.js';

test('a reading keeps its source through a change', () => {
  assert.deepEqual(map(read('12', '/proc/1/x'), Number), { value: 12, from: '/proc/1/x' });
});

test('a change that throws makes the reading malformed, with what was wrong', () => {
  const reading = map(read('x', '/f'), () => { throw new Error('no number: x'); });
  assert.deepEqual(reading, { unread: 'malformed', from: '/f', detail: 'no number: x' });
});

test('what could not be read stays so, and has no value', () => {
  const denied = unread('denied', '/f', 'EACCES');
  assert.equal(map(denied, () => 0), denied);
  assert.equal(valueOf(denied), undefined);
  assert.equal(isRead(firstRead(denied, read(1, '/g'))), true);
  assert.equal(firstRead(denied, unread('gone', '/g')), denied);
});
