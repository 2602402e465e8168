import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fitEnd, fitMiddle, linesOf, widthOf } from '../../../media/panel/pictures/fit.js';
import { barsOf, everyLayer } from '../../../media/panel/pictures/layers.js';
import { describe as inWords, fittedName, gridOf } from '../../../media/panel/pictures/matrix.js';
import { type Row, placed } from '../../../media/panel/pictures/tree.js';
import { shortWay, whenceLines } from '../../../media/panel/pictures/wall.js';
import { lookOf } from '../../../media/panel/pictures/pattern.js';
import { setWords } from '../../../media/panel/words.js';

describe('lookOf', () => {
  for (const [letter, look] of [['A', 'machine'], ['B', 'own'], ['C', 'shared'], ['D', 'shared-2'], ['G', 'shared'], ['?', 'unknown'], ['', 'none'], ['AA', 'unknown'], ['é', 'unknown']] as const) {
    it(`${letter || 'nothing'} looks ${look}`, () => assert.equal(lookOf(letter), look));
  }
});

describe('the matrix', () => {
  const picture = { types: ['net', 'pid'], rows: [{ name: null, letters: ['A', 'A'] }, { name: 'web', letters: ['C', '?'] }, { name: 'proxy', letters: ['C', ''] }] };
  it('says in words what it shows, and nothing of what was not asked', () => {
    assert.equal(inWords(picture), 'machine: net A, pid A. web: net C, pid ?. proxy: net C');
  });
  it('counts in words the containers that have no row', () => {
    setWords({ moreContainers: '{0} more' });
    assert.ok(inWords({ ...picture, moreRows: 8 }).endsWith('proxy: net C. 8 more'));
    assert.ok(inWords({ ...picture, moreRows: 0 }).endsWith('proxy: net C'));
    setWords({});
  });
  it('fits into any width', () => {
    for (const width of [40, 100, 240, 400, 1000]) {
      const { left, step } = gridOf(picture, width);
      assert.ok(left + step * 2 <= width && step > 0, String(width));
    }
  });
  it('tells names apart that begin alike, however narrow it is', () => {
    const rows = ['lens-demo-web', 'lens-demo-worker', 'lens-demo-wide'].map((name) => ({ name, letters: ['B', 'B'] }));
    const grid = gridOf({ ...picture, rows }, 240);
    assert.equal(new Set(rows.map((row) => fittedName(row, grid))).size, 3);
  });
  it('sets the names of the types aslant where they would touch', () => {
    const wide = { ...picture, types: ['cgroup', 'network', 'process', 'time', 'user', 'uts', 'ipc', 'mnt'] };
    assert.equal(gridOf(wide, 240).aslant, true);
    assert.equal(gridOf(wide, 1000).aslant, false);
  });
});

describe('the way to the root', () => {
  it('keeps start and end', () => {
    assert.deepEqual(shortWay(['var', 'lib', 'docker', 'overlay2', '5e1c', 'merged']), ['var', 'lib', '…', '5e1c', 'merged']);
    assert.deepEqual(shortWay(['srv', 'jail']), ['srv', 'jail']);
  });
});

describe('where a door leads from', () => {
  const path = '/tmp/engine/containers/9a3f/resolv.conf';
  it('is one line where the path keeps its name in it', () => {
    assert.deepEqual(whenceLines('read-only', path, 300), ['read-only · /tmp/engine/con…9a3f/resolv.conf']);
  });
  it('is two where it would not', () => {
    assert.deepEqual(whenceLines('read-only', path, 160), ['read-only', '/tmp/engine…resolv.conf']);
    assert.deepEqual(whenceLines('read-only', '/srv/a', 160), ['read-only · /srv/a']);
    assert.deepEqual(whenceLines('읽기 전용', path, 160), ['읽기 전용', '/tmp/engine…resolv.conf']);
  });
});

