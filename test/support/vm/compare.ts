/** Every fact of one container as the machine's own kernel gives it, against the witness from before and after. */
import { execFileSync } from 'node:child_process';
import { type IsolationWithFindings, type Limit, type Mount, capabilitySets, namespaceTypes } from '../../../src/model/isolation.js';
import type { Pressure } from '../../../src/model/isolation.js';
import type { Reading } from '../../../src/model/reading.js';
import { programOf } from '../programs.mjs';
import type { Inspected } from './containers.js';
import { compareCounter, compareUsed, counters, keyed } from './counters.js';
import type { Facts } from './facts.js';
import { type FoundMount, type Witness, levelsOf } from './witness.js';

export interface Subject {
  readonly name: string;
  readonly inspected: Inspected;
  readonly all: ReadonlyMap<string, Inspected>;
  readonly before: Witness;
  readonly after: Witness;
  readonly isolation: IsolationWithFindings;
}

const limitIn = (text: string | undefined): Limit | undefined => (text === undefined ? undefined : text.trim() === 'max' ? 'unlimited' : Number(text));
const coresIn = (text: string | undefined): Limit | undefined => {
  const [quota = '', period = ''] = (text ?? '').trim().split(' ');
  return text === undefined ? undefined : quota === 'max' ? 'unlimited' : Number(quota) / Number(period);
};

/** The smallest on the path, and the file that says it: the nearest one where several say the same. */
function smallest({ before, inspected }: Subject, file: string, parse: (text: string | undefined) => Limit | undefined) {
  const each = levelsOf(inspected).map((level) => ({ from: `${level}/${file}`, limit: parse(before.text(`${level}/${file}`)) }));
  return each.reduce((best, one) => (Number(one.limit === 'unlimited' ? Infinity : one.limit) < Number(best.limit === 'unlimited' ? Infinity : best.limit) ? one : best));
}

export function compareNamespaces(facts: Facts, { name, inspected, all, before, isolation }: Subject): void {
  const idOf = (pid: number, type: string) => before.namespaces.get(pid)?.get(type);
  for (const type of namespaceTypes) {
    const { id, relation, sharedWith } = isolation.namespaces[type];
    const own = idOf(inspected.State.Pid, type);
    const initial = own === idOf(1, type);
    const others = [...all].filter(([other, { State }]) => !initial && other !== name && idOf(State.Pid, type) === own).map(([other]) => other).sort();
    facts.value(`${name} ${type} namespace`, id, own);
    facts.same(`${name} ${type} relation`, relation, initial ? 'initial' : others.length > 0 ? 'shared' : 'private');
    facts.same(`${name} ${type} sharers`, sharedWith, others);
  }
}

export function compareContainer(facts: Facts, { name, inspected, isolation: { container } }: Subject): void {
  facts.same(`${name} id`, container.id, inspected.Id);
  facts.same(`${name} name`, container.name, name);
  facts.same(`${name} runtime`, [container.runtime, container.lowLevelRuntime], ['docker', inspected.HostConfig.Runtime]);
  facts.same(`${name} image`, container.image, inspected.Config.Image);
  facts.same(`${name} state`, container.state, inspected.State.Status);
  facts.same(`${name} pid`, container.pid, inspected.State.Pid);
}

export function compareMemory(facts: Facts, subject: Subject): void {
  const { name, before, isolation: { cgroup: { memory } }, inspected } = subject;
  const [own = ''] = levelsOf(inspected);
  const { limit, from } = smallest(subject, 'memory.max', limitIn);
  const swap = smallest(subject, 'memory.swap.max', limitIn);
  facts.value(`${name} memory.limit`, memory.limit, limit, from);
  facts.value(`${name} memory.ownLimit`, memory.ownLimit, limitIn(before.text(`${own}/memory.max`)), `${own}/memory.max`);
  facts.value(`${name} memory.swapLimit`, memory.swapLimit, swap.limit, swap.from);
  facts.value(`${name} memory.reservation`, memory.reservation, limitIn(before.text(`${own}/memory.low`)), `${own}/memory.low`);
}

