/** Usage of a container on a kernel that is not ours, as its engine tells it: recorded answers of Docker and Podman. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cgroupOf } from '../../../src/model/cgroup.js';
import type { Cgroup, Container } from '../../../src/model/isolation.js';
import type { LiveSample } from '../../../src/model/sample.js';
import { diskRate } from '../../../media/panel/live/series.js';
import { sampleOfStats } from '../../../src/model/statsSample.js';
import type { Reading } from '../../../src/model/reading.js';
import { recordingOf } from '../../support/snapshotOfFixture.js';
import { container, madeUp } from './madeUp.js';

const source = 'GET /containers/{id}/stats';
const remote = { engine: { kind: 'docker', endpoint: 'tcp://elsewhere:2376', version: '20.10' } } as const;
const cgroupfs = { CgroupDriver: 'cgroupfs', CgroupVersion: '1', KernelVersion: '6.1.0-elsewhere' };

function told(stats: unknown, { info = cgroupfs, hostConfig = { NetworkMode: 'bridge' }, change = remote }: {
  readonly info?: unknown; readonly hostConfig?: object; readonly change?: Partial<Container>;
} = {}): Cgroup {
  const one = container(change);
  return cgroupOf(madeUp({ '/proc/sys/kernel/osrelease': '6.18.0\n' }, {
    engine: {
      'GET /info': info, [`GET /containers/${one.id}/json`]: { HostConfig: hostConfig, State: { Pid: 7 } }, [`GET /containers/${one.id}/stats`]: stats,
    },
  }), one);
}

function recorded(fixture: string, name: string): unknown {
  const answer = recordingOf(fixture)[`engine/${name}.json`];
  assert.ok(answer);
  return answer;
}

/** The value with its source, or the reason. */
function brief<T>(reading: Reading<T>): T | string {
  return 'value' in reading ? (assert.equal(reading.from, source), reading.value) : reading.unread;
}

function numbers({ memory, cpu, pids, io, network }: Cgroup) {
  return [
    [memory.usage, memory.used, memory.anonymous, memory.file, memory.inactiveFile], [cpu.usage, cpu.periods, cpu.throttledPeriods, cpu.throttledTime],
    [pids.current], [io.readBytes, io.writeBytes], [network.receivedBytes, network.sentBytes],
  ].map((group) => group.map((reading) => brief<number>(reading)));
}

describe('what engines answered', () => {
  test('Docker on v1', () => {
    assert.deepEqual(numbers(told(recorded('docker-limited-v1', 'rt-limited.stats-oneshot'))),
      [[331776, 331776, 53248, 0, 0], [0.024275198, 4, 0, 0], [1], [4096, 0], [1076, 0]]);
  });

  test('Docker, of a container with a kernel of its own, whose process is not to be seen here', () => {
    const here = { engine: { ...remote.engine, endpoint: 'unix:///run/docker.sock' }, lowLevelRuntime: 'io.containerd.kata.v2' };
    assert.deepEqual(numbers(told(recorded('docker-limited-v1', 'rt-limited.stats-oneshot'), { change: here })).slice(0, 3),
      [[331776, 331776, 53248, 0, 0], [0.024275198, 4, 0, 0], [1]]);
  });

  test('Docker on v2', () => {
    assert.deepEqual(numbers(told(recorded('docker-limited-v2', 'v2-limited.stats-oneshot'))),
      [[315392, 315392, 53248, 0, 0], [0.587084, 21, 15, 0.988699], [1], [0, 0], [796, 0]]);
  });

  test('Podman tells less, and what it does not tell stays unread', () => {
    assert.deepEqual(numbers(told(recorded('podman-root', 'pd-lim.stats'), { change: { engine: { ...remote.engine, kind: 'podman' } } })),
      [[335872, 'remote', 'remote', 'remote', 'remote'], [0.121023224, 0, 0, 0], [1], [0, 0], [0, 0]]);
  });

  test('limits stay unread: the engine gives the machine\'s memory where there is none', () => {
    const { memory, cpu, pids } = told(recorded('docker-limited-v1', 'rt-limited.stats-oneshot'));
    assert.deepEqual([memory.limit, memory.ownLimit, cpu.limit, pids.limit].map(brief), ['remote', 'remote', 'remote', 'remote']);
  });
});