describe('the layers', () => {
  const layer = (n: number) => ({ path: `/layers/${n}`, createdBy: n % 2 === 0 ? `RUN ${n}` : null, writable: false });
  it('lie below what is seen and what is writable', () => {
    const bars = barsOf({ merged: '/merged', readOnly: false, layers: [{ path: '/upper', createdBy: null, writable: true }, layer(1), layer(2)] });
    assert.deepEqual(bars.map(({ look, detail }) => `${look} ${detail}`), ['unknown /merged', 'own /upper', 'none readOnly', 'machine /layers/1', 'machine RUN 2']);
  });
  it('keep top and floor of a tall stack and count the rest', () => {
    const bars = barsOf({ merged: null, readOnly: false, layers: Array.from({ length: 128 }, (_, n) => layer(n)) });
    assert.equal(bars.length, 1 + 1 + 5 + 1 + 2);
    assert.equal(bars.at(-1)?.detail, '/layers/127');
  });
  it('are all there in words, in their order, each with what it is', () => {
    const lower = Array.from({ length: 128 }, (_, n) => layer(n));
    const lines = everyLayer({ merged: '/merged', readOnly: false, layers: [{ path: '/upper', createdBy: null, writable: true }, ...lower] });
    assert.deepEqual(lines.slice(0, 4), ['merged: /merged', 'writable: /upper', 'readOnly: RUN 0', 'readOnly: /layers/1']);
    assert.equal(lines.length, 1 + 1 + 128);
    assert.deepEqual(everyLayer({ merged: null, readOnly: true, layers: [] }), ['merged']);
  });
});

describe('the tree of cgroups', () => {
  const row = (name: string | null, ...texts: readonly string[]): Row => ({ name, notes: texts.map((text) => ({ text, style: 'cgroup-limit' })) });
  it('has a row for each level, one below the other, further in for each, and not without end', () => {
    const rows = placed(Array.from({ length: 9 }, (_, n) => row(`level${n}`, 'no limit at this level')), 600);
    assert.deepEqual(rows.map(({ x }) => x), [0, 16, 32, 48, 64, 80, 96, 96, 96]);
    assert.ok(rows.every(({ y, height }, n) => n === 0 || y >= (rows[n - 1]?.y ?? 0) + (rows[n - 1]?.height ?? 0) || height < 0));
  });
  it('is never wider than its room, whatever the names are', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.string({ unit: 'grapheme', maxLength: 80 })), { maxLength: 9 }), fc.integer({ min: 240, max: 900 }), (levels, width) => {
      for (const { x, name, notes } of placed(levels.map(([name, note]) => row(name, note)), width)) {
        const room = width - x - 16;
        assert.ok(widthOf(name ?? '', 6.8) <= room && notes.every(({ text }) => widthOf(text, 6.6) <= room));
      }
    }));
  });
  it('levels that nothing shows have words and no name', () => {
    assert.deepEqual(placed([row(null, 'levels above are not shown here'), row('/', 'memory 32 MiB', 'pids 20 tasks')], 500).map(({ name, notes }) => [name, notes.length]), [[null, 1], ['/', 2]]);
  });
});

describe('text that has to fit', () => {
  it('keeps both ends of a path', () => {
    assert.equal(fitMiddle('/var/lib/docker/overlay2/9a3f/diff', 12, 1), '/var/…f/diff');
    assert.equal(fitMiddle('읽기 전용 · /var/lib/docker/overlay2/9a3f/diff', 16, 1), '읽기 전…a3f/diff');
  });
  it('is broken between words', () => {
    assert.deepEqual(linesOf('what is above is not there', 9, 1), ['what is', 'above is', 'not there']);
    assert.deepEqual(linesOf('immeasurable', 5, 1), ['imme…']);
  });
  it('counts Hangul twice', () => {
    assert.equal(widthOf('웹ab', 1), 4);
    assert.equal(fitEnd('웹서버', 5, 1), '웹서…');
  });
  it('is never wider than its room', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 80 }), (text, room) => {
      assert.ok(widthOf(fitEnd(text, room, 1), 1) <= room);
      assert.ok(widthOf(fitMiddle(text, room, 1), 1) <= room);
    }));
  });
});
