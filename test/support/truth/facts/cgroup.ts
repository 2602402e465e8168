/** `cgroup`: `cat` of its files, before and after; `docker inspect` for what was asked for. */
import type { CgroupLook, Limited } from '../cgroupLook.js';
import { printedLimit } from '../cgroupLook.js';
import { type Expectation, between, is, matches, plain, unread } from '../expectation.js';
import { numberAt } from '../json.js';
import { type Scene, gone, inspectAnswer, untold } from '../scene.js';
import { namespaceNumber } from '../files.js';

type Fact = [string, Expectation];

export const paths = {
  memory: ['limit', 'ownLimit', 'usage', 'used', 'inactiveFile', 'swapLimit', 'swapUsage', 'oomKills', 'anonymous', 'file', 'shmem', 'kernel', 'reservation'],
  cpu: ['limit', 'ownLimit', 'weight', 'cpuset', 'usage', 'periods', 'throttledPeriods', 'throttledTime'],
  pids: ['limit', 'ownLimit', 'current'], io: ['readBytes', 'writeBytes', 'weight', 'limits'],
  network: ['receivedBytes', 'sentBytes'], pressure: ['cpu', 'memory', 'io'],
};

export function cgroupFacts(scene: Scene): Fact[] {
  const look = scene.before.cgroup;
  const facts = scene.fixed === undefined || look === undefined ? nothing(scene) : kernelFacts(scene, look);
  return [...facts, ...configured(scene)].map(([path, expectation]) => [`cgroup.${path}`, expectation]);
}

function nothing(scene: Scene): Fact[] {
  const named = Object.entries(paths).flatMap(([group, names]) => names.map((name) => `${group}.${name}`));
  return [...['version', 'path', ...named].map((path): Fact => [path, gone(scene)]), ['paths', plain({}, 'docker inspect (Pid 0)')]];
}

function kernelFacts(scene: Scene, look: CgroupLook): Fact[] {
  const file = `/proc/${scene.before.pid}/cgroup`;
  return [
    ['version', is(scene.layout, 'findmnt -t cgroup,cgroup2', '/proc/self/mountinfo')],
    ['path', is(look.paths.get('memory'), `cat ${file}`, file)],
    ['paths', plain(Object.fromEntries(look.paths), `cat ${file}`)],
    ...limits(look), ...settings(look), ...counters(scene, look), ...network(scene), ...pressures(scene, look),
  ];
}

function limits(look: CgroupLook): Fact[] {
  const both = (group: string, controller: string, file: string, { limit, own, decidedBy }: Limited): Fact[] => [
    [`${group}.limit`, is(printedLimit(limit), `cat ${file} at every level`, `${decidedBy}/${file}`)],
    [`${group}.ownLimit`, is(printedLimit(own), `cat ${file}`, look.file(controller, file))],
  ];
  const memory = look.fileLimit('memory', 'memory.limit_in_bytes');
  return [
    ...both('memory', 'memory', 'memory.limit_in_bytes', memory), ...both('pids', 'pids', 'pids.max', look.fileLimit('pids', 'pids.max')),
    ...both('cpu', 'cpu', 'cpu.cfs_quota_us', look.cores()), ['memory.swapLimit', swap(look, memory.limit)],
    ['memory.reservation', is(printedLimit(look.reservation()), 'cat memory.soft_limit_in_bytes', look.file('memory', 'memory.soft_limit_in_bytes'))],
  ];
}

function swap(look: CgroupLook, memory: number): Expectation {
  const file = 'memory.memsw.limit_in_bytes';
  if (!look.exists('memory', file)) {
    return unread('absent', `ls ${file}`, look.file('memory', file));
  }
  const { limit, decidedBy } = look.fileLimit('memory', file);
  return is(printedLimit(limit === Infinity ? limit : Math.max(0, limit - memory)), `cat ${file}, memory.limit_in_bytes`, `${decidedBy}/${file}`);
}

function settings(look: CgroupLook): Fact[] {
  const cpuset = ['cpuset.effective_cpus', 'cpuset.cpus'].find((name) => look.exists('cpuset', name)) ?? 'cpuset.cpus';
  const weight = ['blkio.weight', 'blkio.bfq.weight'].find((name) => look.exists('blkio', name));
  return [
    ['cpu.weight', is(look.number('cpu', 'cpu.shares'), 'cat cpu.shares', look.file('cpu', 'cpu.shares'))],
    ['cpu.cpuset', is(look.text('cpuset', cpuset).trim(), `cat ${cpuset}`, look.file('cpuset', cpuset))],
    ['io.weight', weight === undefined ? unread('absent', 'ls blkio.weight blkio.bfq.weight')
      : is(Number(look.text('blkio', weight).replace('default', '')), `cat ${weight}`, look.file('blkio', weight))],
    ['io.limits', is(look.throttles(), 'cat blkio.throttle.*', look.file('blkio', 'blkio.throttle.read_bps_device'))],
  ];
}

