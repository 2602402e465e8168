/**
 * The container that the reader itself is in: the program runs inside real containers, and what it says there is held
 * against what it says of the same container from outside, as root, which the other tests compare with witnesses.
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Container, type Isolation, namespaceTypes } from '../../src/model/isolation.js';
import type { Machine } from '../../src/model/machine.js';
import { type Reading, isRead } from '../../src/model/reading.js';
import { closeAll, onClose } from '../support/closing.mjs';
import { ensureImage, image } from '../support/engine/busyboxImage.mjs';
import { startDaemon, whyNoPrivateEngine } from '../support/engine/daemon.mjs';
import { dockerFor } from '../support/engine/docker.mjs';
import { inRoot } from '../support/root.mjs';
import { ensureBuilt } from '../support/truth/builtProgram.js';
import { call } from '../support/truth/commands.js';

interface Case {
  readonly name: string;
  readonly flags: readonly string[];
  /** It sees the machine's processes, so it is found by its cgroup alone and its pid is the machine's. */
  readonly hostPids?: true;
  /** Its cgroup bears its id; else nothing in there proves which one it is. */
  readonly named?: true;
  /** Who looks; else its own user. */
  readonly as?: string;
}

const cases: readonly Case[] = [
  { name: 'shown-cgroup', flags: ['--cgroupns', 'host', '--memory', '64m', '--pids-limit', '60'], named: true },
  { name: 'own-cgroup', flags: ['--cgroupns', 'private', '--memory', '64m', '--cpus', '0.5', '--pids-limit', '60'] },
  { name: 'ordinary', flags: ['--cgroupns', 'private', '--user', '1000:1000', '--cap-drop', 'ALL', '--read-only'] },
  { name: 'host-net', flags: ['--cgroupns', 'private', '--net', 'host', '--ipc', 'host', '--uts', 'host'] },
  { name: 'joined', flags: ['--cgroupns', 'private', '--net', 'container:lens-in-own-cgroup'] },
  { name: 'host-pids', flags: ['--cgroupns', 'host', '--pid', 'host', '--memory', '64m'], hostPids: true, named: true },
  { name: 'developer', flags: ['--cgroupns', 'private', '--memory', '64m'], as: '1000:1000' },
];

/** What a program of this machine needs in there: the machine's own programs and libraries, read-only. */
const tools = ['/usr:/usr:ro', '/usr/lib:/lib:ro', '/usr/lib64:/lib64:ro', `${inRoot()}:/lens:ro`].flatMap((mount) => ['--volume', mount]);
const nameOf = (name: string): string => `lens-in-${name}`;

