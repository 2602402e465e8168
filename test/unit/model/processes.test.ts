/** Who is in a container: by its cgroup, else by its pid namespace. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { containersOf } from '../../../src/model/containers.js';
import { memberPids, processesOf } from '../../../src/model/processes.js';
import { isRead } from '../../../src/model/reading.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { type MadeUpProcess, fullId, snapshotWith } from './madeUp.js';

const a = fullId('a');
const docker = { cgroup: `0::/docker/${a}\n` };
const init: MadeUpProcess = { pid: 51, nsPids: [51, 1], ...docker };

function listed(snapshot: Snapshot): string[] | string {
  const processes = processesOf(snapshot, containersOf(snapshot)[0]!);
  return isRead(processes)
    ? processes.value.map(({ hostPid, containerPid, command }) => `${hostPid} ${containerPid} ${command}`)
    : `${processes.unread} ${processes.from}`;
}

describe('members of its cgroup', () => {
  const procs = `/sys/fs/cgroup/docker/${a}/cgroup.procs`;

  test('and of the cgroups below, in the order of their pids', () => {
    const snapshot = snapshotWith({
      processes: [init, { pid: 60, parent: 51, nsPids: [60, 9], words: ['sh', '-c', 'a\nb'], ...docker }, { pid: 9, nsPids: [9, 12, 1], words: [], comm: 'x', ...docker }],
      files: { [procs]: '60\n51\n0\n', [`/sys/fs/cgroup/docker/${a}/deep/er/cgroup.procs`]: '9\n', [`/sys/fs/cgroup/docker/${a}b/cgroup.procs`]: '1\n' },
    });
    assert.deepEqual(memberPids(snapshot, containersOf(snapshot)[0]!), [9, 51, 60]);
    assert.deepEqual(listed(snapshot), ['9 12 [x]', '51 1 sleep', '60 9 sh -c a\nb']);
    assert.equal(processesOf(snapshot, containersOf(snapshot)[0]!).from, `${procs}, /sys/fs/cgroup/docker/${a}/deep/er/cgroup.procs`);
  });

  test('one that ended is left out; one that may not be seen leaves no list', () => {
    const files = (reason: 'gone' | 'denied') => ({ [procs]: '51\n60\n', '/proc/60/status': { unread: reason } });
    assert.deepEqual(listed(snapshotWith({ processes: [init], files: files('gone') })), ['51 1 sleep']);
    assert.equal(listed(snapshotWith({ processes: [init], files: files('denied') })), 'denied /proc/60/status');
    assert.equal(listed(snapshotWith({ processes: [init], files: { [procs]: '51\n60\n' } })), 'absent /proc/60/status');
  });

  test('with the machine\'s pids both pids are the same', () => {
    const snapshot = snapshotWith({ processes: [{ pid: 51, ...docker }], files: { [procs]: '51\n' } });
    assert.deepEqual(listed(snapshot), ['51 51 sleep']);
  });
});

describe('no cgroup of its own', () => {
  const made = (cgroup: string) => [
    { pid: 40, comm: 'bash', cgroup }, { pid: 50, parent: 40, comm: 'unshare', cgroup },
    { pid: 51, parent: 50, nsPids: [51, 1], cgroup }, { pid: 60, parent: 51, nsPids: [60, 5], cgroup }, { pid: 70, parent: 60, nsPids: [70, 6, 1], comm: 'x', cgroup },
  ];
  const expected = ['51 1 sleep', '60 5 sleep', '70 6 x'];

  for (const cgroup of ['0::/user.slice\n', '0::/user.slice/session-4.scope\n', '0::/my.slice/app.scope\n', '0::/\n']) {
    test(`the namespace instead of everybody in ${cgroup.trim()}`, () => {
      const path = cgroup.slice(3, -1);
      const snapshot = snapshotWith({ processes: made(cgroup), files: { [`/sys/fs/cgroup${path === '/' ? '' : path}/cgroup.procs`]: '40\n50\n51\n60\n70\n' } });
      assert.deepEqual(listed(snapshot), expected);
      assert.equal('guessed' in processesOf(snapshot, containersOf(snapshot)[0]!), true);
      assert.deepEqual(memberPids(snapshot, containersOf(snapshot)[0]!), []);
    });
  }

  test('a cgroup made for it, with its maker in it', () => {
    const processes = made('0::/sbx/box\n').map((process) => (process.pid === 40 ? { ...process, cgroup: '0::/\n' } : process));
    const snapshot = snapshotWith({ processes, files: { '/sys/fs/cgroup/sbx/box/cgroup.procs': '50\n51\n60\n70\n' } });
    assert.deepEqual(listed(snapshot), ['50 0 unshare', ...expected]);
  });

  test('a process that joined is found by its link', () => {
    const link = { 'ns/pid': { link: 'pid:[4026532900]' } };
    const snapshot = snapshotWith({ processes: [{ pid: 51, nsPids: [51, 1], more: link }, { pid: 80, parent: 3, nsPids: [80, 30], more: link }, { pid: 81, nsPids: [81, 2] }] });
    assert.deepEqual(listed(snapshot), ['51 1 sleep', '80 30 sleep']);
  });

  test('a chroot has neither cgroup nor namespace', () => {
    const snapshot = snapshotWith({ processes: [{ pid: 51, root: '/jail', mountinfo: '' }] });
    assert.equal(listed(snapshot), 'unsupported /proc');
  });
});

test('a stopped container has no processes', () => {
  const engine = { 'GET /containers/json': [{ Id: a, Names: ['/web'], State: 'exited' }] };
  const snapshot = snapshotWith({ engine });
  const [web] = containersOf(snapshot, { all: true });
  assert.deepEqual(processesOf(snapshot, web!), { unread: 'gone', from: 'GET /containers/{id}/json', detail: 'the container is exited' });
  assert.deepEqual(memberPids(snapshot, web!), []);
});
