/** What the picture of a sandbox must be, by witnesses: `readlink`, `cat`, `stat`, `capsh`, `findmnt`, and how it was made. */
import { type Expectation, type Expectations, between, impossible, is, isSet, plain, shown, unread } from '../expectation.js';
import { cgroupFacts, configured, network, paths, pressures } from '../facts/cgroup.js';
import { findingFacts } from '../facts/findings.js';
import { namespaceFacts } from '../facts/namespaces.js';
import { privilegeFacts } from '../facts/privileges.js';
import { processFacts } from '../facts/processes.js';
import { socketsIn } from '../facts/root.js';
import { cgroupPaths, identityOf, type MountRow, mountRows, namespaceNumber, statusWords } from '../files.js';
import { readlinkSync } from 'node:fs';
import { CgroupLook } from '../cgroupLook.js';
import { type Scene, deniedTo, untold } from '../scene.js';
import { isReading } from '../expectation.js';
import { hasOwnCgroup, owned } from './look.js';
import type { Sandbox } from './sandbox.js';

type Fact = [string, Expectation];

export function expectationsOf(sandbox: Sandbox, scene: Scene, mounts: ReadonlyMap<string, string>, relations: Readonly<Record<string, string>>): Expectations {
  return new Map([
    ['schema', plain('isolation-lens/1', 'the contract')],
    ...named(sandbox, scene), ...namespaces(scene, relations), ...processes(sandbox, scene), ...cgroup(sandbox, scene, mounts), ...root(sandbox, scene),
    ...privilegeFacts(scene), ...findings(sandbox, scene, relations),
  ]);
}

/** Whose network it is everybody can tell, of everybody: by the inode of a file. */
function namespaces(scene: Scene, relations: Readonly<Record<string, string>>): Fact[] {
  const isTold: Expectation = { witness: 'stat -c %i /proc/PID/net/dev', disagreement: () => 'initial, private or shared' };
  return namespaceFacts(scene).map(([path, expectation]) => [path, path === 'namespaces.net.relation' && relations.net === 'unknown' ? isTold : expectation]);
}

const nobody = untold('nobody: there is no engine');

function named(sandbox: Sandbox, { id, name }: Scene): Fact[] {
  const { runtime, lowLevelRuntime, configFile, pid, pod = null } = sandbox;
  const made = 'how it was made';
  const facts: Fact[] = [
    ['id', plain(id, made)], ['name', plain(name, made)], ['runtime', plain(runtime, made)], ['engine', plain(null, made)], ['image', plain(null, made)],
    ['state', plain('running', 'ps')], ['pid', plain(pid, `the word of ${runtime}`)], ['parent', plain(null, made)], ['pod', plain(pod, made)],
    ...(lowLevelRuntime === undefined ? [] : [['lowLevelRuntime', plain(lowLevelRuntime, made)] as Fact]),
    ...(configFile === undefined ? [] : [['configFile', plain(configFile, 'ls')] as Fact]),
  ];
  return facts.map(([path, expectation]) => [`container.${path}`, expectation]);
}

/** The members of its cgroup, else of its pid namespace; with the machine's pids and without a cgroup nobody can tell. */
function processes({ pid }: Sandbox, scene: Scene): Fact[] {
  const [, ...maps] = processFacts(scene);
  const isUntold = namespaceNumber(pid, 'pid') === namespaceNumber('self', 'pid') && !hasOwnCgroup(pid);
  const wanted = scene.after.members;
  const list: Expectation = {
    witness: 'cat cgroup.procs, readlink /proc/*/ns/pid',
    disagreement: (printed) => (isReading(printed) && 'value' in printed && shown(printed.value) === shown(wanted) ? undefined : shown(wanted)),
  };
  return [['processes', isUntold ? unread('unsupported', 'readlink /proc/PID/ns/pid, cat /proc/PID/cgroup') : list], ...maps];
}

function cgroup({ pid }: Sandbox, scene: Scene, mounts: ReadonlyMap<string, string>): Fact[] {
  if (hasOwnCgroup(pid)) {
    return cgroupFacts(scene);
  }
  const file = `/proc/${pid}/cgroup`;
  const witness = `cat ${file}: where it was started`;
  const elsewhere = Object.entries(paths).filter(([group]) => group !== 'network' && group !== 'pressure')
    .flatMap(([group, names]) => names.map((name): Fact => [`${group}.${name}`, unread('unsupported', witness)]));
  const facts: Fact[] = [
    ['version', is(scene.layout, 'findmnt -t cgroup,cgroup2', '/proc/self/mountinfo')],
    ['path', is(cgroupPaths(pid).get('memory'), `cat ${file}`, file)],
    ['paths', plain(Object.fromEntries(cgroupPaths(pid)), `cat ${file}`)],
    ...elsewhere.filter(([path]) => path !== 'cpu.usage'), usage(scene, witness), ...network(scene), ...configured(scene),
    ...(owned(pid).has('') ? pressures(scene, new CgroupLook(pid, mounts)) : paths.pressure.map((name): Fact => [`pressure.${name}`, unread('unsupported', witness)])),
  ];
  return facts.map(([path, expectation]) => [`cgroup.${path}`, expectation]);
}