export function compareCpuPidsIo(facts: Facts, subject: Subject): void {
  const { name, before, isolation: { cgroup: { cpu, pids, io } }, inspected } = subject;
  const [own = ''] = levelsOf(inspected);
  const cores = smallest(subject, 'cpu.max', coresIn);
  facts.value(`${name} cpu.limit`, cpu.limit, cores.limit, cores.from);
  facts.value(`${name} cpu.ownLimit`, cpu.ownLimit, coresIn(before.text(`${own}/cpu.max`)), `${own}/cpu.max`);
  facts.value(`${name} cpu.weight`, cpu.weight, Number(before.text(`${own}/cpu.weight`)), `${own}/cpu.weight`);
  facts.value(`${name} cpu.cpuset`, cpu.cpuset, before.text(`${own}/cpuset.cpus.effective`)?.trim(), `${own}/cpuset.cpus.effective`);
  const tasks = smallest(subject, 'pids.max', limitIn);
  facts.value(`${name} pids.limit`, pids.limit, tasks.limit, tasks.from);
  facts.value(`${name} pids.ownLimit`, pids.ownLimit, limitIn(before.text(`${own}/pids.max`)), `${own}/pids.max`);
  facts.value(`${name} io.weight`, io.weight, Number(/^default (\d+)$/m.exec(before.text(`${own}/io.weight`) ?? '')?.[1]), `${own}/io.weight`);
  facts.value(`${name} io.limits`, io.limits, (before.text(`${own}/io.max`) ?? '').split('\n').filter((line) => line !== ''), `${own}/io.max`);
}

function compareCounters(facts: Facts, { name, before, after, isolation: { cgroup }, inspected }: Subject): void {
  for (const counter of counters) compareCounter(facts, name, counter, cgroup, inspected, [before, after]);
  compareUsed(facts, name, cgroup);
}

export function compareCgroup(facts: Facts, subject: Subject): void {
  const { name, before, isolation: { cgroup }, inspected: { State: { Pid } } } = subject;
  const path = /^0::(\S+)$/m.exec(before.text(`/proc/${Pid}/cgroup`) ?? '')?.[1];
  facts.value(`${name} cgroup.version`, cgroup.version, 'v2');
  facts.value(`${name} cgroup.path`, cgroup.path, path, `/proc/${Pid}/cgroup`);
  facts.same(`${name} cgroup.paths`, cgroup.paths, { '': path });
  for (const resource of ['cpu', 'memory', 'io'] as const) comparePressure(facts, subject, resource, cgroup.pressure[resource]);
}

/** Averages fall while nobody looks; the total only grows. */
function comparePressure(facts: Facts, { name, before, after, inspected }: Subject, resource: string, reading: Reading<Pressure>): void {
  const file = `${levelsOf(inspected)[0]}/${resource}.pressure`;
  for (const kind of ['some', 'full'] as const) {
    const [one, other] = [before, after].map((witness) => new RegExp(`^${kind} avg10=(\\S+) avg60=(\\S+) avg300=(\\S+) total=(\\d+)$`, 'm').exec(witness.text(file) ?? '')?.slice(1).map(Number));
    const stall = 'value' in reading ? reading.value[kind] : null;
    const total: Reading<number> = stall === null ? { unread: 'absent', from: reading.from } : { value: stall.totalSeconds, from: reading.from };
    facts.between(`${name} pressure.${resource}.${kind}`, total, one === undefined ? undefined : one[3]! / 1e6, other === undefined ? undefined : other[3]! / 1e6);
    if (isDeepEqualNumbers(one, other)) {
      facts.same(`${name} pressure.${resource}.${kind} averages`, stall && [stall.avg10, stall.avg60, stall.avg300], one?.slice(0, 3));
    }
  }
}

const isDeepEqualNumbers = (one: readonly number[] | undefined, other: readonly number[] | undefined) => one !== undefined && String(one) === String(other);

