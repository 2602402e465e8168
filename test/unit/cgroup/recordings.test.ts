/** Every recorded process with cgroups, held against the recorded text as this file reads it on its own. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kernelCgroupOf } from '../../../src/model/cgroup.js';
import { cgroupViewOf } from '../../../src/model/cgroupLevels.js';
import { cgroupDirsIn, cgroupFilesIn } from '../../../src/model/cgroupFiles.js';
import { networkOf } from '../../../src/model/network.js';
import { liveFilesIn, sampleOf } from '../../../src/model/sample.js';
import { type Reading, read, valueOf } from '../../../src/model/reading.js';
import { fixtureNames, recordingOf, snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { container } from './madeUp.js';

type Raw = Readonly<Record<string, unknown>>;

function value<T>(reading: Reading<T>): T | string {
  return 'value' in reading ? reading.value : reading.unread;
}

/** `memory` → its line's path in the cgroup file; the unified one under "0". */
function lines(text: string): Map<string, string> {
  return new Map(text.trimEnd().split('\n').flatMap((line) => {
    const [number = '', names = ''] = line.split(':', 2);
    const path = line.slice(number.length + names.length + 2);
    return (names === '' ? [number] : names.split(',')).map((name) => [name, path] as const);
  }));
}

class Witness {
  constructor(private readonly raw: Raw, private readonly v1: boolean, private readonly paths: Map<string, string>, private readonly self: Map<string, string>) {}

  /** The directory of a controller; null where the process has no cgroup of its own there. */
  directory(controller: string): string | null {
    const path = this.paths.get(this.v1 ? controller : '0');
    if (path === undefined || path === '/' || path === this.self.get(this.v1 ? controller : '0')) {
      return null;
    }
    return this.v1 ? `sys/fs/cgroup/${controller}${path}` : `sys/fs/cgroup${path}`;
  }

  text(directory: string, name: string): string | undefined {
    return this.raw[`${directory}/${name}`] as string | undefined;
  }

  /** The file's text in each directory from the own one up. */
  upwards(directory: string, name: string): string[] {
    const found = [];
    for (let here = directory; here.startsWith('sys/fs/cgroup/'); here = here.slice(0, here.lastIndexOf('/'))) {
      const text = this.text(here, name);
      if (text !== undefined) {
        found.push(text.trim());
      }
    }
    return found;
  }

  /** The directory with the smallest quota, the nearest of them; the own one where there is none. */
  throttling(directory: string): string {
    let [held, least] = [directory, Infinity];
    for (let here = directory; here.startsWith('sys/fs/cgroup/'); here = here.slice(0, here.lastIndexOf('/'))) {
      const words = this.v1 ? [this.text(here, 'cpu.cfs_quota_us'), this.text(here, 'cpu.cfs_period_us')] : (this.text(here, 'cpu.max') ?? '').split(' ');
      const [quota, period] = words.map(Number);
      if (quota !== undefined && period !== undefined && quota > 0 && quota / period < least) {
        [held, least] = [here, quota / period];
      }
    }
    return held;
  }

  smallest(directory: string, name: string): number | string {
    const words = this.upwards(directory, name);
    const numbers = words.filter((word) => word !== 'max' && word !== '-1' && word.length < 19).map(Number);
    return words.length === 0 ? 'absent' : numbers.length === 0 ? 'unlimited' : Math.min(...numbers);
  }

  keyed(directory: string, name: string, key: string): number | string {
    const line = this.text(directory, name)?.match(new RegExp(`(?:^|\\n)${key} (\\d+)`));
    return line?.[1] === undefined ? 'absent' : Number(line[1]);
  }

  number(directory: string, name: string): number | string {
    const text = this.text(directory, name);
    return text === undefined ? 'absent' : Number(text);
  }
}

function over(amount: number | string, divisor: number): number | string {
  return typeof amount === 'number' ? amount / divisor : amount;
}

