/** Differently started containers: the flags, and facts that the flags alone make certain. */
import { join } from 'node:path';
import { numberAt, textAt } from './json.js';
import { catIfThere, cgroupPaths } from './files.js';
import type { Places } from './places.js';

export interface Case {
  readonly name: string;
  readonly flags: readonly string[];
  readonly command?: readonly string[];
  /** Facts that root's answer must hold, told by the flags: path → value. A witness that was wrong itself would show here. */
  readonly shows?: Readonly<Record<string, unknown>>;
  /** What has to come true before it is looked at. */
  readonly ready?: (inspect: unknown) => boolean;
  /** Commands of the engine's afterwards; NAME stands for the container. */
  readonly then?: readonly (readonly string[])[];
  readonly create?: true;
  /** It has no process while it is looked at, so that only its engine knows of it. */
  readonly hasNoProcess?: true;
  /** Not every machine can start it: then it is named as skipped. */
  readonly optional?: true;
  /** Started after these, which it joins. */
  readonly joins?: string;
}

const sleep = ['sleep', '1000000'];
const MiB = 2 ** 20;

function hasCounted(inspect: unknown, controller: string, file: string, key: string): boolean {
  const pid = numberAt(inspect, 'State', 'Pid');
  const path = pid > 0 ? cgroupPaths(pid).get(controller) : undefined;
  const text = path === undefined ? undefined : catIfThere(`/sys/fs/cgroup/${controller}${path}/${file}`);
  return Number(new RegExp(`^${key} (\\d+)$`, 'm').exec(text ?? '')?.[1] ?? 0) > 0;
}

const status = (wanted: string) => (inspect: unknown): boolean => textAt(inspect, 'State', 'Status') === wanted;

/** Slow to be ready first. */
export function casesOn(places: Places): readonly Case[] {
  return [...slow, ...limits, ...namespaces(places), ...roots(places), ...privileges, ...states];
}

const slow: readonly Case[] = [
  {
    name: 'restarting', flags: ['--restart', 'always'], command: ['false'], hasNoProcess: true,
    // The engine waits twice as long each time; after the seventh end it is 12 s.
    ready: (inspect) => status('restarting')(inspect) && numberAt(inspect, 'RestartCount') >= 7,
    shows: { 'container.state': 'restarting', 'container.pid': null },
  },
  {
    name: 'healthy', flags: ['--health-cmd', 'true', '--health-interval', '4s'],
    ready: (inspect) => textAt(inspect, 'State', 'Health', 'Status') === 'healthy',
  },
  {
    name: 'throttled', flags: ['--cpus', '0.05'], command: ['sh', '-c', 'while :; do :; done'],
    ready: (inspect) => hasCounted(inspect, 'cpu', 'cpu.stat', 'nr_throttled'),
    shows: { 'cgroup.cpu.limit': 0.05, 'cgroup.configured.cpu': 0.05 },
  },
  {
    name: 'oom-killed', flags: ['--memory', '24m', '--memory-swap', '24m'], command: ['sh', '-c', 'tail /dev/zero; exec sleep 1000000'],
    ready: (inspect) => hasCounted(inspect, 'memory', 'memory.oom_control', 'oom_kill'),
    shows: { 'cgroup.memory.limit': 24 * MiB, 'cgroup.memory.swapLimit': 0, 'cgroup.memory.oomKills': 1 },
  },
];