/** What the engine was asked for, in the same units; the engine says 0, null or -1 for "no limit". */
export function compareConfigured(facts: Facts, { name, isolation: { cgroup: { configured } }, inspected: { HostConfig } }: Subject): void {
  const asked = (value: unknown, scale = 1): Limit => (typeof value === 'number' && value > 0 ? value / scale : 'unlimited');
  facts.value(`${name} configured.memory`, configured.memory, asked(HostConfig.Memory));
  facts.value(`${name} configured.cpu`, configured.cpu, asked(HostConfig.NanoCpus, 1e9));
  facts.value(`${name} configured.pids`, configured.pids, asked(HostConfig.PidsLimit));
}

export function compareProcesses(facts: Facts, { name, before, isolation, inspected }: Subject): void {
  const listed = 'value' in isolation.processes ? isolation.processes.value : [];
  facts.same(`${name} processes`, listed.map(({ hostPid }) => hostPid).sort((one, other) => one - other), before.members(inspected));
  for (const { hostPid, containerPid, command } of listed) {
    const inner = /^NSpid:.*\s(\d+)$/m.exec(before.text(`/proc/${hostPid}/status`) ?? '')?.[1];
    facts.same(`${name} process ${hostPid}`, containerPid, Number(inner));
    facts.same(`${name} command of ${hostPid}`, command, inner === '1' ? 'sleep 100000' : 'sleep 100001');
  }
  for (const kind of ['uid', 'gid'] as const) {
    const lines = (before.text(`/proc/${inspected.State.Pid}/${kind}_map`) ?? '').trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
    facts.value(`${name} ${kind} map`, isolation.idMap[kind], lines.map(([inside = NaN, outside = NaN, count = NaN]) => ({ inside, outside, count })));
  }
}

export function compareRoot(facts: Facts, { name, before, isolation: { root }, inspected: { State, HostConfig, GraphDriver } }: Subject): void {
  const mounts = before.mounts.get(State.Pid) ?? [];
  const slash = mounts.find(({ target }) => target === '/');
  const option = (key: string) => slash?.['fs-options'].split(',').find((each) => each.startsWith(`${key}=`))?.slice(key.length + 1);
  facts.value(`${name} root.mechanism`, root.mechanism, 'pivot_root');
  facts.value(`${name} root.hostPath`, root.hostPath, GraphDriver.Data.MergedDir);
  facts.value(`${name} root.driver`, root.driver, GraphDriver.Name);
  facts.value(`${name} root.filesystem`, root.filesystem, slash?.fstype);
  facts.value(`${name} root.writableLayer`, root.writableLayer, option('upperdir'));
  facts.value(`${name} root.layers`, root.layers, option('lowerdir')?.split(':').map((path) => before.layerLinks.get(path.split('/').at(-1) ?? '') ?? path));
  facts.value(`${name} root.readOnly`, root.readOnly, slash?.['vfs-options'].split(',').includes('ro'));
  facts.value(`${name} root.maskedPaths`, root.maskedPaths, (HostConfig.MaskedPaths ?? []) as string[]);
  facts.value(`${name} root.readOnlyPaths`, root.readOnlyPaths, (HostConfig.ReadonlyPaths ?? []) as string[]);
  const inOrder = (lines: readonly string[][]) => lines.map(String).sort();
  facts.same(`${name} root.mounts`, inOrder('value' in root.mounts ? root.mounts.value.map(mountWords) : []), inOrder(mounts.map(foundWords)));
}

function mountWords({ target, source, device, root, fsType, options, superOptions, propagation }: Mount): string[] {
  const kinds = [propagation.some((each) => each.startsWith('shared:')) ? 'shared' : 'private', ...(propagation.some((each) => each.startsWith('master:')) ? ['slave'] : [])];
  return [target, source, device, root, fsType, options.join(' '), superOptions.join(' '), kinds.join(' ')];
}

function foundWords({ target, source, fsroot, fstype, propagation, ...mount }: FoundMount): string[] {
  return [target, source, mount['maj:min'], fsroot, fstype, ...[mount['vfs-options'], mount['fs-options'], propagation].map((each) => each.replaceAll(',', ' '))];
}

