/** `findings`: which there must be, told from the witnesses' own facts. */
import { type Expectation } from '../expectation.js';
import { printedLimit } from '../cgroupLook.js';
import { everybody, mountRows, namespaceNumber, statusWords, type MountRow } from '../files.js';
import { at, listAt, numberAt } from '../json.js';
import type { Scene } from '../scene.js';
import { capabilitiesIn, userOf } from './privileges.js';

/** By the engine's documentation. */
const byDefault = ['CHOWN', 'DAC_OVERRIDE', 'FSETID', 'FOWNER', 'MKNOD', 'NET_RAW', 'SETGID', 'SETUID', 'SETFCAP', 'SETPCAP', 'NET_BIND_SERVICE', 'SYS_CHROOT', 'KILL', 'AUDIT_WRITE'];
const alwaysNamed = ['SYS_ADMIN', 'SYS_MODULE', 'SYS_PTRACE', 'NET_ADMIN', 'DAC_READ_SEARCH'];

/** `relations`: what was printed of each namespace, compared elsewhere already; of the unknown nothing follows. */
export function findingFacts(scene: Scene, relations: Readonly<Record<string, string>>): [string, Expectation][] {
  const wanted = [...(scene.fixed === undefined ? ofStopped(scene) : ofRunning(scene, scene.fixed.mounts, relations))].sort();
  return [['findings', {
    witness: 'lsns, cat, capsh, findmnt, docker inspect',
    disagreement: (printed) => {
      const ids = Array.isArray(printed) ? printed.map((each) => String(at(each, 'id'))).sort() : [];
      if (ids.join() !== wanted.join()) {
        return `these: ${wanted.filter((id) => !ids.includes(id)).map((id) => `+${id}`).join(' ')} ${ids.filter((id) => !wanted.includes(id)).map((id) => `-${id}`).join(' ')}`;
      }
      return (printed as unknown[]).every(isWhole) ? undefined : 'each with severity, concept, one line of words, evidence and a fix';
    },
  }]];
}

function isWhole(finding: unknown): boolean {
  const isLine = (key: string): boolean => /^\P{Cc}+$/u.test(String(at(finding, key)));
  return isLine('says') && isLine('fix') && isLine('concept') && ['info', 'warning', 'danger'].includes(String(at(finding, 'severity')))
    && listAt(finding, 'evidence').length > 0;
}

function ofStopped({ before: { inspect } }: Scene): string[] {
  return [
    ...(at(inspect, 'HostConfig', 'ReadonlyRootfs') === true ? [] : ['writable-root']),
    ...(at(inspect, 'HostConfig', 'Privileged') === true ? ['privileged'] : []),
    ...(listAt(inspect, 'HostConfig', 'Devices').length > 0 ? ['host-device-mounted'] : []),
  ];
}

function ofRunning(scene: Scene, mounts: readonly MountRow[], relations: Readonly<Record<string, string>>): Set<string> {
  const { before: { inspect, counters }, eyes: { reader } } = scene;
  const pid = scene.program ?? scene.before.pid;
  const asked = (name: string): unknown => (reader.asksEngine ? at(inspect, 'HostConfig', name) : undefined);
  const found = new Set<string>();
  const add = (id: string, is: boolean): void => {
    if (is) {
      found.add(id);
    }
  };
  for (const type of ['pid', 'net', 'ipc', 'uts', 'user', 'cgroup']) {
    add(`${type}-namespace-${relations[type] ?? ''}`, relations[type] === 'initial' || relations[type] === 'shared');
  }
  const user = userOf(pid);
  add('root-without-user-namespace', user.uid === 0 && user.hostUid === 0 && relations.user === 'initial');
  add('privileged', asked('Privileged') === true);
  add('seccomp-off', statusWords(pid, 'Seccomp')[0] === '0');
  add('no-new-privs-off', statusWords(pid, 'NoNewPrivs')[0] === '0');
  add('writable-root', !mounts.some(({ target, options }) => target === '/' && options.includes('ro')));
  add('oom-killed', (counters.get('memory.oomKills') ?? 0) > 0);
  add('cpu-throttled', (counters.get('cpu.throttledPeriods') ?? 0) > 0);
  add('host-device-mounted', reader.asksEngine && listAt(inspect, 'HostConfig', 'Devices').length > 0);
  limitFindings(scene, add);
  add('shared-propagation', isPassedOn(scene.before.pid, mounts));
  mountFindings(mounts, reader.asksEngine && asked('Privileged') === false, add);
  for (const name of beyondDefault(scene)) {
    found.add(`capability-added-${name.toLowerCase().replaceAll('_', '-')}`);
  }
  return found;
}

