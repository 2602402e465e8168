import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cgroupOf } from '../../../src/model/cgroup.js';
import { configuredOf } from '../../../src/model/configured.js';
import { type Reading, isRead } from '../../../src/model/reading.js';
import { container, madeUp } from './madeUp.js';

function why(reading: Reading<unknown>): unknown {
  return isRead(reading) ? reading.value : reading.unread;
}

function asked(hostConfig: unknown) {
  const snapshot = madeUp({}, { engine: { [`GET /containers/${container().id}/json`]: { HostConfig: hostConfig } } });
  const { memory, cpu, pids } = configuredOf(snapshot, container());
  return [memory, cpu, pids].map(why);
}

const cases: readonly (readonly [hostConfig: unknown, ...answers: unknown[]])[] = [
  [{ Memory: 50331648, NanoCpus: 250000000, PidsLimit: 20 }, 50331648, 0.25, 20],
  [{ Memory: 0, NanoCpus: 0, CpuQuota: 0, CpuPeriod: 0, PidsLimit: 0 }, 'unlimited', 'unlimited', 'unlimited'],
  [{ Memory: -1, NanoCpus: 0, CpuQuota: -1, PidsLimit: -1 }, 'unlimited', 'unlimited', 'unlimited'],
  [{ Memory: 0, PidsLimit: null }, 'unlimited', 'unlimited', 'unlimited'],
  [{ CpuQuota: 50000, CpuPeriod: 200000 }, 'unlimited', 0.25, 'unlimited'],
  [{ CpuQuota: 50000 }, 'unlimited', 0.5, 'unlimited'],
  [{ Memory: '64m', NanoCpus: {}, PidsLimit: true }, 'malformed', 'malformed', 'malformed'],
  [undefined, 'malformed', 'malformed', 'malformed'],
];
for (const [hostConfig, ...answers] of cases) {
  test(`HostConfig ${hostConfig === undefined ? 'missing' : JSON.stringify(hostConfig)}`, () => assert.deepEqual(asked(hostConfig), answers));
}

test('no engine was asked, or it did not answer: no limit is claimed', () => {
  const without = configuredOf(madeUp({}), container({ engine: null }));
  assert.deepEqual(Object.values(without).map(why), ['unsupported', 'unsupported', 'unsupported']);
  const silent = madeUp({}, { engine: { [`GET /containers/${container().id}/json`]: { unread: 'failed', detail: 'timeout' } } });
  assert.deepEqual(Object.values(configuredOf(silent, container())).map(why), ['failed', 'failed', 'failed']);
});

test('a container on another kernel: what was asked for is known, what holds is "remote"', () => {
  const remote = container({ engine: { kind: 'docker', endpoint: 'tcp://10.0.0.1:2376', version: '27.0' } });
  const snapshot = madeUp(
    { '/proc/7/status': { unread: 'absent' } },
    { engine: { [`GET /containers/${remote.id}/json`]: { HostConfig: { Memory: 1024 } } } });
  const cgroup = cgroupOf(snapshot, remote);
  assert.equal(why(cgroup.configured.memory), 1024);
  for (const reading of [cgroup.version, cgroup.path, cgroup.memory.limit, cgroup.cpu.usage, cgroup.pids.current, cgroup.network.sentBytes, cgroup.pressure.io]) {
    assert.equal(why(reading), 'remote');
  }
  assert.deepEqual(cgroup.paths, {});
});

test('a stopped container\'s kernel facts are gone', () => {
  const { memory, version } = cgroupOf(madeUp({}), container({ state: 'exited', pid: null }));
  assert.deepEqual([why(memory.usage), why(version)], ['gone', 'gone']);
});
