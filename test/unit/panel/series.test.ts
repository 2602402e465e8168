import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diskRate, withPoint, type Point } from '../../../media/panel/live/series.js';
import type { Sample } from '../../../src/protocol.js';

const sample = (at: number, readBytes: number | null, writeBytes: number | null): Sample => ({ at, memory: null, cpu: null, pids: null, readBytes, writeBytes });

describe('withPoint', () => {
  it('keeps a minute', () => {
    let series: readonly Point[] = [];
    for (let second = 0; second < 200; second += 1) {
      series = withPoint(series, { at: second * 1000, value: second });
    }
    assert.equal(series.length, 61);
    assert.equal(series[0]?.value, 139);
  });

  it('takes no point twice and none from the past', () => {
    const series = withPoint([], { at: 5000, value: 1 });
    assert.equal(withPoint(series, { at: 5000, value: 9 }), series);
    assert.equal(withPoint(series, { at: 4000, value: 9 }), series);
  });
});

describe('diskRate', () => {
  it('is bytes a second, read and written together', () => {
    assert.equal(diskRate(sample(3000, 300, 100), sample(1000, 100, 100)), 100);
  });

  it('is not known for the first sample, nor where a file was not read, nor after a new start', () => {
    assert.equal(diskRate(sample(3000, 300, 100), undefined), null);
    assert.equal(diskRate(sample(3000, null, 100), sample(1000, 100, 100)), null);
    assert.equal(diskRate(sample(3000, 300, 100), sample(1000, 100, null)), null);
    assert.equal(diskRate(sample(3000, 0, 0), sample(1000, 100, 100)), null);
  });
});
