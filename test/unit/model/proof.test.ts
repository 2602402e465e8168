/** Nothing below /proc is believed before it is proved to be the container. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { containersOf } from '../../../src/model/containers.js';
import { matrixOf } from '../../../src/model/matrix.js';
import { kernelDir } from '../../../src/model/proof.js';
import { type Reading, isRead } from '../../../src/model/reading.js';
import { type MadeUp, dockerEngine, engineWith, fullId, snapshotWith, statText } from './madeUp.js';

const a = fullId('a');
const b = fullId('b');

const hiding = (word: string): string => `22 1 254:0 / / rw - ext4 /dev/vda rw\n23 22 0:5 / /proc rw - proc proc rw,gid=4,hidepid=${word}\n`;

/** What is proved of the engine's container `web`, whose pid is 51. */
function proofOf(made: MadeUp, more: { state?: string; hostConfig?: object; pid?: number } = {}): Reading<string> {
  const snapshot = snapshotWith({ ...made, engine: { ...engineWith({ id: a, name: 'web', pid: 51, ...more }), ...made.engine } });
  return kernelDir(snapshot, containersOf(snapshot, { all: true }).find(({ id }) => id === a)!);
}

/** What was read behind ssh, of an engine that says this of its kernel. */
function far(kernel: string): MadeUp {
  const endpoint = 'ssh://far';
  return { engines: [{ ...dockerEngine, endpoint }], far: { endpoint }, engine: { 'GET /info': { KernelVersion: kernel } }, files: { '/proc/sys/kernel/osrelease': '6.18\n' } };
}

function short(reading: Reading<string>): string {
  return isRead(reading) ? `${reading.value} by ${reading.from}` : reading.unread;
}

