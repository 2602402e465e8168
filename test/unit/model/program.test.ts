/** Whose rights are shown where the first process of a sandbox is the one that made it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { containersOf } from '../../../src/model/containers.js';
import { privilegesOf } from '../../../src/model/privileges.js';
import { programPid } from '../../../src/model/program.js';
import { type MadeUpProcess, fullId, snapshotWith, statusText } from './madeUp.js';

const launcher = (comm: string): MadeUpProcess => ({ pid: 50, comm, words: [comm, 'x'] });
const init = (comm: string): MadeUpProcess => ({ pid: 51, parent: 50, nsPids: [51, 1], comm, words: [comm, 'x'] });
const program: MadeUpProcess = {
  pid: 60, parent: 51, nsPids: [60, 3],
  more: { status: statusText({ pid: 60, parent: 51, nsPids: [60, 3] }).replace('CapEff:\t00000000a80425fb', 'CapEff:\t0000000000002000').replace('Seccomp:\t2', 'Seccomp:\t0'), uid_map: '1000 1000 1\n' },
};
const later: MadeUpProcess = { pid: 40, parent: 51, nsPids: [40, 9] };
const deeper: MadeUpProcess = { pid: 61, parent: 60, nsPids: [61, 4] };

function seen(...processes: MadeUpProcess[]) {
  const snapshot = snapshotWith({ processes });
  const [container] = containersOf(snapshot);
  return { pid: programPid(snapshot, container!), privileges: privilegesOf(snapshot, container!) };
}

describe('bubblewrap and Firejail stay as the first process', () => {
  for (const comm of ['bwrap', 'firejail']) {
    test(`of ${comm}'s children the one that came first is the program`, () => {
      const { pid, privileges } = seen(launcher(comm), init(comm), later, program, deeper);
      assert.equal(pid, 60);
      assert.deepEqual(privileges.capabilities.effective, { value: ['CAP_NET_RAW'], from: '/proc/60/status' });
      assert.deepEqual(privileges.seccomp, { value: 'disabled', from: '/proc/60/status' });
    });

    test(`nothing is told of ${comm}'s own rights where the program is not known`, () => {
      const { pid, privileges } = seen(launcher(comm), init(comm));
      assert.equal(pid, undefined);
      assert.deepEqual([privileges.seccomp, privileges.capabilities.effective].map((each) => 'unread' in each && each.unread), ['absent', 'absent']);
    });
  }

  test('a program that became the first process itself', () => {
    assert.equal(seen(launcher('bwrap'), { ...init('sh'), comm: 'sh' }, program).pid, 51);
  });
});

test('whoever else starts it gives its first process the rights', () => {
  assert.equal(seen({ pid: 51, nsPids: [51, 1], cgroup: `0::/docker/${fullId('a')}\n` }, { ...program, cgroup: `0::/docker/${fullId('a')}\n` }).pid, 51);
  const shim = { pid: 50, comm: 'containerd-shim', words: ['containerd-shim-runc-v2', '-namespace', 'moby', '-id', fullId('a')] };
  assert.equal(seen(shim, { ...init('bwrap'), cgroup: `0::/docker/${fullId('a')}\n` }, program).pid, 51);
});
