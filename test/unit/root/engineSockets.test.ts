/** An engine's socket that is reached by a mounted folder: proved by file system and path, never guessed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { engineSocketPaths, engineSocketsOf } from '../../../src/model/engineSockets.js';
import { parseMountinfo } from '../../../src/model/mountinfo.js';
import { type Reading, map, read, unread } from '../../../src/model/reading.js';
import type { Entry } from '../../../src/model/snapshot.js';
import { machineRoot, madeUp } from '../cgroup/madeUp.js';

const withTmpfs = `${machineRoot}25 22 0:23 / /run rw - tmpfs tmpfs rw\n`;
const docker: Record<string, Entry> = { '/var/run/docker.sock#socket': { link: '/run/docker.sock' } };
const own = '400 390 0:60 / / rw - overlay overlay rw\n';

function found(machine: string, mounts: string, sockets: Readonly<Record<string, Entry>> = docker): Reading<readonly string[]> {
  const snapshot = madeUp({ '/proc/self/mountinfo': machine, ...sockets });
  return engineSocketsOf(snapshot, map(read(own + mounts, '/proc/7/mountinfo'), parseMountinfo));
}

const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['the whole of /run, a tmpfs', withTmpfs, '401 400 0:23 / /x rw - tmpfs tmpfs rw\n', ['/x/docker.sock']],
  ['the socket alone', withTmpfs, '401 400 0:23 /docker.sock /s ro - tmpfs tmpfs rw\n', ['/s']],
  ['/run of a machine that has it on its disk', machineRoot, '401 400 254:0 /run /x rw - ext4 /dev/vda rw\n', ['/x/docker.sock']],
  ['two ways', withTmpfs, '401 400 0:23 / /b rw - tmpfs t rw\n402 400 0:23 / /a rw - tmpfs t rw\n', ['/a/docker.sock', '/b/docker.sock']],
  ['another tmpfs', withTmpfs, '401 400 0:99 / /run rw - tmpfs tmpfs rw\n', []],
  ['another folder of it', withTmpfs, '401 400 0:23 /lock /run/lock rw - tmpfs tmpfs rw\n', []],
  ['a name that begins the same', withTmpfs, '401 400 0:23 /docker.sock.d /x rw - tmpfs tmpfs rw\n', []],
  ['another mount on top of it', withTmpfs, '401 400 0:23 / /x rw - tmpfs t rw\n402 401 0:77 / /x/docker.sock rw - tmpfs t rw\n', []],
  ['another mount on top of all', withTmpfs, '401 400 0:23 / /x rw - tmpfs t rw\n402 401 0:77 / /x rw - tmpfs t rw\n', []],
];
describe('a container that has mounted', () => {
  for (const [what, machine, mounts, paths] of cases) {
    test(`${what}: ${paths.length === 0 ? 'no socket' : paths.join(', ')}`, () => {
      const from = ['/proc/7/mountinfo', '/proc/self/mountinfo', ...(paths.length === 0 ? [] : ['/run/docker.sock'])].join(', ');
      assert.deepEqual(found(machine, mounts), read(paths, from));
    });
  }
});

test('of a machine seen elsewhere nobody looked for sockets', () => {
  const lines = map(read(own, '/h/7/mountinfo'), parseMountinfo);
  const reading = engineSocketsOf(madeUp({ '/h/1/mountinfo': withTmpfs }, { reader: '1', roots: { proc: '/h', sys: '/s' } }), lines);
  assert.equal('unread' in reading && reading.unread, 'unsupported');
});

test('where no socket was seen nothing is claimed; where mounts were not read the reason stays', () => {
  assert.deepEqual(found(withTmpfs, '401 400 0:23 / /x rw - tmpfs t rw\n', {}), read([], '/proc/7/mountinfo, /proc/self/mountinfo'));
  const denied = unread('denied', '/proc/7/mountinfo');
  assert.deepEqual(engineSocketsOf(madeUp(docker), denied), denied);
});

test('a folder that is closed to the reader may hold one, so "none" is not said; one that was found is', () => {
  const closed: Record<string, Entry> = { '/run/podman/podman.sock#socket': { unread: 'denied', detail: 'EACCES' } };
  assert.deepEqual(found(withTmpfs, '', closed), unread('denied', '/run/podman/podman.sock', 'EACCES'));
  const both = found(withTmpfs, '401 400 0:23 / /x rw - tmpfs t rw\n', { ...closed, ...docker });
  assert.deepEqual('value' in both && both.value, ['/x/docker.sock']);
});

test('the sockets of the engines that were asked count, and the usual ones; other endpoints are no paths', () => {
  const paths = engineSocketPaths([{ endpoint: 'unix:///srv/e/docker.sock' }, { endpoint: 'tcp://x:1' }, { endpoint: 'unix:///var/run/docker.sock' }]);
  assert.deepEqual(paths, ['/srv/e/docker.sock', '/var/run/docker.sock', '/run/podman/podman.sock', '/run/containerd/containerd.sock', '/run/crio/crio.sock']);
});
