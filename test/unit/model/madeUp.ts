/** Snapshots made up for a test, from the few files that it is about. */
import { type Entry, type EngineState, type Snapshot, snapshotSchema } from '../../../src/model/snapshot.js';

export interface MadeUpProcess {
  readonly pid: number;
  readonly parent?: number;
  readonly nsPids?: readonly number[];
  readonly comm?: string;
  readonly words?: readonly string[];
  readonly cgroup?: string;
  readonly mountinfo?: string;
  readonly root?: string;
  readonly uidMap?: string;
  readonly startTime?: number;
  readonly more?: Readonly<Record<string, Entry>>;
}

export const rootMount = '100 50 0:30 / / rw - overlay overlay rw\n';
export const identityMap = '         0          0 4294967295\n';

export function statusText({ pid, parent = 1, nsPids = [pid], comm = 'sleep' }: MadeUpProcess): string {
  return [
    `Name:\t${comm}`, 'State:\tS (sleeping)', `Tgid:\t${pid}`, `Pid:\t${pid}`, `PPid:\t${parent}`, 'Uid:\t0\t0\t0\t0',
    'Gid:\t0\t0\t0\t0', `NSpid:\t${nsPids.join('\t')}`, 'VmSize:\t    1000 kB', 'Threads:\t1', 'CapInh:\t0000000000000000',
    'CapPrm:\t00000000a80425fb', 'CapEff:\t00000000a80425fb', 'CapBnd:\t00000000a80425fb', 'CapAmb:\t0000000000000000',
    'NoNewPrivs:\t0', 'Seccomp:\t2', 'nonvoluntary_ctxt_switches:\t0', '',
  ].join('\n');
}

export function statText({ pid, parent = 1, comm = 'sleep', startTime = 1000 + pid }: MadeUpProcess): string {
  return `${pid} (${comm}) S ${parent} ${'0 '.repeat(17)}${startTime} 0 0\n`;
}

export function filesOf(process: MadeUpProcess): Record<string, Entry> {
  const dir = `/proc/${process.pid}`;
  const { comm = 'sleep', words = [comm], cgroup = '0::/\n', mountinfo = rootMount, root = '/', uidMap = identityMap } = process;
  const files: Record<string, Entry> = {
    status: statusText(process), stat: statText(process), 'stat#again': statText(process), comm: `${comm}\n`,
    cmdline: words.map((word) => `${word}\0`).join(''), cgroup, mountinfo, root: { link: root }, uid_map: uidMap, gid_map: uidMap,
    ...process.more,
  };
  return Object.fromEntries(Object.entries(files).map(([name, entry]) => [`${dir}/${name}`, entry]));
}

export const dockerEngine: EngineState = {
  kind: 'docker', endpoint: 'unix:///var/run/docker.sock', chosenBy: 'default', status: 'ok', version: '27.0.1',
};

export interface MadeUp {
  readonly processes?: readonly MadeUpProcess[];
  readonly files?: Readonly<Record<string, Entry>>;
  readonly engine?: Readonly<Record<string, unknown>>;
  readonly engines?: readonly EngineState[];
  readonly platform?: string;
  readonly far?: Snapshot['far'];
}

export function snapshotWith({ processes = [], files = {}, engine = {}, engines, platform = 'linux', far }: MadeUp): Snapshot {
  return {
    schema: snapshotSchema, takenAt: '2026-01-01T00:00:00.000Z', platform, subject: null,
    roots: { proc: '/proc', sys: '/sys' }, reader: 'self',
    files: {
      '/proc/self/status': 'Name:\tnode\nState:\tR (running)\nPid:\t77\nNSpid:\t77\n',
      '/proc/self/ns/pid': { link: 'pid:[4026531836]' }, '/proc/self/cgroup': '0::/user.slice\n',
      '/proc/self/mountinfo': '22 1 254:0 / / rw - ext4 /dev/vda rw\n30 22 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n',
      ...Object.assign({}, ...processes.map(filesOf)) as Record<string, Entry>,
      ...files,
    },
    engine,
    ...(far && { far }),
    engines: engines ?? ('GET /containers/json' in engine ? [dockerEngine] : []),
  };
}

/** A full container id of one repeated digit. */
export function fullId(digit: string): string {
  return digit.repeat(64);
}

/** What an engine says of running containers: name → id, pid and more of the inspect answer. */
export function engineWith(
  ...containers: readonly { readonly id: string; readonly name: string; readonly pid?: number; readonly state?: string;
    readonly hostConfig?: object; readonly inspect?: object; readonly labels?: object }[]
): Record<string, unknown> {
  return {
    'GET /containers/json': containers.map(({ id, name, state = 'running', labels = {} }) => (
      { Id: id, Names: [`/${name}`], Image: 'busybox', State: state, Labels: labels })),
    ...Object.fromEntries(containers.map(({ id, pid = 0, state = 'running', hostConfig = {}, inspect = {} }) => [
      `GET /containers/${id}/json`,
      { Id: id, State: { Status: state, Pid: pid }, HostConfig: { Runtime: 'runc', ...hostConfig }, ...inspect },
    ])),
  };
}