const decoded = new Map<string, string[]>();
function decode(hex: string): string[] {
  const known = decoded.get(hex) ?? execFileSync(programOf('capsh') ?? 'capsh', [`--decode=${hex}`], { encoding: 'utf8' })
    .trim().replace(/^[^=]*=/, '').split(',').filter((each) => each !== '').map((each) => each.toUpperCase());
  decoded.set(hex, known);
  return known;
}

export function comparePrivileges(facts: Facts, { name, before, isolation: { privileges }, inspected: { State, HostConfig } }: Subject): void {
  const status = before.text(`/proc/${State.Pid}/status`) ?? '';
  const field = (key: string) => new RegExp(`^${key}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? 'missing';
  const letters = { effective: 'CapEff', permitted: 'CapPrm', inheritable: 'CapInh', bounding: 'CapBnd', ambient: 'CapAmb' };
  for (const set of capabilitySets) facts.value(`${name} ${set} capabilities`, privileges.capabilities[set], decode(field(letters[set])));
  const [uid, gid] = [Number(field('Uid')), Number(field('Gid'))];
  facts.value(`${name} user`, privileges.user, { uid, gid, hostUid: uid });
  facts.value(`${name} no_new_privs`, privileges.noNewPrivileges, field('NoNewPrivs') === '1');
  facts.value(`${name} seccomp`, privileges.seccomp, (['disabled', 'strict', 'filter'] as const)[Number(field('Seccomp'))]);
  facts.value(`${name} lsm`, privileges.lsm, before.text(`/proc/${State.Pid}/attr/current`)?.trim());
  facts.value(`${name} privileged`, privileges.privileged, HostConfig.Privileged as boolean);
  facts.value(`${name} devices`, privileges.devices, devicesIn(HostConfig));
}

/** As `docker run --device` has them. */
export function devicesIn({ Devices }: Inspected['HostConfig']): string[] {
  const devices = (Devices ?? []) as { PathOnHost: string; PathInContainer: string; CgroupPermissions: string }[];
  return devices.map(({ PathOnHost, PathInContainer, CgroupPermissions }) => [PathOnHost, PathInContainer, CgroupPermissions].join(':'));
}

/** Findings that follow from the witness alone. */
export function compareFindings(facts: Facts, { name, before, isolation: { findings }, inspected }: Subject): void {
  const [own = ''] = levelsOf(inspected);
  const read = (file: string) => before.text(`${own}/${file}`);
  const ids = findings.map(({ id }) => id);
  const levels = levelsOf(inspected).map((level) => ['memory.max', 'cpu.max', 'pids.max'].map((file) => before.text(`${level}/${file}`)?.startsWith('max')));
  const unlimited = (column: number) => levels.every((level) => level[column] === true);
  const expected: Record<string, boolean> = {
    'no-memory-limit': unlimited(0), 'no-cpu-limit': unlimited(1), 'no-pids-limit': unlimited(2),
    'oom-killed': keyed('oom_kill')(read('memory.events') ?? '') > 0,
    privileged: inspected.HostConfig.Privileged === true,
    'cgroup-namespace-initial': inspected.HostConfig.CgroupnsMode === 'host',
    'writable-root': inspected.HostConfig.ReadonlyRootfs !== true,
    'seccomp-off': /^Seccomp:\s+0$/m.test(before.text(`/proc/${inspected.State.Pid}/status`) ?? ''),
    'no-new-privs-off': /^NoNewPrivs:\s+0$/m.test(before.text(`/proc/${inspected.State.Pid}/status`) ?? ''),
  };
  for (const [id, wanted] of Object.entries(expected)) facts.same(`${name} finding ${id}`, ids.includes(id), wanted);
}

export function compareAll(facts: Facts, subject: Subject): void {
  for (const compare of [compareContainer, compareNamespaces, compareProcesses, compareCgroup, compareMemory, compareCpuPidsIo, compareCounters, compareConfigured, compareRoot, comparePrivileges, compareFindings]) {
    compare(facts, subject);
  }
}
