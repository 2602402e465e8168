import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { membershipIn, parseCgroup, pathsOf, unifiedMembership } from '../../../src/model/membership.js';

test('v1, co-mounted controllers, a named hierarchy and the unified one', () => {
  const memberships = parseCgroup('9:name=systemd:/a\n4:memory:/b\n3:cpu,cpuacct:/c\n0::/d\n');
  assert.deepEqual(pathsOf(memberships), { 'name=systemd': '/a', memory: '/b', cpu: '/c', cpuacct: '/c', '': '/d' });
  assert.equal(membershipIn(memberships, 'cpuacct')?.path, '/c');
  assert.equal(membershipIn(memberships, 'pids'), undefined);
  assert.equal(unifiedMembership(memberships)?.path, '/d');
});

const paths: readonly (readonly [line: string, path: string, deleted: boolean])[] = [
  ['0::/kubepods/pod1:cri-containerd:abc', '/kubepods/pod1:cri-containerd:abc', false],
  ['4:memory:/a:b::c', '/a:b::c', false],
  ['0::/with blank/and  two', '/with blank/and  two', false],
  ['0::/docker/abc (deleted)', '/docker/abc', true],
  ['4:memory:/a (deleted)', '/a (deleted)', false], // v1 never marks, so that is its name
  ['0::/../other', '/../other', false],
  ['0::/', '/', false],
  ['12:net_cls,net_prio:/x', '/x', false],
];
for (const [line, path, deleted] of paths) {
  test(`line ${JSON.stringify(line)}`, () => {
    const [membership] = parseCgroup(`${line}\n`);
    assert.deepEqual([membership?.path, membership?.deleted], [path, deleted]);
  });
}

for (const text of ['memory', '4:memory', '4:memory:', 'x:memory:/a', '4:memory:relative', '4:mem']) {
  test(`${JSON.stringify(text)} is no line of it`, () => assert.throws(() => parseCgroup(text), /no line/));
}

test('any path is kept as it is', () => {
  fc.assert(fc.property(fc.string().filter((path) => !path.includes('\n')), fc.constantFrom('memory', 'name=x', 'cpu,cpuacct'), (path, list) => {
    const [membership] = parseCgroup(`7:${list}:/${path}\n`);
    assert.deepEqual(membership, { controllers: list.split(','), path: `/${path}`, deleted: false });
  }));
});

test('a controller named like a property of every object stays a key', () => {
  const paths = pathsOf(parseCgroup('5:name=__proto__:/a\n4:__proto__:/b\n3:constructor:/c\n'));
  assert.deepEqual(Object.keys(paths).sort(), ['__proto__', 'constructor', 'name=__proto__']);
  assert.equal(Object.getPrototypeOf(paths), Object.prototype);
});
