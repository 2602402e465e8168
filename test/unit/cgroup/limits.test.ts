import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { effectiveLimit, isSmaller, parseCount, parseLimit } from '../../../src/model/limits.js';
import type { Limit } from '../../../src/model/isolation.js';
import { type Reading, isRead, read, unread } from '../../../src/model/reading.js';

const words: readonly (readonly [text: string, limit: Limit])[] = [
  ['max\n', 'unlimited'],
  ['-1\n', 'unlimited'],
  ['9223372036854771712\n', 'unlimited'], // v1, pages of 4 KiB
  ['9223372036854710272\n', 'unlimited'], // v1, pages of 64 KiB
  ['9223372036854775807\n', 'unlimited'],
  ['18446744073709551615\n', 'unlimited'],
  ['0\n', 0],
  ['50331648\n', 50331648],
  ['9007199254740993\n', 9007199254740992], // above 2^53 the nearest number there is
  ['1152921504606846976\n', 2 ** 60],
];
for (const [text, limit] of words) {
  test(`limit ${JSON.stringify(text)} is ${limit}`, () => assert.equal(parseLimit(text), limit));
}

for (const text of ['', '\n', '-2', '1.5', '0x10', '1e3', 'maximum', 'max max', '12 34', '9'.repeat(21), '<b>5</b>']) {
  test(`limit ${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => parseLimit(text), /no limit/);
    assert.throws(() => parseCount(text), /no number/);
  });
}

test('whatever stands in the file, a limit is a number that is none of NaN, infinite or negative, or it is refused', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    try {
      const limit = parseLimit(text);
      assert.ok(limit === 'unlimited' || (Number.isFinite(limit) && limit >= 0));
    } catch (error) {
      assert.match(String(error), /no limit/);
    }
  }));
});

test('numbers are read as they are', () => {
  fc.assert(fc.property(fc.maxSafeNat(), (number) => {
    assert.equal(parseLimit(`${number}\n`), number);
    assert.equal(parseCount(`${number}\n`), number);
  }));
});

const limits = fc.array(fc.oneof(fc.nat(), fc.constant('unlimited' as const)), { minLength: 1, maxLength: 8 });

test('the smallest limit of all levels counts, and its file is the source', () => {
  fc.assert(fc.property(limits, (values) => {
    const levels = values.map((value, index) => read<Limit>(value, `/level${index}`));
    const effective = effectiveLimit(levels);
    const numbers = values.filter((value) => typeof value === 'number');
    const smallest = numbers.length === 0 ? 'unlimited' : Math.min(...numbers);
    assert.deepEqual(effective, read(smallest, `/level${values.indexOf(smallest)}`));
  }));
});

test('a level without the file does not limit', () => {
  const absent = unread('absent', '/own');
  assert.deepEqual(effectiveLimit([absent, read(5, '/parent'), read('unlimited', '/top')]), read(5, '/parent'));
});

test('a file that was looked for at every level and is nowhere is a controller that is missing', () => {
  const missing = (path: string) => unread('absent', path, 'ENOENT: no such file or directory');
  const detail = (levels: Parameters<typeof effectiveLimit>[0]) => { const limit = effectiveLimit(levels); return 'unread' in limit && limit.detail; };
  assert.equal(detail([missing('/own'), missing('/top')]), 'no level of the path has this file: the controller is not enabled');
  assert.equal(detail([missing('/own'), unread('absent', '/top')]), undefined);
});

test('where no level has the file nothing is known, least of all "unlimited"', () => {
  const effective = effectiveLimit([unread('absent', '/own'), unread('absent', '/parent')]);
  assert.equal(isRead(effective), false);
  assert.equal('unread' in effective && effective.unread, 'absent');
});

test('a level that could not be read may limit, so the effective limit is not known', () => {
  const levels: Reading<Limit>[] = [read(5, '/own'), unread('denied', '/parent', 'EACCES'), read('unlimited', '/top')];
  assert.deepEqual(effectiveLimit(levels), unread('denied', '/parent', 'EACCES'));
});

test('unlimited is smaller than nothing', () => {
  assert.equal(isSmaller('unlimited', 5), false);
  assert.equal(isSmaller(5, 'unlimited'), true);
  assert.equal(isSmaller(5, 5), false);
});
