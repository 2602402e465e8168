/** The levels of a cgroup as a picture: what could not be read, and what is not shown, is never "no limit". */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rowsOf } from '../../../media/panel/pictures/tree.js';
import { cgroupPictureOf } from '../../../src/explain/cgroupPicture.js';
import type { CgroupPicture } from '../../../src/explain/pictures.js';
import { cgroupTreeOf } from '../../../src/model/cgroupTree.js';
import { containersOf } from '../../../src/model/containers.js';
import { valueOf } from '../../../src/model/reading.js';
import type { Entry } from '../../../src/model/snapshot.js';
import { snapshotWith } from '../model/madeUp.js';
import { machineRoot, v1Mounts, v2Mount } from './madeUp.js';

type Files = Readonly<Record<string, Entry>>;
const missing: Entry = { unread: 'absent', detail: 'ENOENT: no such file or directory' };
const denied: Entry = { unread: 'denied', detail: 'EACCES: permission denied' };
const none: Files = Object.fromEntries(['', '/sbx', '/sbx/box'].flatMap((group) =>
  ['memory.max', 'cpu.max', 'pids.max'].map((file) => [`/sys/fs/cgroup${group}/${file}`, missing])));

function pictureOf(mountinfo: string, files: Files, cgroup = '0::/sbx/box\n'): CgroupPicture {
  const snapshot = snapshotWith({
    processes: [{ pid: 50, cgroup: '0::/sbx\n' }, { pid: 51, parent: 50, comm: 'runc', nsPids: [51, 1], cgroup }],
    files: { '/proc/self/mountinfo': mountinfo, '/sys/fs/cgroup/sbx/box/cgroup.procs': '51\n', ...files },
  });
  const [container] = containersOf(snapshot);
  assert.ok(container);
  const tree = valueOf(cgroupTreeOf(snapshot, container));
  assert.ok(tree);
  return cgroupPictureOf(tree);
}

const said = (picture: CgroupPicture): readonly string[] => rowsOf(picture).map(({ name, notes }) => [name ?? '-', ...notes.map(({ text }) => text)].join(' | '));

describe('a level of the cgroup says', () => {
  test('that nothing limits there, where every file was read or is known not to be there', () => {
    const picture = pictureOf(v2Mount, { ...none, '/sys/fs/cgroup/sbx/memory.max': 'max\n', '/sys/fs/cgroup/sbx/box/memory.max': '1048576\n' });
    assert.deepEqual(said(picture), ['/ | noLimitHere', 'sbx | noLimitHere', 'box | memory 1 MiB']);
    assert.deepEqual(picture.levels.map(({ deciding }) => deciding), [[], [], ['memory 1 MiB']]);
  });
  test('what could not be read there, or was not looked for; then it is not known which limit decides', () => {
    const { '/sys/fs/cgroup/pids.max': unasked, ...others } = none;
    assert.equal(unasked, missing);
    const picture = pictureOf(v2Mount, { ...others, '/sys/fs/cgroup/sbx/memory.max': denied, '/sys/fs/cgroup/sbx/cpu.max': 'odd words here\n', '/sys/fs/cgroup/sbx/box/memory.max': '1048576\n' });
    assert.deepEqual(said(picture), ['/ | pids: not readable', 'sbx | memory: not readable | cpu: not readable', 'box | memory 1 MiB']);
    assert.deepEqual(picture.levels.at(-1)?.deciding, []);
  });
  test('that a controller is not readable whose hierarchy is not mounted, or has other levels', () => {
    const root = '/sys/fs/cgroup';
    const files = Object.fromEntries(['', '/sbx', '/sbx/box'].map((group): [string, Entry] => [`${root}/memory${group}/memory.limit_in_bytes`, '9223372036854771712\n']));
    const cgroup = '3:cpu:/sbx\n2:pids:/sbx/box\n1:memory:/sbx/box\n';
    const picture = pictureOf(v1Mounts('memory', 'cpu'), { ...files, [`${root}/memory/sbx/box/cgroup.procs`]: '51\n', [`${root}/cpu/sbx/cgroup.procs`]: '51\n' }, cgroup);
    assert.deepEqual(said(picture).map((row) => row.replace(/^\S+ /u, '')), Array(3).fill('| cpu: not readable | pids: not readable'));
  });
});

test('levels above the part that is mounted have a row of their own, and the first of that part has its name', () => {
  const mountinfo = `${machineRoot}29 22 0:24 /sbx /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw\n`;
  const files = Object.fromEntries(['', '/box'].flatMap((group) => ['memory.max', 'cpu.max', 'pids.max'].map((file): [string, Entry] => [`/sys/fs/cgroup${group}/${file}`, missing])));
  const picture = pictureOf(mountinfo, { ...files, '/sys/fs/cgroup/box/memory.max': '1048576\n', '/sys/fs/cgroup/box/cgroup.procs': '51\n' });
  assert.deepEqual(said(picture), ['- | levelsAbove', 'sbx | noLimitHere', 'box | memory 1 MiB']);
  assert.deepEqual(picture.levels.at(-1)?.deciding, []);
});
