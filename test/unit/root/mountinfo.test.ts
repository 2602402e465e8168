import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeOctal, mountAt, mountOver, parseMountinfo, visibleMounts } from '../../../src/model/mountinfo.js';
import { pathOnMachine } from '../../../src/model/mountsOf.js';

test('a line with all its fields', () => {
  const [line] = parseMountinfo('36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 propagate_from:3 - ext3 /dev/root rw,errors=continue\n');
  assert.deepEqual(line, {
    id: 36, parent: 35, device: '98:0', root: '/mnt1', target: '/mnt2', options: ['rw', 'noatime'],
    optional: ['master:1', 'propagate_from:3'], fsType: 'ext3', source: '/dev/root', superOptions: ['rw', 'errors=continue'],
  });
});

test('no optional field, and a source that is empty', () => {
  const [line] = parseMountinfo('36 35 0:9 / /x rw - tmpfs  rw,size=1024k\n');
  assert.deepEqual([line?.optional, line?.source, line?.superOptions], [[], '', ['rw', 'size=1024k']]);
});

test('a target named "-" does not end the optional fields', () => {
  const [line] = parseMountinfo('36 35 0:9 - - rw shared:1 - tmpfs - rw\n');
  assert.deepEqual([line?.target, line?.optional, line?.fsType, line?.source], ['-', ['shared:1'], 'tmpfs', '-']);
});

const escapes: readonly (readonly [written: string, meant: string])[] = [
  ['/a\\040b', '/a b'], ['/tab\\011', '/tab\t'], ['/line\\012end', '/line\nend'], ['/back\\134slash', '/back\\slash'],
  ['/not\\134040', '/not\\040'], ['/hash\\043', '/hash#'], ['/plain', '/plain'], ['/\\9', '/\\9'],
];
for (const [written, meant] of escapes) {
  test(`${written} is ${JSON.stringify(meant)}`, () => assert.equal(decodeOctal(written), meant));
}

/** As the kernel writes them (seq_escape). */
function escaped(text: string): string {
  return text.replace(/[ \t\n\\,]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

test('every name that the kernel can write is read back', () => {
  const name = fc.string({ maxLength: 60 }).map((text) => `/${text.replaceAll('\0', '')}`);
  fc.assert(fc.property(name, name, fc.array(name, { minLength: 1 }), (root, target, options) => {
    const text = `1 2 0:5 ${escaped(root)} ${escaped(target)} rw - ext4 /dev/x ${options.map(escaped).join(',')}\n`;
    const [line] = parseMountinfo(text);
    assert.deepEqual([line?.root, line?.target, line?.superOptions], [root, target, options]);
  }));
});

for (const text of ['x', '36 35 98:0 /mnt1', '36 35 98:0 / / rw shared:1 ext4 /dev/x rw', 'a 35 98:0 / / rw - ext4 d rw', '36 35 98:0 / / rw - ext4']) {
  test(`${JSON.stringify(text)} is no line of it`, () => assert.throws(() => parseMountinfo(text), /mountinfo|mount id/));
}

test('text of any kind is read or refused, never half', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    try {
      assert.equal(parseMountinfo(text).length, text.split('\n').filter((line) => line !== '').length);
    } catch (error) {
      assert.match(String(error), /mountinfo|mount id/);
    }
  }));
});

test('5,000 mounts are all there', () => {
  const text = Array.from({ length: 5000 }, (_, index) =>
    `${index + 2} 1 0:${index} / /m${index} rw,relatime shared:${index} - overlay overlay rw,lowerdir=${'/l/A:'.repeat(30)}/l/B,upperdir=/u\n`).join('');
  const lines = visibleMounts(parseMountinfo(text));
  assert.equal(lines.length, 5000);
  assert.equal(lines[4999]?.target, '/m4999');
});

const table = parseMountinfo([
  '1 1 0:2 / / rw - rootfs rootfs rw',
  '27 1 254:0 / / rw - ext4 /dev/vda rw',
  '24 27 0:6 / /dev rw - devtmpfs d rw',
  '25 24 0:23 / /dev/shm rw - tmpfs t rw',
  '26 25 0:24 / /dev/shm/deep rw - tmpfs t rw',
  '30 25 0:27 / /dev/shm rw - tmpfs t rw',
  '40 27 254:0 /srv/lab /mnt/lab rw - ext4 /dev/vda rw',
  '41 27 0:50 /sub /mnt/part rw - btrfs /dev/vdb rw',
].join('\n'));

test('a mount that another one covers is not visible, nor is what lies below it', () => {
  assert.deepEqual(visibleMounts(table).map(({ id }) => id), [27, 24, 30, 40, 41]);
});

test('what covers a mount disappears with the mount that both lie in', () => {
  const lines = [...table, ...parseMountinfo('50 24 0:60 / /dev rw - tmpfs t rw')];
  assert.deepEqual(visibleMounts(lines).map(({ id }) => id), [27, 40, 41, 50]);
});

test('the uppermost mount of a path, and the mount that a path lies in', () => {
  assert.equal(mountAt(table, '/')?.id, 27);
  assert.equal(mountAt(table, '/dev/shm')?.id, 30);
  assert.equal(mountAt(table, '/nowhere'), undefined);
  assert.equal(mountOver(table, '/mnt/lab/rootfs')?.id, 40);
  assert.equal(mountOver(table, '/mnt/laboratory')?.id, 27);
});

test('mounts whose parents form a circle are still told apart', () => {
  const circle = parseMountinfo('5 6 0:1 / /a rw - tmpfs t rw\n6 5 0:2 / /a rw - tmpfs t rw\n');
  assert.ok(visibleMounts(circle).length <= 2);
  assert.ok(mountAt(circle, '/a'));
});

const places: readonly (readonly [device: string, root: string, path: string | undefined])[] = [
  ['254:0', '/srv/lab/rootfs', '/srv/lab/rootfs'],
  ['254:0', '/', '/'],
  ['0:50', '/sub/a', '/mnt/part/a'],
  ['0:50', '/sub', '/mnt/part'],
  ['0:50', '/subway', undefined],
  ['0:99', '/', undefined],
];
for (const [device, root, path] of places) {
  test(`${root} of ${device} is ${path ?? 'nowhere'} on the machine`, () => assert.equal(pathOnMachine(visibleMounts(table), device, root), path));
}
