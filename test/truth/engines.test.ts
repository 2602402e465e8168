/**
 * Several real engines at the same time, and one of them behind a real sshd: who has which container, what happens to the
 * others when one stops or hangs, and why one behind ssh cannot be reached.
 */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { type Agent, get } from 'node:http';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { ThisMachine } from '../../src/thisMachine.js';
import { containersOf } from '../../src/model/containers.js';
import type { Isolation, Container, IsolationWithFindings } from '../../src/model/isolation.js';
import type { Snapshot } from '../../src/model/snapshot.js';
import { gatedSshAgent } from '../../src/sources/gatedAgent.js';
import type { SshAgent } from '../../src/sources/sshAgent.js';
import { swarmOf } from '../../src/model/swarm.js';
import type { Machine } from '../../src/model/machine.js';
import { closeAll, onClose } from '../support/closing.mjs';
import { ensureImage, image } from '../support/engine/busyboxImage.mjs';
import { startDaemon, whyNoPrivateEngine } from '../support/engine/daemon.mjs';
import { dockerFor } from '../support/engine/docker.mjs';
import { inRoot } from '../support/root.mjs';
import { folderFor } from '../support/truth/builtProgram.js';
import { call, type Done } from '../support/truth/commands.js';
import { namespaceNumber } from '../support/truth/files.js';
import { startSshd, whyNoSshd } from '../support/truth/sshd.js';
import { Table } from '../support/truth/table.js';
import { namespaceTypes } from '../support/truth/world.js';
import { readingsIn } from '../support/vm/remote.js';

const skip = whyNoPrivateEngine() ?? false;
const noSshd = whyNoSshd() ?? false;

interface Engine {
  readonly host: string;
  readonly folder: string;
  readonly docker: (...words: string[]) => string;
  readonly stop: () => Promise<void>;
  readonly ids: ReadonlyMap<string, string>;
}

async function engineWith(...names: string[]): Promise<Engine> {
  const { host, folder, stop } = await startDaemon();
  onClose(stop);
  const docker = dockerFor(host) as unknown as (...words: string[]) => string;
  ensureImage(dockerFor(host) as never);
  const ids = new Map(names.map((name) => [name, docker('run', '--detach', '--name', name, '--network', 'none', image, 'sleep', '3600')]));
  return { host, folder, stop, docker, ids };
}

interface Asked {
  /** Rejects where it was given up before its answer began. */
  readonly status: Promise<number | undefined>;
  readonly giveUp: () => void;
}

function asked(agent: Agent, path: string): Asked {
  let giveUp = (): void => undefined;
  const status = new Promise<number | undefined>((resolve, reject) => {
    const request = get({ agent, path }, (response) => {
      response.resume().once('close', () => resolve(response.statusCode));
    }).once('error', reject);
    giveUp = () => void request.destroy(new Error('given up'));
  });
  status.catch(() => undefined);
  return { status, giveUp };
}