describe('from within a container', { skip: whyNoPrivateEngine() ?? false, timeout: 280_000 }, () => {
  let host = '';
  let docker: (...words: string[]) => string = () => '';
  before(async () => {
    ensureBuilt();
    const daemon = await startDaemon();
    onClose(daemon.stop);
    host = daemon.host;
    docker = dockerFor(host) as unknown as (...words: string[]) => string;
    ensureImage(dockerFor(host) as never);
    for (const { name, flags } of cases) {
      docker('run', '--detach', '--name', nameOf(name), ...(flags.includes('--net') ? [] : ['--net', 'none']), ...flags, ...tools, image, 'sleep', '3600');
    }
    docker('run', '--detach', '--name', nameOf('socket'), '--net', 'none', '--cgroupns', 'private', '--volume', `${host.replace('unix://', '')}:/var/run/docker.sock`, ...tools, image, 'sleep', '3600');
  });
  after(closeAll);

  const inside = (name: string, ...words: string[]): unknown => insideAs(cases.find((each) => each.name === name)?.as, name, ...words);
  const insideAs = (as: string | undefined, name: string, ...words: string[]): unknown =>
    JSON.parse(docker('exec', ...(as === undefined ? [] : ['--user', as]), nameOf(name), process.execPath, '/lens/dist/cli.js', ...words, '--json'));
  const outside = async (name: string): Promise<Isolation> => {
    const { code, stdout, stderr } = await call(process.execPath, [inRoot('dist', 'cli.js'), 'explain', nameOf(name), '--json', '--host', host], process.env);
    equal(code, 0, stderr);
    return JSON.parse(stdout) as Isolation;
  };

  for (const { name, hostPids, named, as } of cases) {
    test(`${name}: the same facts as from outside, or that they are not shown`, async () => {
      const id = docker('inspect', '--format', '{{.Id}}', nameOf(name));
      const [own] = (inside(name, 'list') as Container[]).filter(({ holdsReader }) => holdsReader === true);
      deepEqual([own?.id, own?.name, own?.runtime, own?.engine], [named ? id : 'pid-1', named ? id.slice(0, 12) : 'sleep-1', 'docker', null]);
      equal((inside(name, 'machine') as Machine & { virtualization: { container: { value: string } } }).virtualization.container.value, 'docker');
      const [seen, truth] = [inside(name, 'explain', named ? id : '1') as Isolation, await outside(name)];
      equal(seen.container.pid, hostPids ? truth.container.pid : 1);
      for (const type of namespaceTypes) {
        const dir = as === undefined ? `/proc/${seen.container.pid ?? ''}` : '/proc/self';
        const concluded = as !== undefined && type !== 'pid' && type !== 'mnt' ? { guessed: true } : {};
        deepEqual(seen.namespaces[type].id, { ...truth.namespaces[type].id, from: `${dir}/ns/${type}`, ...concluded }, type);
        equal(seen.namespaces[type].relation === 'initial', truth.namespaces[type].relation === 'initial', type);
      }
      const pairs: [string, Reading<unknown>, Reading<unknown>][] = [
        ['memory', seen.cgroup.memory.ownLimit, truth.cgroup.memory.ownLimit],
        ['cpu', seen.cgroup.cpu.ownLimit, truth.cgroup.cpu.ownLimit],
        ['pids', seen.cgroup.pids.ownLimit, truth.cgroup.pids.ownLimit],
        ['weight', seen.cgroup.cpu.weight, truth.cgroup.cpu.weight],
        ['user', seen.privileges.user, truth.privileges.user],
        ['effective', seen.privileges.capabilities.effective, truth.privileges.capabilities.effective],
        ['seccomp', seen.privileges.seccomp, truth.privileges.seccomp],
        ['mechanism', seen.root.mechanism, truth.root.mechanism],
        ['hostPath', seen.root.hostPath, truth.root.hostPath],
        ['writable layer', seen.root.writableLayer, truth.root.writableLayer],
        ['read-only', seen.root.readOnly, truth.root.readOnly],
      ];
      for (const [what, here, there] of pairs) {
        ok(isRead(here), `${what} was not read: ${JSON.stringify(here)}`);
        deepEqual(here.value, isRead(there) ? there.value : undefined, what);
      }
      ok(isRead(seen.processes) && isRead(truth.processes));
      // The program itself is one of those inside while it looks.
      deepEqual(seen.processes.value.filter(({ command }) => command.startsWith('sleep')).length, truth.processes.value.filter(({ command }) => command.startsWith('sleep')).length);
      // What is not shown is never said to be unlimited.
      const { limit } = seen.cgroup.cpu;
      ok(!isRead(limit) || hostPids, 'the groups above are not shown in there');
    });
  }

  test('with the engine\'s socket in there: once, by its name, with the facts of the kernel', () => {
    const all = inside('socket', 'list') as Container[];
    const own = all.filter(({ holdsReader }) => holdsReader === true);
    deepEqual(own.map(({ name, engine, pid }) => [name, engine?.kind, pid]), [[nameOf('socket'), 'docker', 1]]);
    deepEqual(all.map(({ name }) => name).sort(), [...cases.map(({ name }) => nameOf(name)), nameOf('socket')].sort());
    const seen = inside('socket', 'explain', nameOf('socket')) as Isolation;
    equal(seen.namespaces.pid.relation, 'private');
    ok(isRead(seen.privileges.capabilities.effective));
    // Who joined another one's network has that one's files in it, and is still told from it.
    docker('run', '--detach', '--name', nameOf('socket-joined'), '--net', `container:${nameOf('own-cgroup')}`, '--cgroupns', 'private', '--volume', `${host.replace('unix://', '')}:/var/run/docker.sock`, ...tools, image, 'sleep', '3600');
    deepEqual((inside('socket-joined', 'list') as Container[]).filter(({ holdsReader }) => holdsReader === true).map(({ name }) => name), [nameOf('socket-joined')]);
    // The others' processes are counted in a pid namespace that is not shown in there.
    const other = inside('socket', 'explain', nameOf('own-cgroup')) as Isolation;
    ok(!isRead(other.privileges.capabilities.effective));
  });
});
