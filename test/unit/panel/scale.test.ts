import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { roundBinary, roundDecimal, topOf } from '../../../media/panel/live/scale.js';

describe('topOf', () => {
  it('is the limit once a quarter of it is in use', () => {
    assert.equal(topOf(16, 64, roundDecimal), 64);
    assert.equal(topOf(64, 64, roundDecimal), 64);
  });

  it('is a round number where the limit is far away, exceeded or absent', () => {
    assert.equal(topOf(15, 64, roundDecimal), 20);
    assert.equal(topOf(70, 64, roundDecimal), 100);
    assert.equal(topOf(3, null, roundDecimal), 5);
  });
});

describe('the round numbers', () => {
  for (const [value, round] of [[0, 1], [0.03, 0.05], [0.2, 0.2], [1, 1], [1.1, 2], [6, 10], [51, 100], [500, 500]] as const) {
    it(`${value} goes up to ${round}`, () => assert.equal(roundDecimal(value), round));
  }
  it('are powers of two for bytes', () => {
    assert.equal(roundBinary(0), 4096);
    assert.equal(roundBinary(5000), 8192);
    assert.equal(roundBinary(64 * 1024 * 1024), 64 * 1024 * 1024);
  });
  it('are never below the value', () => {
    fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), (value) => {
      assert.ok(roundDecimal(value) >= value);
      assert.ok(roundBinary(value) >= value);
    }));
  });
});
