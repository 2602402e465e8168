import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseMountinfo } from '../../../src/model/mountinfo.js';
import { overlayOf, splitLower } from '../../../src/model/overlay.js';

function overlay(options: string, fsType = 'overlay') {
  const [line] = parseMountinfo(`367 283 0:123 / / rw,relatime - ${fsType} overlay rw,${options}\n`);
  assert.ok(line);
  return overlayOf(line);
}

test('lower directories topmost first, and the upper one', () => {
  assert.deepEqual(overlay('lowerdir=/l/A:/l/B,upperdir=/d/diff,workdir=/d/work'), { lower: ['/l/A', '/l/B'], upper: '/d/diff' });
});

test('128 layers', () => {
  const names = Array.from({ length: 128 }, (_, index) => `/var/lib/docker/overlay2/l/${index}`);
  assert.deepEqual(overlay(`lowerdir=${names.join(':')},upperdir=/u,workdir=/w`)?.lower, names);
});

test('colons, commas and blanks in names, as the kernel writes them', () => {
  assert.deepEqual(overlay('lowerdir=/a\\134:b:/c\\054d:/e\\040f,upperdir=/u\\134\\134x,workdir=/w'), { lower: ['/a:b', '/c,d', '/e f'], upper: '/u\\x' });
});

test('one option a layer, as Linux 6.5 and later may show them', () => {
  assert.deepEqual(overlay('lowerdir+=/a:b,lowerdir+=/c,datadir+=/d,upperdir=/u,workdir=/w')?.lower, ['/a:b', '/c', '/d']);
});

test('data layers behind two colons', () => {
  assert.deepEqual(overlay('lowerdir=/a:/b::/data')?.lower, ['/a', '/b', '/data']);
});

test('no upper directory, and no overlay', () => {
  assert.equal(overlay('lowerdir=/a:/b')?.upper, undefined);
  assert.equal(overlay('lowerdir=/a', 'ext4'), undefined);
});

test('any list of directories survives the way through the mount option', () => {
  const path = fc.string({ minLength: 1, maxLength: 30 }).map((text) => `/${text}`);
  fc.assert(fc.property(fc.array(path, { minLength: 1, maxLength: 130 }), (paths) => {
    const option = paths.map((each) => each.replace(/[\\:]/g, '\\$&')).join(':');
    assert.deepEqual(splitLower(option), paths);
  }));
});
