import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf } from '../../../src/explain/row.js';
import { sentenceOf } from '../../../src/explain/sentence.js';
import type { Isolation } from '../../../src/model/isolation.js';
import { read, unread } from '../../../src/model/reading.js';
import { cgroup, container, namespaces, picture, privileges, status, withUnread } from './pictures.js';

const remote = unread('remote', 'GET /containers/{id}/json', 'another kernel');
const asRoot = privileges({ user: read({ uid: 0, gid: 0, hostUid: 0 }, status) });
const unlimited = cgroup({
  memory: { ...cgroup().memory, limit: read('unlimited', '/m') }, cpu: { ...cgroup().cpu, limit: read('unlimited', '/c') },
});

const cases: readonly [string, Isolation, string][] = [
  ['all of it', picture({ privileges: asRoot }),
    'web runs nginx on this machine’s own kernel, sees its own processes and network, may use 64 MiB of memory and half a core, and is root out here if it escapes.'],
  ['no limit, the machine’s processes and network',
    picture({ cgroup: unlimited, namespaces: namespaces({ pid: { relation: 'initial' }, net: { relation: 'initial' } }) }),
    'web runs nginx on this machine’s own kernel, sees the machine’s processes and network, may use all memory and every processor that is free, and is uid 1000 out here if it escapes.'],
  ['shared with one and with many',
    picture({ namespaces: namespaces({ pid: { relation: 'shared', sharedWith: ['db'] }, net: { relation: 'shared', sharedWith: ['a', 'b', 'c'] } }) }),
    'web runs nginx on this machine’s own kernel, shares its processes with db, shares its network with a and 2 others, may use 64 MiB of memory and half a core, and is uid 1000 out here if it escapes.'],
  ['what is unknown is left out',
    picture({ namespaces: namespaces({ pid: { relation: 'unknown' }, net: { relation: 'unknown' } }), privileges: privileges({ user: unread('denied', status) }) }),
    'web runs nginx on this machine’s own kernel and may use 64 MiB of memory and half a core.'],
  ['a kernel of its own', picture({ container: container({ lowLevelRuntime: 'runsc' }), processes: unread('unsupported', '/x'), namespaces: namespaces({ pid: { relation: 'unknown' }, net: { relation: 'unknown' } }) }),
    'web runs nginx on a kernel of its own and may use 64 MiB of memory and half a core.'],
  ['stopped', picture({ container: container({ state: 'exited', pid: null }) }), 'web is not running (exited), so the kernel keeps nothing of it.'],
  ['paused', picture({ container: container({ state: 'paused' }), cgroup: unlimited, privileges: asRoot }),
    'web runs nginx on this machine’s own kernel, is paused now, sees its own processes and network, may use all memory and every processor that is free, and is root out here if it escapes.'],
];

for (const [what, isolation, sentence] of cases) {
  test(`the sentence: ${what}`, () => assert.equal(sentenceOf(isolation), sentence));
}

test('a remote kernel is said so, and nothing is claimed about this machine', () => {
  const isolation = withUnread(picture(), () => remote) as Isolation;
  const sentence = sentenceOf({ ...isolation, namespaces: namespaces({ pid: { relation: 'unknown' }, net: { relation: 'unknown' } }) });
  assert.equal(sentence, 'web runs nginx on the kernel of another machine.');
});

test('where nothing was read, only the image is named', () => {
  const isolation = withUnread(picture(), () => unread('failed', '/x')) as Isolation;
  const relations = namespaces({ pid: { relation: 'unknown' }, net: { relation: 'unknown' } });
  assert.equal(sentenceOf({ ...isolation, namespaces: relations }), 'web runs nginx.');
  assert.equal(sentenceOf({ ...isolation, namespaces: relations, container: container({ image: null }) }), 'web is running.');
});

test('the row: image and memory, with the state where it is not running', () => {
  assert.equal(rowOf(picture({ container: container({ image: 'nginx:1.27' }) })), 'nginx:1.27 · 41 of 64 MiB');
  assert.equal(rowOf(picture({ container: container({ image: null, runtime: 'lxc' }), cgroup: unlimited })), 'lxc · 41 MiB');
  const gone = withUnread(picture({ container: container({ image: 'nginx', state: 'exited' }) }), () => unread('gone', '/x')) as Isolation;
  assert.equal(rowOf(gone), 'nginx · exited');
});

test('an init that only starts another program is not what it runs', () => {
  const running = (command: string) => sentenceOf(picture({ processes: read([{ hostPid: 5873, containerPid: 1, command }], '/x') })).split(' on this')[0];
  assert.equal(running('/sbin/docker-init -- /bin/sleep 100'), 'web runs sleep');
  assert.equal(running('tini'), 'web runs tini');
  assert.equal(running('   '), 'web runs nginx');
});

test('a name of a megabyte makes a sentence that can be read', () => {
  assert.ok(sentenceOf(picture({ container: container({ name: 'x'.repeat(1e6), image: 'y'.repeat(1e6) }) })).length < 500);
});

test('bubblewrap and Firejail hold a program, and that is what runs', () => {
  const running = (runtime: 'bubblewrap' | 'firejail', ...commands: string[]) => sentenceOf(picture({
    container: container({ runtime, engine: null, image: null }),
    processes: read(commands.map((command, index) => ({ hostPid: 5873 + index, containerPid: 1 + index, command })), '/x'),
  })).split(' on this')[0];
  assert.equal(running('bubblewrap', 'bwrap --bind / / /usr/bin/evince', '/usr/bin/evince a.pdf'), 'web runs evince');
  assert.equal(running('firejail', 'firejail firefox', '/usr/lib/firefox/firefox', 'firefox -contentproc'), 'web runs firefox');
  assert.equal(running('bubblewrap', 'sh -c x', 'sleep 1'), 'web runs sh');
  assert.equal(running('bubblewrap', 'bwrap --bind / / sh'), 'web runs bwrap');
});
