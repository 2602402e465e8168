import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { picturesOf } from '../../../src/explain/pictures.js';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { namespaceTypes } from '../../../src/model/isolation.js';
import { read } from '../../../src/model/reading.js';
import { wallPictureOf } from '../../../src/explain/wallPicture.js';
import { fixtureNames, snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { mount, picture, root } from '../explain/pictures.js';

const pictured = fixtureNames().flatMap((fixture) => {
  const snapshot = snapshotOfFixture(fixture);
  const all = containersOf(snapshot, { all: true });
  return all.map((container) => ({ name: `${fixture} ${container.name}`, isolation: build(snapshot, container, all) }));
});

describe('picturesOf', () => {
  it('has recordings to look at', () => assert.ok(pictured.length > 20));
  for (const { name, isolation } of pictured) {
    it(`${name}: each letter says what the relation says`, () => {
      const [machine, own, ...others] = picturesOf(isolation).namespaces.rows;
      assert.deepEqual(machine?.letters, namespaceTypes.map(() => 'A'));
      namespaceTypes.forEach((type, i) => {
        const { relation, sharedWith } = isolation.namespaces[type];
        const letter = own?.letters[i] ?? '';
        assert.equal(letter === 'A', relation === 'initial');
        assert.equal(letter === 'B', relation === 'private');
        assert.equal(letter === '?', relation === 'unknown');
        assert.deepEqual(others.filter((row) => row.letters[i] === letter).map((row) => row.name), [...sharedWith].sort());
      });
    });
    it(`${name}: a limit that was not read is null, never a number`, () => {
      const { limits } = picturesOf(isolation);
      for (const [what, limit] of [['memory', limits.memory], ['cpu', limits.cpu], ['pids', limits.pids]] as const) {
        const reading = isolation.cgroup[what].limit;
        assert.equal(limit, 'value' in reading ? reading.value : null);
      }
    });
    it(`${name}: the stack is the layers that were read, and nothing else`, () => {
      const { root } = picturesOf(isolation);
      const { layers } = isolation.root;
      const expected = 'value' in layers && layers.value.length > 0 ? layers.value : undefined;
      assert.deepEqual(root?.layers.filter(({ writable }) => !writable).map(({ path }) => path), expected);
    });
    it(`${name}: the wall stands where the root lies, and each door is a mount`, () => {
      const { wall } = picturesOf(isolation);
      const { hostPath, mechanism, mounts } = isolation.root;
      assert.equal(wall.way === null ? undefined : `/${wall.way.join('/')}`, 'value' in hostPath ? hostPath.value : undefined);
      assert.equal(wall.mechanism, 'value' in mechanism ? mechanism.value : null);
      assert.equal(wall.concluded, [hostPath, mechanism].some((reading) => 'guessed' in reading));
      for (const { target, source, of } of wall.doors ?? []) {
        assert.ok('value' in mounts && mounts.value.some((mount) => mount.target === target && mount.root === source && mount.source === of && target !== '/'), target);
      }
    });
  }
});

describe('the doors in the wall', () => {
  const own = mount({ target: '/', root: '/', fsType: 'overlay', source: 'overlay' });
  const doors = (...mounts: readonly Parameters<typeof mount>[0][]): readonly string[] | undefined =>
    wallPictureOf(picture({ root: root({ mounts: read([own, ...mounts.map(mount)], '/proc/5873/mountinfo') }) })).doors?.map(({ target }) => target);

  it('has the socket of an engine, which lies in memory on most machines', () => {
    assert.deepEqual(doors({ target: '/run/docker.sock', root: '/docker.sock', fsType: 'tmpfs', source: 'tmpfs' }, { target: '/proc/keys', root: '/null', fsType: 'tmpfs', source: 'tmpfs' }), ['/run/docker.sock']);
  });
  it('has a directory of the machine\'s memory, and none of its own', () => {
    const memory = { fsType: 'tmpfs', source: 'tmpfs' } as const;
    assert.deepEqual(doors(
      { ...memory, target: '/dev', device: '0:80', root: '/' }, { ...memory, target: '/proc/keys', device: '0:80', root: '/null' },
      { ...memory, target: '/run/app', device: '0:22', root: '/app' }, { ...memory, target: '/tmp', device: '0:81', root: '/' },
      { ...memory, target: '/run/secrets', device: '0:22', root: '/user/1000/secrets' },
    ), ['/run/app', '/run/secrets']);
  });
  it('has the whole of a machine whose / is an overlay, and no other overlay that is its own', () => {
    assert.deepEqual(doors(
      { target: '/host', root: '/', fsType: 'overlay', source: 'overlay' }, { target: '/host/proc', root: '/', fsType: 'proc', source: 'proc' },
    ), ['/host']);
    assert.deepEqual(doors({ target: '/image', root: '/', fsType: 'overlay', source: 'overlay' }), []);
  });
  it('is read-only where the mount is, or the whole file system', () => {
    const readOnly = (changes: Parameters<typeof mount>[0]): readonly boolean[] | undefined =>
      wallPictureOf(picture({ root: root({ mounts: read([mount(changes)], '/proc/5873/mountinfo') }) })).doors?.map((door) => door.readOnly);
    assert.deepEqual([readOnly({}), readOnly({ options: ['ro'] }), readOnly({ superOptions: ['ro'] })], [[false], [true], [true]]);
  });
});