const limits: readonly Case[] = [
  { name: 'plain', flags: [], shows: { 'cgroup.memory.limit': 'unlimited', 'cgroup.cpu.limit': 'unlimited', 'cgroup.pids.limit': 'unlimited', 'root.mechanism': 'pivot_root' } },
  {
    name: 'memory', flags: ['--memory', '64m', '--memory-swap', '96m', '--memory-reservation', '32m'],
    command: ['sh', '-c', 'dd if=/dev/zero of=/dev/shm/some bs=1048576 count=2 2>/dev/null; cat /bin/busybox > /some; exec sleep 1000000'],
    shows: { 'cgroup.memory.limit': 64 * MiB, 'cgroup.memory.ownLimit': 64 * MiB, 'cgroup.memory.swapLimit': 32 * MiB, 'cgroup.memory.reservation': 32 * MiB, 'cgroup.configured.memory': 64 * MiB },
  },
  { name: 'no-swap', flags: ['--memory', '48m', '--memory-swap', '48m'], shows: { 'cgroup.memory.swapLimit': 0 } },
  { name: 'endless-swap', flags: ['--memory', '48m', '--memory-swap', '-1'], shows: { 'cgroup.memory.swapLimit': 'unlimited' } },
  { name: 'cpus', flags: ['--cpus', '0.5'], shows: { 'cgroup.cpu.limit': 0.5, 'cgroup.cpu.ownLimit': 0.5, 'cgroup.configured.cpu': 0.5 } },
  { name: 'quota', flags: ['--cpu-period', '50000', '--cpu-quota', '20000'], shows: { 'cgroup.cpu.limit': 0.4, 'cgroup.configured.cpu': 0.4 } },
  { name: 'shares', flags: ['--cpu-shares', '512', '--cpuset-cpus', '0'], shows: { 'cgroup.cpu.weight': 512, 'cgroup.cpu.cpuset': '0' } },
  { name: 'pids', flags: ['--pids-limit', '32'], shows: { 'cgroup.pids.limit': 32, 'cgroup.configured.pids': 32 } },
  { name: 'io-weight', flags: ['--blkio-weight', '300'], optional: true },
];

function namespaces({ name, parent }: Places): readonly Case[] {
  const joined = `container:${name('peer')}`;
  const relation = (type: string, relation: string, ...others: string[]) => ({
    [`namespaces.${type}.relation`]: relation, [`namespaces.${type}.sharedWith`]: others.map(name).sort(),
  });
  return [
    { name: 'peer', flags: ['--ipc', 'shareable'], shows: { ...relation('net', 'shared', 'net-of'), ...relation('ipc', 'shared', 'ipc-of'), ...relation('pid', 'shared', 'pid-of') } },
    { name: 'net-of', flags: ['--net', joined], joins: 'peer', shows: { ...relation('net', 'shared', 'peer'), ...relation('ipc', 'private') } },
    { name: 'ipc-of', flags: ['--ipc', joined], joins: 'peer', shows: relation('ipc', 'shared', 'peer') },
    { name: 'pid-of', flags: ['--pid', joined], joins: 'peer', shows: relation('pid', 'shared', 'peer') },
    { name: 'pid-host', flags: ['--pid', 'host'], shows: relation('pid', 'initial') },
    { name: 'net-host', flags: ['--net', 'host'] },
    { name: 'net-none', flags: ['--net', 'none'], shows: { 'cgroup.network.receivedBytes': 0, 'cgroup.network.sentBytes': 0 } },
    { name: 'ipc-host', flags: ['--ipc', 'host'], shows: relation('ipc', 'initial') },
    { name: 'uts-host', flags: ['--uts', 'host'], shows: relation('uts', 'initial') },
    { name: 'cgroup-own', flags: ['--cgroupns', 'private'], shows: relation('cgroup', 'private') },
    { name: 'cgroup-host', flags: ['--cgroupns', 'host'], shows: relation('cgroup', 'initial') },
    {
      name: 'below', flags: ['--cgroup-parent', parent, '--memory', '128m', '--pids-limit', '100'],
      shows: {
        'cgroup.memory.limit': 64 * MiB, 'cgroup.memory.ownLimit': 128 * MiB, 'cgroup.pids.limit': 40, 'cgroup.pids.ownLimit': 100,
        'cgroup.cpu.limit': 0.75, 'cgroup.cpu.ownLimit': 'unlimited', 'cgroup.configured.memory': 128 * MiB,
      },
    },
  ];
}

