import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytes, bytesLimit, bytesOf, cores, coresLimit, decimal, percent, seconds, tasks } from '../../../src/explain/units.js';

test('bytes are in binary units, with a decimal below ten', () => {
  const cases: readonly [number, string][] = [
    [0, '0 B'], [512, '512 B'], [1023, '1023 B'], [1024, '1 KiB'], [1536, '1.5 KiB'], [42991616, '41 MiB'], [67108864, '64 MiB'],
    [1024 ** 3 - 1, '1 GiB'], [1.5 * 1024 ** 3, '1.5 GiB'], [2 ** 62, '4 EiB'],
  ];
  for (const [count, words] of cases) {
    assert.equal(bytes(count), words);
  }
});

test('used of limit names the unit once where it is the same', () => {
  assert.equal(bytesOf(42991616, 67108864), '41 of 64 MiB');
  assert.equal(bytesOf(900 * 1024, 2 * 1024 ** 3), '900 KiB of 2 GiB');
});

test('a limit is a number or unlimited', () => {
  assert.equal(bytesLimit('unlimited'), 'unlimited');
  assert.equal(coresLimit(0.5), '0.5 cores');
  assert.equal(cores(1), '1 core');
  assert.equal(cores(0.004), '0.004 cores');
  assert.equal(tasks(1), '1 task');
});

test('seconds become minutes and hours', () => {
  const cases: readonly [number, string][] = [[0, '0 s'], [0.42, '0.42 s'], [12, '12 s'], [185, '3 min 5 s'], [7380, '2 h 3 min']];
  for (const [count, words] of cases) {
    assert.equal(seconds(count), words);
  }
});

test('percent of a ratio', () => {
  const cases: readonly [number, string][] = [[0, '0 %'], [0.0001, 'under 0.1 %'], [0.03, '3 %'], [0.034, '3.4 %'], [1, '100 %']];
  for (const [ratio, words] of cases) {
    assert.equal(percent(ratio), words);
  }
});

test('something is never shown as nothing', () => {
  fc.assert(fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (number) => {
    assert.notEqual(decimal(number), '0');
    assert.notEqual(percent(number), '0 %');
  }));
});