/** Waits until it holds; the test's own time limit ends it where it never does. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('several engines', { skip, timeout: 280_000 }, () => {
  let [first, second, third]: [Engine, Engine, Engine] = [] as unknown as [Engine, Engine, Engine];
  let home = '';
  before(async () => {
    home = folderFor('home');
    first = await engineWith('lens-same', 'lens-first');
    second = await engineWith('lens-same', 'lens-second');
    third = await engineWith('lens-third');
  });
  after(closeAll);

  const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: join(home, 'run'), ...more });
  const lens = (words: readonly string[], more?: NodeJS.ProcessEnv): Promise<Done> => call(process.execPath, [inRoot('dist', 'cli.js'), ...words], env(more));
  const json = async (words: readonly string[], more?: NodeJS.ProcessEnv): Promise<unknown> => {
    const { code, stdout, stderr } = await lens([...words, '--json'], more);
    equal(code, 0, stderr);
    return JSON.parse(stdout);
  };
  /** A row of the README's table: what the engine behind ssh tells of its container, and this kernel beside it. */
  async function toTable(endpoint: string, path: string): Promise<void> {
    const id = third.ids.get('lens-third') ?? '';
    const found = await json(['explain', id, '--host', endpoint], { PATH: path }) as Isolation;
    const pid = Number(third.docker('inspect', '--format', '{{.State.Pid}}', id));
    deepEqual([found.container.id, found.container.pid, found.container.engine?.endpoint], [id, pid, endpoint]);
    for (const type of namespaceTypes) {
      deepEqual(found.namespaces[type].id, { value: namespaceNumber(pid, type), from: `/proc/${pid}/ns/${type}` });
    }
    const table = new Table('engines');
    table.add({ what: 'Docker behind ssh', asked: 'its API and the kernel', reader: 'root', named: 'its name' }, found, 11);
    table.save();
  }
  const named = (containers: readonly Container[]): string[] => containers
    .filter(({ name }) => name.startsWith('lens-')).map(({ name, id, engine }) => `${name} ${id} ${engine?.endpoint ?? 'no engine'}`).sort();
  const expected = (...engines: readonly Engine[]): string[] => engines.flatMap(({ host, ids }) => [...ids].map(([name, id]) => `${name} ${id} ${host}`)).sort();

  test('all in one list, each container with its endpoint: by options, and at well-known places', async () => {
    deepEqual(named(await json(['list', '--host', first.host, '--host', second.host, '--host', third.host]) as Container[]), expected(first, second, third));
    mkdirSync(join(home, 'run'));
    mkdirSync(join(home, '.docker', 'run'), { recursive: true });
    symlinkSync(second.host.replace('unix://', ''), join(home, 'run', 'docker.sock'));
    symlinkSync(first.host.replace('unix://', ''), join(home, '.docker', 'run', 'docker.sock'));
    const chosen = { DOCKER_HOST: first.host };
    const [wellKnown] = ((await json(['machine'], chosen)) as Machine).engines.filter(({ chosenBy }) => chosenBy === 'well-known');
    deepEqual([wellKnown?.endpoint, wellKnown?.status], [`unix://${home}/run/docker.sock`, 'ok']);
    const there = named(await json(['list'], chosen) as Container[]);
    deepEqual(there.filter((line) => line.endsWith(first.host)), expected(first));
    deepEqual(there.filter((line) => line.endsWith('/run/docker.sock')).map((line) => line.split(' ')[1]).sort(), [...second.ids.values()].sort());
  });

  test('each is explained from its own engine, and what its kernel shows', async () => {
    for (const { host, ids, docker } of [first, second]) {
      const id = ids.get('lens-same') ?? '';
      const found = await json(['explain', id, '--host', first.host, '--host', second.host]) as Isolation;
      equal(found.container.engine?.endpoint, host);
      equal(found.container.pid, Number(docker('inspect', '--format', '{{.State.Pid}}', id)));
      equal(found.namespaces.mnt.relation, 'private');
      ok('value' in found.cgroup.configured.memory);
    }
  });

  test('a name that two have is ambiguous, and both ids are named', async () => {
    const { code, stderr } = await lens(['explain', 'lens-same', '--host', first.host, '--host', second.host]);
    equal(code, 1);
    for (const { ids } of [first, second]) {
      ok(stderr.includes((ids.get('lens-same') ?? '').slice(0, 12)), stderr);
    }
  });

  test('one that was asked for and does not answer is an error though the other answers', async () => {
    const { code, stderr } = await lens(['list', '--host', first.host, '--host', 'unix:///nonexistent/docker.sock']);
    equal(code, 1);
    match(stderr, /unix:\/\/\/nonexistent\/docker\.sock/);
  });

  test('behind ssh: the same engine, its containers once', { skip: noSshd }, async () => {
    const { endpoint, path } = await startSshd(third.host);
    deepEqual(named(await json(['list', '--host', endpoint], { PATH: path })as Container[]).map((line) => line.split(' ').slice(1)), [[third.ids.get('lens-third'), endpoint]]);
    await toTable(endpoint, path);
    const both = named(await json(['list', '--host', third.host, '--host', endpoint], { PATH: path }) as Container[]);
    deepEqual(both, expected(third));
  });

  test('behind ssh, from where its processes are not seen: its kernel is read only when that is asked for, and tells all that a look on the spot does', { skip: noSshd }, async () => {
    const { endpoint, path, calls } = await startSshd(third.host);
    const apart = async (...words: readonly string[]): Promise<IsolationWithFindings> => {
      const command = ['--pid', '--fork', '--mount-proc', '--kill-child', process.execPath, inRoot('dist', 'cli.js'), 'explain', 'lens-third', '--json', ...words];
      const { code, stdout, stderr } = await call('unshare', command, env({ PATH: path }));
      equal(code, 0, stderr);
      return JSON.parse(stdout) as IsolationWithFindings;
    };
    const scripts = (): number => calls().filter((words) => words.endsWith(' sh -s')).length;
    const without = await apart('--host', endpoint);
    ok('unread' in without.privileges.seccomp && without.privileges.seccomp.unread === 'remote');
    equal(scripts(), 0);
    const far = await apart('--host', endpoint, '--far-proc');
    equal(scripts(), 1);
    equal(far.far?.endpoint, endpoint);
    const here = await json(['explain', 'lens-third', '--host', third.host]) as IsolationWithFindings;
    const read = new Map(readingsIn(far));
    const counts = /usage$|used$|anonymous|kernel|file$|inactiveFile|shmem|[pP]eriods|Bytes|pressure|throttledTime|current/i;
    for (const [place, reading] of readingsIn(here)) {
      const there = read.get(place);
      if ('value' in reading && counts.test(place)) {
        deepEqual([place, there !== undefined && 'value' in there, there?.from], [place, true, reading.from]);
      } else {
        deepEqual([place, there], [place, reading]);
      }
    }
    equal(read.size, readingsIn(here).length);
    deepEqual(far.namespaces, here.namespaces);
    deepEqual(far.findings, here.findings);
    // Where its processes are seen, there is nothing to read elsewhere.
    const seen = await lens(['explain', 'lens-third', '--host', endpoint, '--far-proc'], { PATH: path });
    match(seen.stderr, /this machine's own kernel/);
    equal(scripts(), 1);
  });

  test('behind ssh: calls at once are one log-in, and whoever gives up ends nobody else', { skip: noSshd }, async () => {
    const { endpoint, path, calls, logins } = await startSshd(third.host);
    const program = join(path.split(delimiter)[0] ?? '', 'ssh');
    const open = (): SshAgent => {
      const agent = gatedSshAgent(endpoint, { keepAlive: true }, program);
      onClose(() => agent.destroy());
      return agent;
    };
    const many = (agent: Agent, count: number, way: string): readonly Asked[] => Array.from({ length: count }, () => asked(agent, way));
    const answered = async (all: readonly Asked[]): Promise<void> => deepEqual(await Promise.all(all.map(({ status }) => status)), all.map(() => 200));
    let agent = open();
    const [script] = await Promise.all([agent.shell('echo done', 20_000), answered(many(agent, 20, '/v1.41/info'))]);
    equal(String(script), 'done\n');
    equal(logins(), 1);
    ok(calls().length > 5, `${calls().length} calls`);
    for (let round = 0; round < 8; round += 1) {
      if (round % 2 === 0) {
        agent.destroy();
        agent = open();
      }
      const given = many(agent, 3, '/v1.41/events');
      const kept = many(agent, 20, '/v1.41/containers/json?all=1&size=1');
      const slow = agent.shell('sleep 0.3; echo done', 20_000);
      await wait(round * 50); // before, during and after the log-in
      given.forEach(({ giveUp }) => giveUp());
      await answered(kept);
      equal(String(await slow), 'done\n');
    }
  });

  test('behind ssh: host key, login and a missing docker are told apart', { skip: noSshd }, async () => {
    const way = await startSshd(third.host);
    const said = async (endpoint = way.endpoint, path = way.path): Promise<string> => {
      const { code, stderr } = await lens(['list', '--host', endpoint], { PATH: path });
      equal(code, 1);
      return stderr;
    };
    way.forgetHost();
    match(await said(), /Host key verification failed/);
    way.changeHost();
    match(await said(), /Host key verification failed/);
    way.mend();
    way.loseKey();
    match(await said(), /Permission denied \(publickey\)/);
    const without = await startSshd(undefined);
    match(await said(without.endpoint, without.path), /docker: (command )?not found/);
  });

  test('a swarm\'s manager: its node, the tasks on it and their containers', async () => {
    second.docker('swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1:2377');
    second.docker('service', 'create', '--detach', '--quiet', '--no-resolve-image', '--network', 'host', '--replicas', '2', '--name', 'lens-service', '--env', 'A=lens-secret', image, 'sleep', '3600');
    const running = (): readonly string[] => second.docker('ps', '--no-trunc', '--quiet', '--filter', 'label=com.docker.swarm.service.name=lens-service').split('\n').filter((id) => id !== '').sort();
    await until(() => running().length === 2);
    const look = async () => {
      const { stdout } = await lens(['snapshot', 'lens-second', '--host', first.host, '--host', second.host]);
      const snapshot = JSON.parse(stdout) as Snapshot;
      return { stdout, swarm: swarmOf(snapshot, second.host, containersOf(snapshot)), other: swarmOf(snapshot, first.host, []) };
    };
    let { stdout, swarm, other } = await look();
    while ('value' in swarm && swarm.value[0]?.tasks.some(({ place }) => place === 'none') === true) {
      ({ stdout, swarm, other } = await look());
    }
    ok('value' in swarm && 'unread' in other && other.unread === 'unsupported');
    deepEqual(swarm.value.map(({ isThis, role, state }) => [isThis, role, state]), [[true, 'manager', 'ready']]);
    deepEqual(swarm.value[0]?.tasks.map(({ name, place }) => [name, place]), [['lens-service.1', 'here'], ['lens-service.2', 'here']]);
    deepEqual(swarm.value[0].tasks.map(({ containerId }) => containerId).sort(), running());
    ok(!stdout.includes('lens-secret'));
  });

  test('one hangs, goes on, stops: its node stays with the reason, and so do the containers of the others', async () => {
    Object.assign(process.env, { HOME: home, DOCKER_HOST: first.host });
    let changes = 0;
    const machine = new ThisMachine(() => ({ host: '', engines: [third.host] }), () => (changes += 1));
    const end = machine.follow(() => (changes += 1));
    onClose(() => machine.close());
    const look = async () => {
      const { snapshot, diagnoses } = await machine.look({ depth: 'list' });
      const state = snapshot.engines.find(({ endpoint }) => endpoint === third.host);
      return { state, lines: named(containersOf(snapshot)), diagnosis: diagnoses.find((each) => each.endpoint === third.host) };
    };
    const all = await look();
    equal(all.state?.status, 'ok');
    deepEqual(all.lines.filter((line) => !line.endsWith('no engine') && !line.includes('/run/docker.sock')), expected(first, third));

    const pid = Number(readFileSync(join(third.folder, 'dockerd.pid'), 'utf8'));
    process.kill(pid, 'SIGSTOP');
    const hung = await look();
    process.kill(pid, 'SIGCONT');
    equal(hung.state?.status, 'timeout');
    ok(hung.diagnosis);
    deepEqual(hung.lines.filter((line) => line.endsWith(first.host)), expected(first));
    await until(() => changes > 0);

    const before = changes;
    third.docker('run', '--detach', '--name', 'lens-later', '--network', 'none', image, 'sleep', '3600');
    await until(() => changes > before);
    equal((await look()).state?.status, 'ok');

    const running = changes;
    await third.stop();
    await until(() => changes > running);
    let stopped = await look();
    while (stopped.state?.status === 'refused' || stopped.state?.status === 'timeout') {
      stopped = await look(); // it was asked while it ended
    }
    equal(stopped.state?.status, 'absent');
    deepEqual(stopped.diagnosis?.fixes, ['start-engine']);
    deepEqual(stopped.lines.filter((line) => line.endsWith(first.host)), expected(first));
    end();
  });
});