describe('numbers that are not the container\'s', () => {
  const machines = recorded('docker-rootless-v1', 'rl1.stats-oneshot');
  const nothing = [['remote', 'remote', 'remote', 'remote', 'remote'], ['remote', 'remote', 'remote', 'remote'], ['remote'], ['remote', 'remote'], ['remote', 'remote']];

  for (const [what, info] of [
    ['an engine without cgroups', recorded('docker-rootless-v1', 'info')],
    ['a rootless engine on v1', { ...cgroupfs, SecurityOptions: ['name=seccomp,profile=default', 'name=rootless'] }],
    ['an engine that does not say', {}], ['an engine that could not be asked', { unread: 'failed' }],
  ] as const) {
    test(`${what} gives none`, () => assert.deepEqual(numbers(told(machines, { info })), nothing));
  }

  test('a rootless engine on v2 counts its containers', () => {
    const info = { CgroupDriver: 'systemd', CgroupVersion: '2', SecurityOptions: ['name=rootless'] };
    assert.equal(brief(told(recorded('docker-limited-v2', 'v2-limited.stats-oneshot'), { info }).memory.usage), 315392);
  });

  test('on the network of its machine the traffic is that machine\'s', () => {
    const stats = { ...recorded('docker-limited-v1', 'rt-limited.stats-oneshot') as object };
    assert.equal(brief(told(stats, { hostConfig: { NetworkMode: 'host' } }).network.receivedBytes), 'remote');
    assert.equal(brief(told(stats, { hostConfig: {} }).network.receivedBytes), 'remote');
  });

  test('of a container that ended meanwhile nothing is told', () => {
    const ended = { read: '0001-01-01T00:00:00Z', pids_stats: {}, cpu_stats: { cpu_usage: { total_usage: 0 } }, memory_stats: {} };
    assert.deepEqual(numbers(told(ended)), nothing);
  });
});

test('where the kernel is ours, its files are read and the engine\'s numbers are not', () => {
  const one = container();
  const { memory } = cgroupOf(madeUp({ '/proc/7/status': 'Name:\tx\nNSpid:\t7\t1\n', '/proc/7/cgroup': `0::/docker/${one.id}\n` }, {
    engine: { 'GET /info': cgroupfs, [`GET /containers/${one.id}/stats`]: recorded('docker-limited-v1', 'rt-limited.stats-oneshot') },
  }), one);
  assert.equal('unread' in memory.usage && memory.usage.unread, 'absent');
});

describe('read again and again while somebody looks', () => {
  const from = (stats: unknown) => sampleOfStats({ value: stats, from: source }, 5000, null);
  for (const [engine, stats, expected] of [
    ['Docker on v1', recorded('docker-limited-v1', 'rt-limited.stats-oneshot'), [331776, 0.024275198, 1, 4096, 0]],
    ['Docker on v2', recorded('docker-limited-v2', 'v2-limited.stats-oneshot'), [315392, 0.587084, 1, 0, 0]],
    ['Podman', recorded('podman-root', 'pd-lim.stats'), [335872, 0.121023224, 1, 0, 0]],
  ] as const) {
    test(`${engine}: the numbers of the facts`, () => {
      const sample = from(stats);
      assert.deepEqual([sample?.memory, sample?.cpuSeconds, sample?.pids, sample?.readBytes, sample?.writeBytes, sample?.cpu, sample?.at], [...expected, null, 5000]);
    });
  }

  test('a rate is of the time that the engine counted over, not of when its answers came', () => {
    const counted = (read: string, seconds: number) => ({ value: { read, cpu_stats: { cpu_usage: { total_usage: seconds * 1e9 } } }, from: source });
    const first = sampleOfStats(counted('2026-01-01T10:00:00.123456789Z', 2), 1000, null);
    const second = sampleOfStats(counted('2026-01-01T10:00:02.123456789Z', 3), 9000, first);
    assert.equal(second?.cpu, 0.5);
    const disk = (sample: LiveSample | null, bytes: number) => ({ ...(sample ?? assert.fail()), readBytes: bytes, writeBytes: 0 });
    assert.equal(diskRate(disk(second, 3000), disk(first, 1000)), 1000);
    assert.equal(sampleOfStats(counted('2026-01-01T10:00:02.5Z', 1), 9000, first)?.cpu, null, 'another run of it counts from the start');
  });

  test('nothing of one that ended, or where the engine does not answer', () => {
    assert.equal(sampleOfStats({ value: { read: '0001-01-01T00:00:00Z', pids_stats: {} }, from: source }, 1, null), null);
    assert.equal(sampleOfStats({ unread: 'absent', from: source }, 1, null), null);
  });
});

test('whatever is answered, there is a number of the answer or a reason', () => {
  const text = JSON.stringify(recorded('docker-limited-v1', 'rt-limited.stats-oneshot'));
  const broken = fc.record({ at: fc.nat(text.length), put: fc.constantFrom('null', '"x"', '-1', '1e999', '[]', '{}') }).map(({ at, put }) => {
    const start = text.indexOf(':', at) + 1;
    const end = start + text.slice(start).search(/[,}\]]/);
    try {
      return JSON.parse(`${text.slice(0, start)}${put}${text.slice(end)}`) as unknown;
    } catch {
      return text;
    }
  });
  fc.assert(fc.property(fc.oneof(broken, fc.jsonValue()), (stats) => {
    for (const number of numbers(told(stats)).flat()) {
      assert.ok(typeof number === 'string' || (Number.isFinite(number) && number >= 0), String(number));
    }
  }));
});