function usage({ before, after }: Scene, witness: string): Fact {
  const [earlier, later] = [before.counters.get('cpu.usage'), after.counters.get('cpu.usage')];
  return ['cpu.usage', earlier === undefined || later === undefined ? unread('unsupported', witness) : between(earlier, later, 'cat cpu.stat of the unified hierarchy')];
}

function root(sandbox: Sandbox, scene: Scene): Fact[] {
  const { pid, hostPath } = sandbox;
  const file = `/proc/${pid}/mountinfo`;
  const own = mountRows(pid);
  const top = own.findLast(({ target }) => target === '/');
  const kernel = (target: string): boolean => /^\/(?:proc|sys)\/./.test(target) && !own.some((each) => each.target.startsWith(`${target}/`));
  const facts: Fact[] = [
    ['mechanism', mechanism(sandbox)],
    ['hostPath', identityOf(`${hostPath}/.`) === identityOf(`/proc/${pid}/root/.`) ? placeOf(sandbox, scene) : impossible('stat', `${hostPath} is not its root`)],
    ...rootMount(sandbox, scene, top),
    ['mounts', is(own, `cat ${file}, findmnt --task ${pid}`, file)],
    ['requested', nobody], ['history', nobody],
    ['engineSockets', isSet(socketsIn(pid, own, ''), 'stat through /proc/PID/root', /^\/proc\/\d+\/mountinfo, \/proc\/self\/mountinfo(?:, |$)/)],
    ['maskedPaths', isSet(own.filter(({ target, root: from, fsType, options, superOptions }) => kernel(target)
      && (from === '/null' || (fsType === 'tmpfs' && options.includes('ro') && superOptions.includes('ro')))).map(({ target }) => target), 'findmnt --task', file, true)],
    ['readOnlyPaths', isSet(own.filter(({ target, fsType, options }) => fsType === 'proc' && target !== '/proc' && target.startsWith('/proc/')
      && options.includes('ro')).map(({ target }) => target), 'findmnt --task', file, true)],
  ];
  return facts.map(([path, expectation]) => [`root.${path}`, expectation]);
}

/** Its link tells a chroot; whether its "/" is the machine's tells a pivoted root from none of its own. */
function mechanism({ pid, mechanism: made }: Sandbox): Expectation {
  const link = readlinkSync(`/proc/${pid}/root`);
  const seen = link !== '/' ? 'chroot' : identityOf(`/proc/${pid}/root/.`) === identityOf('/') ? 'none' : 'pivot_root';
  return seen === made ? is(made, 'readlink and stat of /proc/PID/root') : impossible('readlink and stat of /proc/PID/root', `${seen}, and yet ${made} was made`);
}

/** A chroot's directory stands in its link only, which not everybody may read. */
function placeOf({ pid, mechanism: made, hostPath }: Sandbox, scene: Scene): Expectation {
  return made === 'chroot' && !scene.eyes.reader.isRoot ? deniedTo(scene, `/proc/${pid}/root`) : is(hostPath, 'stat through /proc/PID/root');
}

function rootMount(sandbox: Sandbox, scene: Scene, top: MountRow | undefined): Fact[] {
  const around = top ?? mountRows(process.pid).filter(({ target }) => target === '/' || `${sandbox.hostPath}/`.startsWith(`${target}/`))
    .sort((one, other) => one.target.length - other.target.length).at(-1)!;
  const hidden = top === undefined && !scene.eyes.reader.isRoot;
  const told = (value: unknown): Expectation => (hidden ? deniedTo(scene, `/proc/${sandbox.pid}/root`) : is(value, 'findmnt'));
  const layered = hidden ? told('') : unread('unsupported', `findmnt: ${around.fsType}`);
  return [
    ['driver', told(around.fsType)], ['filesystem', told(around.fsType)], ['readOnly', told(around.options.includes('ro') || around.superOptions.includes('ro'))],
    ['layers', layered], ['writableLayer', layered],
  ];
}

/** Where the root itself is not told, nobody can say that it is writable. */
function findings(sandbox: Sandbox, scene: Scene, relations: Readonly<Record<string, string>>): Fact[] {
  const [[path, all] = [], ...rest] = findingFacts(scene, relations);
  const isHidden = sandbox.mechanism === 'chroot' && !scene.eyes.reader.isRoot;
  if (path === undefined || all === undefined || !isHidden) {
    return findingFacts(scene, relations);
  }
  const writable = { id: 'writable-root', severity: 'info', concept: 'x', says: 'x', fix: 'x', evidence: ['x'] };
  return [[path, { witness: all.witness, disagreement: (printed) => all.disagreement(Array.isArray(printed) ? [...printed as unknown[], writable] : printed) }], ...rest];
}

/** As the contract names what has no name: by its program and pid. */
export function nameOf({ name, id, pid }: Sandbox): string {
  return name ?? id?.slice(0, 12) ?? `${statusWords(pid, 'Name').join(' ')}-${pid}`;
}