function roots({ folder, engineSocket, name, device, sharedFolder }: Places): readonly Case[] {
  return [
    { name: 'read-only', flags: ['--read-only', '--tmpfs', '/tmp:size=1m,noexec'], shows: { 'root.readOnly': true } },
    {
      name: 'volumes',
      flags: ['-v', `${name('data')}:/data`, '-v', `${join(folder, 'home')}:/bind`, '-v', `${join(folder, 'home')}:/bind-ro:ro`,
        '--mount', `type=bind,source=${join(folder, 'odd name\\with\ttabs')},target=/odd place`],
      shows: { 'root.readOnly': false },
    },
    { name: 'slave', flags: ['--mount', `type=bind,source=${sharedFolder},target=/slave,bind-propagation=rslave`], optional: true },
    { name: 'shared', flags: ['--mount', `type=bind,source=${sharedFolder},target=/shared,bind-propagation=rshared`], optional: true },
    { name: 'with-engine', flags: ['-v', `${engineSocket}:/run/docker.sock:ro`] },
    { name: 'with-kernel', flags: ['-v', '/proc:/host/proc:ro', '-v', '/sys:/host/sys:ro'] },
    { name: 'with-root', flags: ['-v', '/:/host:ro'] },
    {
      name: 'writer', flags: ['-v', `${name('written')}:/data`], optional: true,
      command: ['sh', '-c', 'dd if=/dev/zero of=/data/file bs=65536 count=16 oflag=direct 2>/dev/null; dd if=/data/file of=/dev/null bs=65536 count=8 iflag=direct 2>/dev/null; exec sleep 1000000'],
    },
    ...(device === undefined ? [] : [
      { name: 'io-limits', flags: ['--device-read-bps', `${device}:1mb`, '--device-write-iops', `${device}:100`], optional: true as const },
    ]),
  ];
}

const privileges: readonly Case[] = [
  { name: 'no-rights', flags: ['--cap-drop', 'ALL'], shows: { 'privileges.capabilities.effective': [], 'privileges.capabilities.bounding': [] } },
  { name: 'more-rights', flags: ['--cap-add', 'NET_ADMIN', '--cap-add', 'SYS_PTRACE'] },
  {
    name: 'nearly-privileged',
    flags: ['--cap-add', 'ALL', '--cap-drop', 'SYS_RESOURCE', '--security-opt', 'seccomp=unconfined', '--security-opt', 'systempaths=unconfined'],
    shows: { 'privileges.seccomp': 'disabled', 'root.maskedPaths': [], 'privileges.privileged': false },
  },
  { name: 'privileged', flags: ['--privileged'], optional: true, shows: { 'privileges.privileged': true } },
  { name: 'seccomp-off', flags: ['--security-opt', 'seccomp=unconfined'], shows: { 'privileges.seccomp': 'disabled' } },
  { name: 'no-new-privileges', flags: ['--security-opt', 'no-new-privileges'], shows: { 'privileges.noNewPrivileges': true } },
  { name: 'user', flags: ['--user', '1000:1001'], shows: { 'privileges.user': { uid: 1000, gid: 1001, hostUid: 1000 } } },
  { name: 'device', flags: ['--device', '/dev/null:/dev/lens:r'], shows: { 'privileges.devices': ['/dev/null:/dev/lens:r'] } },
];

const hostile = ['sh', '-c', 'sleep 1000000 & wait', '<script>alert(1)</script>', '\u001b[2J\u001b]0;title\u0007', 'two\nlines', '$(reboot) `reboot` \\ "', '가나다'];

const states: readonly Case[] = [
  { name: 'init', flags: ['--init'] },
  { name: 'family', flags: [], command: ['sh', '-c', 'sleep 1000000 & sleep 1000000 & wait'], then: [['exec', '--detach', 'NAME', 'sleep', '1000001']] },
  {
    name: 'hostile.Name_1', command: hostile,
    flags: ['--label', '__proto__=<img src=x onerror=alert(1)>', '--label', 'constructor=\u001b[31m', '--label', 'a\nb=c', '--hostname', 'web', '--env', 'PASSWORD=secret'],
  },
  { name: 'paused', flags: [], then: [['pause', 'NAME']], ready: status('paused'), shows: { 'container.state': 'paused' } },
  { name: 'stopped', flags: ['--memory', '32m'], command: ['true'], hasNoProcess: true, ready: status('exited'), shows: { 'container.state': 'exited', 'cgroup.configured.memory': 32 * MiB } },
  { name: 'created', flags: ['--cpus', '0.5'], create: true, hasNoProcess: true, shows: { 'container.state': 'created', 'cgroup.configured.cpu': 0.5 } },
];

export { sleep };
