import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bytesParts, bytesText, decimal } from '../../../media/panel/amounts.js';
import { bytes, decimal as decimalOfFacts } from '../../../src/explain/units.js';

describe('amounts', () => {
  for (const [count, text] of [[0, '0 B'], [1023, '1023 B'], [1024, '1 KiB'], [1536, '1.5 KiB'], [42991616, '41 MiB'], [1023.9 * 1024, '1 MiB'], [2 ** 60, '1 EiB']] as const) {
    it(`${count} is ${text}`, () => assert.equal(bytesText(count), text));
  }
  it('keeps number and unit apart', () => assert.deepEqual(bytesParts(67108864), ['64', 'MiB']));
  it('writes what the facts write', () => {
    fc.assert(fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (count) => assert.equal(bytesText(count), bytes(count))));
    fc.assert(fc.property(fc.double({ min: 0, max: 4096, noNaN: true }), (cores) => assert.equal(decimal(cores), decimalOfFacts(cores))));
  });
});