for (const name of fixtureNames()) {
  describe(`cgroups of ${name}`, () => {
    const raw = recordingOf(name);
    const snapshot = snapshotOfFixture(name);
    const self = lines(raw['proc/self/cgroup'] as string);
    const pids = Object.keys(raw).flatMap((key) => /^proc\/(\d+)\/cgroup$/.exec(key)?.[1] ?? []);
    const v1 = (raw['proc/self/mountinfo'] as string).includes('- cgroup cgroup ');

    for (const pid of pids) {
      const paths = lines(raw[`proc/${pid}/cgroup`] as string);
      const witness = new Witness(raw, v1, paths, self);
      const cgroup = kernelCgroupOf(snapshot, read(`/proc/${pid}`, `/proc/${pid}/cgroup`));
      const recorded = (directory: string | null) => directory !== null
        && Object.keys(raw).some((key) => key.startsWith(`${directory}/`));

      test(`layout and paths of ${pid}`, () => {
        assert.equal(value(cgroup.version), v1 ? 'hybrid' : 'v2');
        assert.equal(value(cgroup.path), paths.get(v1 ? 'memory' : '0'));
        assert.equal(cgroup.paths[''], paths.get('0'));
        assert.equal(cgroup.paths.memory, paths.get('memory'));
      });

      test(`memory of ${pid}`, () => {
        const directory = witness.directory('memory');
        if (!recorded(directory) || directory === null) {
          assert.equal(directory === null ? value(cgroup.memory.limit) : 'unsupported', 'unsupported');
          assert.equal(typeof value(cgroup.memory.usage), 'string');
          return;
        }
        const stat = (v2: string, old: string) => witness.keyed(directory, 'memory.stat', v1 ? old : v2);
        const usage = witness.number(directory, v1 ? 'memory.usage_in_bytes' : 'memory.current');
        assert.equal(value(cgroup.memory.limit), witness.smallest(directory, v1 ? 'memory.limit_in_bytes' : 'memory.max'));
        assert.equal(value(cgroup.memory.usage), usage);
        assert.equal(value(cgroup.memory.used), Number(usage) - Number(stat('inactive_file', 'total_inactive_file')));
        assert.equal(value(cgroup.memory.anonymous), stat('anon', 'total_rss'));
        assert.equal(value(cgroup.memory.file), stat('file', 'total_cache'));
        assert.equal(value(cgroup.memory.shmem), stat('shmem', 'total_shmem'));
        assert.equal(value(cgroup.memory.kernel), v1 ? witness.number(directory, 'memory.kmem.usage_in_bytes') : stat('kernel', ''));
        assert.equal(value(cgroup.memory.oomKills), witness.keyed(directory, v1 ? 'memory.oom_control' : 'memory.events', 'oom_kill'));
        const [both, memory] = [witness.smallest(directory, 'memory.memsw.limit_in_bytes'), value(cgroup.memory.limit)];
        assert.equal(value(cgroup.memory.swapLimit), v1
          ? (typeof both === 'number' ? both - Number(memory) : both) : witness.smallest(directory, 'memory.swap.max'));
      });

      test(`cpu of ${pid}`, () => {
        const directory = witness.directory('cpu');
        if (!recorded(directory) || directory === null) {
          assert.equal(typeof value(cgroup.cpu.weight), 'string');
          return;
        }
        const quotas = v1
          ? witness.upwards(directory, 'cpu.cfs_quota_us').map((quota, index) => [quota, witness.upwards(directory, 'cpu.cfs_period_us')[index] ?? ''])
          : witness.upwards(directory, 'cpu.max').map((text) => text.split(' '));
        const cores = quotas.filter(([quota]) => quota !== 'max' && quota !== '-1').map(([quota, period]) => Number(quota) / Number(period));
        assert.equal(value(cgroup.cpu.limit), cores.length === 0 ? (quotas.length === 0 ? 'absent' : 'unlimited') : Math.min(...cores));
        assert.equal(value(cgroup.cpu.weight), witness.number(directory, v1 ? 'cpu.shares' : 'cpu.weight'));
        const held = witness.throttling(directory);
        assert.equal(value(cgroup.cpu.periods), witness.keyed(held, 'cpu.stat', 'nr_periods'));
        assert.equal(value(cgroup.cpu.throttledPeriods), witness.keyed(held, 'cpu.stat', 'nr_throttled'));
        assert.equal(value(cgroup.cpu.throttledTime), v1
          ? over(witness.keyed(held, 'cpu.stat', 'throttled_time'), 1e9) : over(witness.keyed(held, 'cpu.stat', 'throttled_usec'), 1e6));
        const cpuacct = witness.directory('cpuacct');
        assert.equal(value(cgroup.cpu.usage), v1
          ? (cpuacct === null ? 'unsupported' : over(witness.number(cpuacct, 'cpuacct.usage'), 1e9))
          : over(witness.keyed(directory, 'cpu.stat', 'usage_usec'), 1e6));
        const cpuset = witness.directory('cpuset');
        if (cpuset !== null) {
          assert.equal(value(cgroup.cpu.cpuset), witness.upwards(cpuset, v1 ? 'cpuset.effective_cpus' : 'cpuset.cpus.effective')[0] ?? 'absent');
        }
      });

      test(`pids, io and pressure of ${pid}`, () => {
        const pidsDirectory = witness.directory('pids');
        if (recorded(pidsDirectory) && pidsDirectory !== null) {
          assert.equal(value(cgroup.pids.limit), witness.smallest(pidsDirectory, 'pids.max'));
          assert.equal(value(cgroup.pids.current), witness.number(pidsDirectory, 'pids.current'));
        } else {
          assert.equal(typeof value(cgroup.pids.current), 'string');
        }
        const io = witness.directory(v1 ? 'blkio' : 'io');
        if (recorded(io) && io !== null) {
          const text = witness.text(io, v1 ? 'blkio.throttle.io_service_bytes_recursive' : 'io.stat');
          const sum = (pattern: RegExp) => [...(text ?? '').matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);
          assert.equal(value(cgroup.io.readBytes), text === undefined ? 'absent' : sum(v1 ? /^\d+:\d+ Read (\d+)$/gm : /rbytes=(\d+)/g));
          assert.equal(value(cgroup.io.writeBytes), text === undefined ? 'absent' : sum(v1 ? /^\d+:\d+ Write (\d+)$/gm : /wbytes=(\d+)/g));
        } else {
          assert.equal(value(cgroup.io.readBytes), io === null ? 'unsupported' : 'absent');
        }
        const unified = paths.get('0') === '/' ? null : `sys/fs/cgroup${v1 ? '/unified' : ''}${paths.get('0') ?? ''}`;
        const total = unified === null ? 'unsupported' : witness.text(unified, 'cpu.pressure')?.match(/some .* total=(\d+)/)?.[1] ?? 'absent';
        assert.equal(valueOf(cgroup.pressure.cpu)?.some.totalSeconds ?? value(cgroup.pressure.cpu), /^\d/.test(total) ? Number(total) / 1e6 : total);
      });

      test(`network of ${pid}`, () => {
        const own = raw[`proc/${pid}/ns/net`] as { link: string } | undefined;
        const machine = raw['proc/self/ns/net'] as { link: string };
        const text = raw[`proc/${pid}/net/dev`] as string | undefined;
        const network = networkOf(snapshot, container({ id: `pid-${pid}`, engine: null, pid: Number(pid) }), read(`/proc/${pid}`, `/proc/${pid}/cgroup`));
        if (own?.link === machine.link) {
          assert.equal(value(network.receivedBytes), 'unsupported');
        } else if (own !== undefined && text !== undefined) {
          const counters = text.split('\n').flatMap((line) => /^\s*(\S+):\s*(\d+)((?:\s+\d+){7})\s+(\d+)/.exec(line)?.slice(1) ?? []);
          const sum = (offset: number) => counters.reduce((total, word, index) =>
            total + (index % 4 === offset && counters[index - offset] !== 'lo' ? Number(word) : 0), 0);
          assert.equal(value(network.receivedBytes), sum(1));
          assert.equal(value(network.sentBytes), sum(3));
        }
      });

      test(`the files asked for ${pid} are those that the facts come from`, () => {
        const view = valueOf(cgroupViewOf(snapshot, `/proc/${pid}`));
        assert.ok(view);
        const files = new Set(cgroupFilesIn(view));
        const { memory, cpu, pids: tasks, io } = cgroup;
        const sources = [memory, cpu, tasks, io]
          .flatMap((facts) => Object.values(facts as object as Record<string, Reading<unknown>>))
          .flatMap((reading) => ('value' in reading ? reading.from.split(', ') : []));
        for (const source of sources) {
          assert.ok(files.has(source), source);
        }
        const opened = [...files].filter((file) => snapshot.files[file] !== undefined);
        assert.equal(opened.length > 0, cgroupDirsIn(view).some((directory) => recorded(directory.slice(1))));
      });

      test(`a live sample of ${pid} agrees with the facts`, () => {
        const view = valueOf(cgroupViewOf(snapshot, `/proc/${pid}`));
        assert.ok(view);
        const texts = new Map(liveFilesIn(view).flatMap((path) => {
          const text = snapshot.files[path];
          return typeof text === 'string' ? [[path, text] as const] : [];
        }));
        const sample = sampleOf(texts, 1000, null);
        assert.equal(sample.memory, valueOf(cgroup.memory.used) ?? null);
        assert.equal(sample.cpuSeconds, valueOf(cgroup.cpu.usage) ?? null);
        assert.equal(sample.pids, valueOf(cgroup.pids.current) ?? null);
        assert.equal(sample.readBytes, valueOf(cgroup.io.readBytes) ?? null);
        assert.equal(sample.writeBytes, valueOf(cgroup.io.writeBytes) ?? null);
        assert.equal(sample.cpu, null);
      });
    }
  });
}
