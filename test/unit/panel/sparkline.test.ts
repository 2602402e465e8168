import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { linePath } from '../../../media/panel/live/sparkline.js';

const box = { width: 60, height: 10 };

describe('linePath', () => {
  it('puts the newest point at the right edge and the top value at the upper edge', () => {
    const { stroke, area } = linePath([{ at: 30_000, value: 0 }, { at: 60_000, value: 4 }], 4, box);
    assert.equal(stroke, 'M30,10L60,0');
    assert.equal(area, 'M30,10L30,10L60,0L60,10Z');
  });

  it('breaks the line where nothing was read, and never draws that as zero', () => {
    const { stroke } = linePath([{ at: 0, value: 2 }, { at: 30_000, value: null }, { at: 60_000, value: 2 }], 4, box);
    assert.equal(stroke, 'M0,5L0,5M60,5L60,5');
  });

  it('draws nothing without points', () => {
    assert.deepEqual(linePath([], 4, box), { stroke: '', area: '' });
    assert.deepEqual(linePath([{ at: 1, value: null }], 4, box), { stroke: '', area: '' });
  });

  it('stays inside its box whatever the values', () => {
    const point = fc.record({ at: fc.integer({ min: 0, max: 1e13 }), value: fc.option(fc.double({ noNaN: true })) });
    fc.assert(fc.property(fc.array(point), fc.double({ min: 0, noNaN: true }), (points, top) => {
      const series = [...points].sort((a, b) => a.at - b.at);
      for (const [, x, y] of linePath(series, top, box).stroke.matchAll(/[ML]([^,]+),([^ML]+)/g)) {
        assert.ok(Number(x) >= 0 && Number(x) <= box.width, x);
        assert.ok(Number(y) >= 0 && Number(y) <= box.height, y);
      }
    }));
  });
});
