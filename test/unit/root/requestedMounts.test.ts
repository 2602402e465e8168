/** Binds, volumes and tmpfs as an engine was asked for them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRequested } from '../../../src/model/requestedMounts.js';
import { rootOf } from '../../../src/model/rootfs.js';
import { container, madeUp } from '../cgroup/madeUp.js';

test('a bind, a volume by its name, and two ways to ask for tmpfs', () => {
  const answer = {
    Mounts: [
      { Type: 'bind', Source: '/srv', Destination: '/data', RW: false }, { Type: 'volume', Name: 'db', Source: '/var/lib/docker/volumes/db/_data', Destination: '/db', RW: true },
      { Type: 'tmpfs', Destination: '/t', RW: true },
    ],
    HostConfig: { Tmpfs: { '/tmp': 'size=1m,ro', '/t': '' } },
  };
  assert.deepEqual(parseRequested(answer), [
    { kind: 'bind', source: '/srv', target: '/data', readOnly: true }, { kind: 'volume', source: 'db', target: '/db', readOnly: false },
    { kind: 'tmpfs', source: '', target: '/t', readOnly: false }, { kind: 'tmpfs', source: '', target: '/tmp', readOnly: true },
  ]);
});

test('on a kernel that is not ours it is what is known of mounts; without an engine nobody was asked', () => {
  const one = container({ engine: { kind: 'docker', endpoint: 'tcp://far:2375', version: '27' } });
  const engine = { [`GET /containers/${one.id}/json`]: { Mounts: [{ Type: 'bind', Source: '/', Destination: '/host', RW: true }] } };
  const root = rootOf(madeUp({}, { engine }), one);
  assert.deepEqual(root.requested, { value: [{ kind: 'bind', source: '/', target: '/host', readOnly: false }], from: 'GET /containers/{id}/json' });
  assert.equal('unread' in root.mounts && root.mounts.unread, 'remote');
  const none = rootOf(madeUp({}), container({ engine: null })).requested;
  assert.equal(none && 'unread' in none && none.unread, 'unsupported');
});

test('whatever an engine answers is a list of mounts or malformed', () => {
  const mount = fc.record({ Type: fc.anything(), Destination: fc.anything(), RW: fc.anything(), Name: fc.anything() }, { requiredKeys: [] });
  fc.assert(fc.property(fc.oneof(fc.record({ Mounts: fc.oneof(fc.array(mount), fc.anything()) }), fc.anything()), (answer) => {
    try {
      assert.ok(parseRequested(answer).every(({ target, readOnly }) => typeof target === 'string' && typeof readOnly === 'boolean'));
    } catch (error) {
      assert.match((error as Error).message, /^(no list Mounts|a mount without )/);
    }
  }));
});