type Add = (id: string, is: boolean) => void;

function limitFindings({ before: { cgroup, inspect }, eyes: { reader } }: Scene, add: Add): void {
  if (cgroup === undefined) {
    return;
  }
  const effective = {
    memory: cgroup.fileLimit('memory', 'memory.limit_in_bytes').limit, pids: cgroup.fileLimit('pids', 'pids.max').limit, cpu: cgroup.cores().limit,
  };
  const named = { memory: ['Memory'], pids: ['PidsLimit'], cpu: ['NanoCpus', 'CpuQuota'] };
  for (const name of ['memory', 'pids', 'cpu'] as const) {
    const asked = reader.asksEngine && named[name].some((each) => numberAt(inspect, 'HostConfig', each) > 0);
    add(`no-${name}-limit`, !asked && printedLimit(effective[name]) === 'unlimited');
    add('limit-not-enforced', asked && effective[name] === Infinity);
  }
}

function mountFindings(mounts: readonly MountRow[], ordinary: boolean, add: Add): void {
  const host = mounts.filter(({ target, root, fsType }) => target !== '/' && root === '/' && !['proc', 'sysfs', 'tmpfs', 'devtmpfs', 'devpts', 'mqueue', 'cgroup', 'cgroup2'].includes(fsType))
    .filter(({ target }) => mounts.some((other) => other.target === `${target}/proc` && other.fsType === 'proc'));
  const apart = mounts.filter(({ target }) => !host.some((each) => target.startsWith(`${each.target}/`)));
  add('host-root-mounted', host.length > 0);
  add('engine-socket-mounted', mounts.some(({ root, target, source }) => [root, target, source].some((path) => path.endsWith('/docker.sock'))));
  add('host-proc-mounted', apart.some(({ fsType, target, root }) => fsType === 'proc' && root === '/' && target !== '/proc'));
  add('host-sys-mounted', apart.some(({ fsType, target, root, options }) => fsType === 'sysfs' && root === '/' && (target !== '/sys' || (ordinary && options.includes('rw')))));
}

/** A mount of which somebody in another mount namespace has a peer, and not only both from a common master. */
function isPassedOn(pid: number, mounts: readonly MountRow[]): boolean {
  const groups = mounts.filter(({ propagation }) => !propagation.some((each) => each.startsWith('master:')))
    .flatMap(({ propagation }) => propagation.filter((each) => each.startsWith('shared:')));
  return groups.length > 0 && everybody().some((other) => {
    try {
      return namespaceNumber(other, 'mnt') !== namespaceNumber(pid, 'mnt') && mountRows(other).some(({ propagation }) => propagation.some((each) => groups.includes(each)));
    } catch {
      return false; // it ended meanwhile
    }
  });
}

/** More than eight were not added one by one: then only those that count most are named. */
function beyondDefault({ before: { pid, inspect }, program = pid, eyes: { reader }, fixed }: Scene): string[] {
  const held = capabilitiesIn(program, reader.asksEngine ? 'bounding' : 'effective').map((name) => name.replace('CAP_', ''));
  const beyond = held.filter((name) => !byDefault.includes(name));
  const privileged = reader.asksEngine && at(inspect, 'HostConfig', 'Privileged') === true;
  const ownUsers = fixed?.links.user !== namespaceNumber('self', 'user');
  return beyond.filter((name) => alwaysNamed.includes(name) || !(beyond.length > 8 || privileged || ownUsers));
}
