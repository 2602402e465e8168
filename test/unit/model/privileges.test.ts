/** What a container may do: from its status, and what the engine was asked for where the kernel is another one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { capabilityNames } from '../../../src/model/capabilities.js';
import { containersOf } from '../../../src/model/containers.js';
import type { Privileges } from '../../../src/model/isolation.js';
import { idMapOf, privilegesOf } from '../../../src/model/privileges.js';
import { processesOf } from '../../../src/model/processes.js';
import type { Entry } from '../../../src/model/snapshot.js';
import { dockerEngine, engineWith, fullId, snapshotWith, statusText } from './madeUp.js';

const a = fullId('a');

function privileges(more: Readonly<Record<string, Entry>>, inspect: object = {}, hostConfig: object = {}, readerMap?: string): Privileges {
  const snapshot = snapshotWith({
    processes: [{ pid: 51, nsPids: [51, 1], cgroup: `0::/docker/${a}\n`, more }],
    engine: engineWith({ id: a, name: 'web', pid: 51, inspect, hostConfig }),
    ...(readerMap === undefined ? {} : { files: { '/proc/self/uid_map': readerMap, '/proc/self/gid_map': readerMap } }),
  });
  return privilegesOf(snapshot, containersOf(snapshot)[0]!);
}

const status = statusText({ pid: 51, nsPids: [51, 1] });
const from = '/proc/51/status';

describe('the status of its first process', () => {
  test('the effective ids, inside by the maps and outside as they are', () => {
    const { user } = privileges({
      status: status.replace('Uid:\t0\t0', 'Uid:\t100005\t100001').replace('Gid:\t0\t0', 'Gid:\t0\t200007'),
      uid_map: '0 100000 65536\n', gid_map: '0 200000 10\n',
    });
    assert.deepEqual(user, { value: { uid: 1, gid: 7, hostUid: 100001 }, from });
  });

  test('an id that the map does not hold is the overflow id inside', () => {
    assert.deepEqual(privileges({ uid_map: '0 1000 1\n', gid_map: '' }).user, { value: { uid: 65534, gid: 65534, hostUid: 0 }, from });
  });

  test('an id that the reader\'s own user namespace does not map is not told', () => {
    const nobody = { status: status.replace('Uid:\t0\t0', 'Uid:\t65534\t65534').replace('Gid:\t0\t0', 'Gid:\t65534\t65534') };
    const all = { uid_map: '0 0 4294967295\n', gid_map: '0 0 4294967295\n' };
    const hidden = { unread: 'unsupported', from, detail: 'the reader\'s own user namespace does not map it' };
    assert.deepEqual(privileges({ ...nobody, ...all }).user, { value: { uid: 65534, gid: 65534, hostUid: 65534 }, from });
    assert.deepEqual(privileges({ ...nobody, uid_map: '0 4294967295 65536\n', gid_map: '0 4294967295 65536\n' }).user, hidden);
    assert.deepEqual(privileges({ ...nobody, ...all }, {}, {}, '0 1000 1\n').user, hidden);
    assert.deepEqual(privileges({ ...nobody, ...all }, {}, {}, '0 0 4294967295\n').user, { value: { uid: 65534, gid: 65534, hostUid: 65534 }, from });
    const withMap = snapshotWith({ processes: [{ pid: 51, nsPids: [51, 1], cgroup: `0::/docker/${a}\n`, uidMap: '0 4294967295 65536\n' }] });
    assert.deepEqual(idMapOf(withMap, containersOf(withMap)[0]!).uid, { ...hidden, from: '/proc/51/uid_map' });
    assert.deepEqual(privileges(all, {}, {}, '0 1000 1\n').user, { value: { uid: 0, gid: 0, hostUid: 0 }, from });
  });

  test('what is cut off, wrong or closed is so, and nothing else suffers', () => {
    const cut = privileges({ status: status.slice(0, status.indexOf('CapEff')) });
    assert.deepEqual(cut.capabilities.effective, { unread: 'malformed', from, detail: 'no line "CapEff"' });
    assert.deepEqual(cut.capabilities.inheritable, { value: [], from });
    assert.equal('unread' in cut.seccomp && cut.seccomp.unread, 'malformed');
    const wrong = privileges({ status: status.replace('Seccomp:\t2', 'Seccomp:\t9').replace('NoNewPrivs:\t0', 'NoNewPrivs:\t-').replace('Uid:\t0\t0', 'Uid:\t0') });
    assert.deepEqual(wrong.seccomp, { unread: 'malformed', from, detail: 'no seccomp mode: 9' });
    assert.deepEqual(wrong.noNewPrivileges, { unread: 'malformed', from, detail: 'neither 0 nor 1: -' });
    const closed = privileges({ uid_map: { unread: 'denied' } });
    assert.deepEqual(closed.user, { unread: 'denied', from: '/proc/51/uid_map' });
    assert.equal('value' in closed.seccomp, true);
  });

  test('a kernel without seccomp', () => {
    assert.deepEqual(privileges({ status: status.replace('Seccomp:\t2\n', '') }).seccomp, { unread: 'unsupported', from, detail: 'no line "Seccomp"' });
  });

  test('no status makes a set of capabilities that is not in it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { capabilities, seccomp, noNewPrivileges, user } = privileges({ status: `NSpid:\t51\t1\n${text}` });
      const known = [...Object.values(capabilities), seccomp, noNewPrivileges, user];
      assert.ok(known.every((reading) => 'unread' in reading) || /Cap|Seccomp|NoNewPrivs|Uid/.test(text));
    }));
  });
});

describe('the security module', () => {
  const current = 'attr/current';
  test('AppArmor, SELinux, none', () => {
    assert.deepEqual(privileges({ [current]: 'docker-default (enforce)\n' }).lsm, { value: 'docker-default (enforce)', from: '/proc/51/attr/current' });
    assert.deepEqual(privileges({ [current]: 'system_u:system_r:container_t:s0:c1,c2\0' }).lsm, { value: 'system_u:system_r:container_t:s0:c1,c2', from: '/proc/51/attr/current' });
    assert.deepEqual(privileges({ [current]: { unread: 'unsupported', detail: 'EINVAL: invalid argument' } }).lsm, {
      unread: 'unsupported', from: '/proc/51/attr/current', detail: 'no security module labels processes (EINVAL: invalid argument)' });
  });

  test('where it may not be read, the engine\'s word', () => {
    const denied: Entry = { unread: 'denied' };
    assert.deepEqual(privileges({ [current]: denied }, { AppArmorProfile: 'docker-default' }).lsm, { value: 'docker-default', from: 'GET /containers/{id}/json' });
    assert.deepEqual(privileges({ [current]: denied }, { AppArmorProfile: '' }).lsm, { unread: 'denied', from: '/proc/51/attr/current' });
    assert.equal('unread' in privileges({ [current]: '' }).lsm, true);
  });
});

describe('the engine\'s facts', () => {
  test('privileged and devices as they were asked for', () => {
    const { privileged, devices } = privileges({}, {}, { Privileged: true, Devices: [{ PathOnHost: '/dev/fuse', PathInContainer: '/dev/f', CgroupPermissions: 'rwm' }] });
    assert.deepEqual([privileged, devices], [
      { value: true, from: 'GET /containers/{id}/json' }, { value: ['/dev/fuse:/dev/f:rwm'], from: 'GET /containers/{id}/json' }]);
    assert.deepEqual(privileges({}, {}, { Devices: null }).devices, { value: [], from: 'GET /containers/{id}/json' });
    assert.deepEqual(privileges({}).privileged, { unread: 'absent', from: 'GET /containers/{id}/json', detail: 'not in the answer' });
    assert.equal('unread' in privileges({}, {}, { Devices: 'x', Privileged: 'yes' }).devices, true);
  });

  test('of a container that no engine knows', () => {
    const snapshot = snapshotWith({ processes: [{ pid: 51, nsPids: [51, 1] }] });
    const { privileged } = privilegesOf(snapshot, containersOf(snapshot)[0]!);
    assert.deepEqual(privileged, { unread: 'unsupported', from: '/proc/51', detail: 'no engine knows it' });
  });
});

describe('on another kernel', () => {
  const far = (hostConfig: object, user = '', info: object = { SecurityOptions: ['name=seccomp,profile=builtin'] }): Privileges => {
    const snapshot = snapshotWith({
      engines: [{ ...dockerEngine, endpoint: 'ssh://far' }],
      engine: { ...engineWith({ id: a, name: 'web', pid: 51, hostConfig, inspect: { Config: { User: user } } }), 'GET /info': info },
    });
    return privilegesOf(snapshot, containersOf(snapshot)[0]!);
  };
  const asked = 'GET /containers/{id}/json';
  const remote = { unread: 'remote', from: asked, detail: 'the engine is at ssh://far' };

  test('capabilities and id maps are its kernel\'s to tell', () => {
    assert.deepEqual(far({}).capabilities.effective, remote);
    const snapshot = snapshotWith({ engines: [{ ...dockerEngine, endpoint: 'ssh://far' }], engine: engineWith({ id: a, name: 'web', pid: 51 }) });
    assert.deepEqual(idMapOf(snapshot, containersOf(snapshot)[0]!).uid, remote);
  });

  test('the user where numbers say it and nothing maps them', () => {
    assert.deepEqual(far({}).user, { value: { uid: 0, gid: 0, hostUid: 0 }, from: asked, guessed: true });
    assert.deepEqual(far({}, '1000:2000').user, { value: { uid: 1000, gid: 2000, hostUid: 1000 }, from: asked, guessed: true });
    for (const user of ['nginx', '1000', 'a:b', '1000:x']) {
      assert.deepEqual(far({}, user).user, remote, user);
    }
    assert.deepEqual(far({}, '', { SecurityOptions: ['name=userns'] }).user, remote);
    assert.deepEqual(far({}, '', { SecurityOptions: ['name=rootless'] }).user, remote);
    assert.deepEqual(far({}, '', {}).user, remote);
  });

  test('seccomp and no_new_privs where the words leave no doubt', () => {
    assert.deepEqual(far({ SecurityOpt: ['seccomp=unconfined', 'no-new-privileges'] }).seccomp, { value: 'disabled', from: asked, guessed: true });
    assert.deepEqual(far({ SecurityOpt: ['no-new-privileges:true'] }).noNewPrivileges, { value: true, from: asked, guessed: true });
    assert.deepEqual(far({ Privileged: true }).seccomp, { value: 'disabled', from: asked, guessed: true });
    assert.deepEqual(far({ Privileged: true, SecurityOpt: ['seccomp={}'] }).seccomp, remote);
    assert.deepEqual(far({}).seccomp, remote);
    assert.deepEqual(far({ SecurityOpt: ['no-new-privileges:false'] }).noNewPrivileges, remote);
  });

  test('Podman\'s own top tells more, as its kernel has it', () => {
    const top = { Titles: ['PID', 'HPID', 'EFFECTIVE CAPS', 'BOUNDING CAPS', 'SECCOMP', 'COMMAND'], Processes: [
      ['7', '60', 'none', 'none', 'disabled', 'sh'], ['1', '51', 'SYS_CHROOT,CHOWN', 'full', 'filter', 'sleep 9'] ] };
    const snapshot = (answer: unknown) => snapshotWith({
      engines: [{ ...dockerEngine, kind: 'podman', endpoint: 'ssh://far' }],
      engine: { ...engineWith({ id: a, name: 'web', pid: 51 }), [`GET /containers/${a}/top`]: answer },
    });
    const found = snapshot(top);
    const [web] = containersOf(found);
    const source = 'GET /containers/{id}/top';
    const { capabilities, seccomp } = privilegesOf(found, web!);
    assert.deepEqual(capabilities.effective, { value: ['CAP_CHOWN', 'CAP_SYS_CHROOT'], from: source });
    assert.deepEqual(capabilities.bounding, { value: capabilityNames, from: source });
    assert.deepEqual(capabilities.permitted, remote);
    assert.deepEqual(seccomp, { value: 'filter', from: source });
    assert.deepEqual(processesOf(found, web!), { value: [
      { hostPid: 51, containerPid: 1, command: 'sleep 9' }, { hostPid: 60, containerPid: 7, command: 'sh' }], from: source });
    for (const answer of [null, { Titles: ['PID'], Processes: [['51']] }, { ...top, Processes: [['x', '51', 'WHAT', '', '?', '']] }]) {
      const other = snapshot(answer);
      assert.deepEqual(privilegesOf(other, web!).capabilities.effective, remote);
      assert.deepEqual(processesOf(other, web!), remote);
    }
  });
});