describe('an engine\'s pid', () => {
  const process = { pid: 51, parent: 50, nsPids: [51, 1] };
  const mountinfo = `100 50 254:0 /var/lib/docker/containers/${a}/hostname /etc/hostname rw - ext4 d rw\n`;

  const cases: readonly [string, MadeUp, string][] = [
    ['its cgroup', { processes: [{ ...process, cgroup: `0::/docker/${a}\n` }] }, '/proc/51 by /proc/51/cgroup'],
    ['its cgroup on v1', { processes: [{ ...process, cgroup: `4:memory:/x/${a}\n0::/\n` }] }, '/proc/51 by /proc/51/cgroup'],
    ['its cgroup from within a cgroup namespace', { processes: [{ ...process, cgroup: `0::/../../system.slice/docker-${a}.scope\n` }] }, '/proc/51 by /proc/51/cgroup'],
    ['a cgroup that no engine names so', { processes: [{ ...process, cgroup: `0::/strange:${a}-x\n` }] }, '/proc/51 by /proc/51/cgroup'],
    ['a mount, where there is no cgroup', { processes: [{ ...process, mountinfo }] }, '/proc/51 by /proc/51/mountinfo'],
    ['the process that started it', { processes: [process, { pid: 50, comm: 'containerd-shim', words: ['shim', '-id', a] }] }, '/proc/51 by /proc/50/cmdline'],
    ['nothing: another process', { processes: [process] }, 'remote'],
    ['another container of this machine', { processes: [{ ...process, cgroup: `0::/docker/${b}\n` }] }, 'remote'],
    ['one that shares files with it', { processes: [{ ...process, cgroup: `0::/docker/${b}\n`, mountinfo }] }, 'remote'],
    ['one nested in it', { processes: [{ ...process, cgroup: `0::/docker/${a}/docker/${b}\n` }] }, 'remote'],
    ['no such process', { files: { '/proc/51/status': { unread: 'gone' } } }, 'gone'],
    ['a process that was not looked for', {}, 'gone'],
    ['no such process, and another kernel', { engine: { 'GET /info': { KernelVersion: '6.6-linuxkit' } }, files: { '/proc/sys/kernel/osrelease': '6.18\n' } }, 'remote'],
    ['no such process, and this kernel', { engine: { 'GET /info': { KernelVersion: '6.18' } }, files: { '/proc/sys/kernel/osrelease': '6.18\n' } }, 'gone'],
    ['no such process, and an engine elsewhere', { engines: [{ ...dockerEngine, endpoint: 'ssh://far' }] }, 'remote'],
    ['an engine elsewhere that turns out to be here', { engines: [{ ...dockerEngine, endpoint: 'tcp://127.0.0.1:2375' }], processes: [{ ...process, cgroup: `0::/docker/${a}\n` }] }, '/proc/51 by /proc/51/cgroup'],
    ['another process here that may not be read, and an engine elsewhere', { engines: [{ ...dockerEngine, endpoint: 'tcp://far:2375' }], processes: [{ ...process, more: { mountinfo: { unread: 'denied' } } }] }, 'remote'],
    ['a process of the machine behind ssh', { ...far('6.18'), processes: [{ ...process, cgroup: `0::/docker/${a}\n` }] }, '/proc/51 by /proc/51/cgroup'],
    ['another process of the machine behind ssh', { ...far('6.18'), processes: [process] }, 'remote'],
    ['none on the machine behind ssh', far('6.18'), 'gone'],
    ['none on the machine behind ssh, which runs its engine in a virtual machine', far('6.6-linuxkit'), 'remote'],
    ['none on the machine behind ssh, of whose kernel nothing is known', { ...far('6.18'), files: {} }, 'remote'],
    ['no Linux here', { platform: 'darwin' }, 'remote'],
    ['a process that /proc hides', { files: { '/proc/self/mountinfo': hiding('invisible') } }, 'denied'],
    ['a process that /proc hides, as older kernels write it', { files: { '/proc/self/mountinfo': hiding('2'), '/proc/51/status': { unread: 'gone' } } }, 'denied'],
    ['no such process, and nothing is hidden', { files: { '/proc/self/mountinfo': hiding('off') } }, 'gone'],
    ['no such process, and the reader sees all', { files: { '/proc/self/mountinfo': hiding('invisible'), '/proc/self/status': 'Name:\tnode\nPid:\t77\nNSpid:\t77\nCapEff:\t000001ffffffffff\n' } }, 'gone'],
    ['no such process, and a reader in a container', { files: { '/proc/self/ns/pid': { link: 'pid:[4026532190]' }, '/proc/51/status': { unread: 'gone' } } }, 'unsupported'],
    ['files that may not be read', { files: { '/proc/51/status': { unread: 'denied', detail: 'EACCES' } } }, 'denied'],
    ['a process that ended while it was read', { processes: [{ ...process, more: { cgroup: { unread: 'gone' }, mountinfo: { unread: 'gone' } } }] }, 'gone'],
    ['a pid given away meanwhile', { processes: [{ ...process, cgroup: `0::/docker/${a}\n`, more: { 'stat#again': statText({ pid: 51, startTime: 9 }) } }] }, 'gone'],
    ['a process that ended meanwhile', { processes: [{ ...process, cgroup: `0::/docker/${a}\n`, more: { 'stat#again': { unread: 'gone' } } }] }, 'gone'],
  ];
  for (const [what, made, expected] of cases) {
    test(what, () => assert.equal(short(proofOf(made)), expected));
  }

  test('a stopped container is gone, one without a known pid absent', () => {
    assert.deepEqual(proofOf({}, { state: 'exited', pid: 0 }), { unread: 'gone', from: 'GET /containers/{id}/json', detail: 'the container is exited' });
    assert.deepEqual(proofOf({}, { state: 'restarting', pid: 0 }), { unread: 'gone', from: 'GET /containers/{id}/json', detail: 'the container is restarting' });
    assert.equal(short(proofOf({}, { pid: 0 })), 'absent');
    for (const pid of [-1, 1.5, 2 ** 60]) {
      assert.equal(short(proofOf({}, { pid })), 'absent', String(pid));
    }
  });

  test('a runtime with a kernel of its own', () => {
    const here = { processes: [{ ...process, cgroup: `0::/docker/${a}\n` }] };
    for (const Runtime of ['runsc', 'kata', 'kata-runtime', 'io.containerd.kata.v2', 'io.containerd.runsc.v1', '/usr/bin/kata-qemu']) {
      assert.equal(short(proofOf(here, { hostConfig: { Runtime } })), 'unsupported', Runtime);
    }
    for (const Runtime of ['runc', 'crun', 'nvidia', 'io.containerd.runc.v2', 'sysbox-runc']) {
      assert.equal(short(proofOf(here, { hostConfig: { Runtime } })), '/proc/51 by /proc/51/cgroup', Runtime);
    }
  });
});

test('in the matrix a container of another machine bears its engine\'s endpoint', () => {
  const engine = engineWith({ id: a, name: 'x', pid: 51 });
  const entry = (endpoint: string) => {
    const snapshot = snapshotWith({ engine, engines: [{ ...dockerEngine, endpoint }], files: { '/proc/51/status': { unread: 'gone' } } });
    return matrixOf(snapshot, containersOf(snapshot)).containers[0];
  };
  assert.equal(entry('ssh://far')?.elsewhere, 'ssh://far');
  assert.equal(entry(dockerEngine.endpoint)?.elsewhere, undefined);
});

test('an id that is none proves nothing', () => {
  const snapshot = snapshotWith({ processes: [{ pid: 51, cgroup: '0::/docker/a\n' }], engine: engineWith({ id: 'a', name: 'x', pid: 51 }) });
  assert.equal(short(kernelDir(snapshot, containersOf(snapshot)[0]!)), 'remote');
});

test('a container that the kernel shows needs no other proof, but the same process', () => {
  const made = { pid: 51, nsPids: [51, 1] };
  const snapshot = snapshotWith({ processes: [made] });
  const [found] = containersOf(snapshot);
  assert.equal(short(kernelDir(snapshot, found!)), '/proc/51 by /proc/51/status');
  const later = snapshotWith({ processes: [{ ...made, more: { 'stat#again': statText({ pid: 51, startTime: 9 }) } }] });
  assert.equal(short(kernelDir(later, found!)), 'gone');
});