/** Which file each counter stands in. */
const counted: Readonly<Record<string, readonly [controller: string, file: string]>> = {
  'memory.usage': ['memory', 'memory.usage_in_bytes'], 'memory.inactiveFile': ['memory', 'memory.stat'], 'memory.swapUsage': ['memory', 'memory.stat'],
  'memory.anonymous': ['memory', 'memory.stat'], 'memory.file': ['memory', 'memory.stat'], 'memory.shmem': ['memory', 'memory.stat'],
  'memory.kernel': ['memory', 'memory.kmem.usage_in_bytes'], 'memory.oomKills': ['memory', 'memory.oom_control'],
  'cpu.usage': ['cpuacct', 'cpuacct.usage'],
  'pids.current': ['pids', 'pids.current'],
};

function counters({ before, after }: Scene, look: CgroupLook): Fact[] {
  const change = (path: string, from: string, witness = `cat ${from}`): Fact => {
    const [earlier, later] = [before.counters.get(path) ?? NaN, after.counters.get(path) ?? NaN];
    return [path, Number.isNaN(earlier) || Number.isNaN(later) ? unread('absent', witness) : between(earlier, later, witness, from)];
  };
  const used = [look.file('memory', 'memory.usage_in_bytes'), look.file('memory', 'memory.stat')];
  return [
    ...Object.entries(counted).map(([path, [controller, file]]) => change(path, look.file(controller, file))),
    ...['cpu.periods', 'cpu.throttledPeriods', 'cpu.throttledTime'].map((path) => change(path, look.throttling(), 'cat cpu.stat of the level that decides')),
    change('memory.used', used.join(', '), 'cat memory.usage_in_bytes, memory.stat'),
    change('io.readBytes', look.serviced('Read')?.file ?? ''), change('io.writeBytes', look.serviced('Write')?.file ?? ''),
  ];
}

export function network({ before, after, fixed }: Pick<Scene, 'before' | 'after' | 'fixed'>): Fact[] {
  const file = `/proc/${before.pid}/net/dev`;
  const isInitial = fixed?.links.net === namespaceNumber('self', 'net');
  return ['network.receivedBytes', 'network.sentBytes'].map((path): Fact => [path, isInitial
    ? unread('unsupported', 'readlink /proc/PID/ns/net: it is the machine’s own')
    : between(before.counters.get(path) ?? NaN, after.counters.get(path) ?? NaN, `cat ${file}`, file)]);
}

export function pressures({ before, after }: Pick<Scene, 'before' | 'after'>, look: CgroupLook): Fact[] {
  return paths.pressure.map((resource): Fact => {
    const file = look.file('', `${resource}.pressure`);
    const [earlier, later] = [before.pressure.get(resource), after.pressure.get(resource)];
    const expectation = !look.has('') ? unread('unsupported', 'cat /proc/PID/cgroup: not in a unified hierarchy of its own')
      : earlier === undefined || later === undefined ? unread(['absent', 'unsupported'], `ls ${file}`)
      : matches(`cat ${file}`, file, JSON.stringify(later), (value) => isBetween(value, earlier, later));
    return [`pressure.${resource}`, expectation];
  });
}

type Stalls = Readonly<Record<string, Readonly<Record<string, number>> | null>>;

/** Totals grow; averages are renewed every two seconds, so they are one of the two, or in between. */
function isBetween(value: unknown, earlier: Stalls, later: Stalls): boolean {
  const printed = value as Stalls;
  return ['some', 'full'].every((kind) => {
    const [now, low, high] = [printed[kind], earlier[kind], later[kind]];
    if (now === null || now === undefined || low === null || low === undefined || high === null || high === undefined) {
      return now === null && (low ?? high ?? null) === null;
    }
    return ['avg10', 'avg60', 'avg300', 'totalSeconds'].every((key) => {
      const range = [low[key] ?? NaN, high[key] ?? NaN];
      return (now[key] ?? NaN) >= Math.min(...range) && (now[key] ?? NaN) <= Math.max(...range);
    });
  });
}

/** `docker inspect`: 0, null and -1 ask for nothing. */
export function configured({ eyes, before: { inspect } }: Scene): Fact[] {
  const asked = (name: string): number => numberAt(inspect, 'HostConfig', name);
  const quota = asked('NanoCpus') > 0 ? asked('NanoCpus') / 1e9 : asked('CpuQuota') / (asked('CpuPeriod') || 100_000);
  return Object.entries({ memory: asked('Memory'), cpu: quota, pids: asked('PidsLimit') }).map(([name, limit]): Fact => [
    `configured.${name}`,
    eyes.reader.asksEngine ? is(limit > 0 ? limit : 'unlimited', 'docker inspect', inspectAnswer) : untold('nobody: the engine does not answer'),
  ]);
}
