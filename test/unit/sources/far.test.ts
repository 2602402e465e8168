/**
 * The kernel's files over ssh, with a program called `ssh` that stands before the real one: it leads to a played engine,
 * and runs what it is given by this machine's own `sh`, so that the far kernel is this one and both looks must agree.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import type { Isolation } from '../../../src/model/isolation.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { collect } from '../../../src/sources/collect.js';
import { type Engine, connectEngine, isEngine } from '../../../src/sources/connection.js';
import { farHostOf, farPlanFor } from '../../../src/sources/farHost.js';
import { hostAt } from '../../../src/sources/host.js';
import { type PlayedEngine, dockerThat, json, playEngine } from './engineOverSocket.js';
import { until } from '../until.js';
import { bridge, lendsAsSsh } from './standInForSsh.js';

const id = 'c0ffee'.padEnd(64, '0');
const there = 'ssh://me@there:2222';
const { PATH } = process.env;

const standIn = (folder: string): string => `#!/bin/sh
echo "$@" >> ${folder}/calls
${lendsAsSsh}
case "$*" in
  *' docker system dial-stdio') exec ${process.execPath} ${folder}/bridge.mjs "$FAKE_SSH_SOCKET" ;;
  *' sh -s') export DOCKER_HOST="unix://$FAKE_SSH_SOCKET"; echo 'Welcome to there!'; echo 'Last login: never' >&2; eval "\${FAKE_SSH_SHELL:-exec sh -s}" ;;
esac
`;

describe('the kernel of an engine behind ssh', { skip: process.platform !== 'linux', timeout: 60_000 }, () => {
  let folder = '';
  let engine: PlayedEngine;
  let monitor: ChildProcess;
  let pid = 0;
  let kernel = release();
  let claimed = 0;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'far-'));
    writeFileSync(join(folder, 'bridge.mjs'), bridge);
    writeFileSync(join(folder, 'ssh'), standIn(folder));
    chmodSync(join(folder, 'ssh'), 0o755);
    // As a monitor of containers does: it has the id in its words, and the container's process for a child.
    monitor = spawn('/bin/sh', ['-c', 'sleep 1000 & echo $!; wait', 'sh', id], { stdio: ['ignore', 'pipe', 'ignore'] });
    pid = await new Promise<number>((resolve) => monitor.stdout?.once('data', (line: Buffer) => resolve(Number(line.toString()))));
    const inspect = () => ({ Id: id, State: { Pid: claimed, Status: 'running' }, HostConfig: { Runtime: 'runc', ReadonlyRootfs: false }, Config: { Image: 'sleeper' } });
    engine = await playEngine(dockerThat(({ url = '' }, response) => json(response, url.endsWith('/info') ? { ID: 'there', KernelVersion: kernel }
      : url.includes('/containers/json') ? [{ Id: id, Names: ['/sleeper'], Image: 'sleeper', State: 'running' }]
      : url.endsWith(`/${id}/json`) ? inspect() : { message: 'page not found' }, /\/top|\/history|\/stats/.test(url) ? 404 : 200)));
    process.env.FAKE_SSH_SOCKET = engine.endpoint.replace('unix://', '');
  });
  after(async () => {
    process.kill(pid);
    monitor.kill();
    await engine.stop();
    rmSync(folder, { recursive: true });
    Reflect.deleteProperty(process.env, 'FAKE_SSH_SOCKET');
  });
  beforeEach(() => {
    kernel = release();
    claimed = pid;
    process.env.PATH = `${folder}${delimiter}${PATH ?? ''}`;
    rmSync(join(folder, 'calls'), { force: true });
  });
  afterEach(() => {
    process.env.PATH = PATH;
    Reflect.deleteProperty(process.env, 'FAKE_SSH_SHELL');
  });

  const calls = (): readonly string[] => (existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n') : []);
  const reached = async (endpoint: string): Promise<Engine> => {
    const found = await connectEngine({ endpoint, chosenBy: 'option', why: '' });
    return isEngine(found) ? found : assert.fail(found.detail);
  };
  const options = { subject: id, depth: 'facts', top: true, all: true } as const;
  const far = async (limits: Parameters<typeof farHostOf>[1] = {}): Promise<Snapshot> => {
    const found = await reached(there);
    const host = farHostOf(found, limits) ?? assert.fail('no ssh');
    return collect(host, options).finally(() => found.close());
  };
  const near = async (endpoint: string): Promise<Snapshot> => {
    const found = await reached(endpoint);
    return collect(hostAt({}, { engines: [found], states: [found.state], diagnoses: [], close: () => undefined }), options).finally(() => found.close());
  };
  const picture = (snapshot: Snapshot): Isolation => {
    const all = containersOf(snapshot, { all: true });
    return build(snapshot, all.find((one) => one.id === id) ?? assert.fail('not found'), all);
  };

  it('tells the same as a look at it does, with the same sources, and whose it is', async () => {
    const here = picture(await near(engine.endpoint));
    const { far: whose, ...isolation } = picture(await far());
    assert.equal(whose?.endpoint, there);
    assert.ok('value' in isolation.privileges.capabilities.effective && 'value' in isolation.root.mounts);
    for (const [part, reading] of Object.entries({ ...here, container: { ...here.container, engine: { ...here.container.engine, endpoint: there } } })) {
      // What counts goes on counting, and the lists of others differ by who ran in between.
      if (part !== 'cgroup') {
        assert.deepEqual(isolation[part as keyof typeof isolation], reading, part);
      }
    }
    assert.deepEqual([isolation.cgroup.path, isolation.cgroup.version, isolation.cgroup.memory.limit], [here.cgroup.path, here.cgroup.version, here.cgroup.memory.limit]);
  });

  it('is read by one call that goes over the connection that is there, and by none where nobody asked', async () => {
    await near(there);
    assert.deepEqual(calls().filter((call) => call.endsWith(' sh -s')), []);
    await far();
    const shells = calls().filter((call) => call.endsWith(' sh -s'));
    assert.equal(shells.length, 1);
    const holder = calls().findLast((call) => call.includes('ControlMaster=yes')) ?? '';
    assert.equal(shells[0]?.replace(/sh -s$/, ''), holder.replace('ControlMaster=yes', 'ControlMaster=no').replace(/docker system dial-stdio$/, ''));
    assert.match(holder, /BatchMode=yes.*ControlPath=\S+ .*-l me -p 2222 -- there/);
    assert.equal(farPlanFor(there)?.command, 'ssh -o BatchMode=yes -o ConnectTimeout=10 -T -l me -p 2222 -- there sh -s');
  });

  it('is not taken for the one that runs the container where it is another', async () => {
    kernel = '1.2.3-of-a-virtual-machine';
    claimed = process.pid; // there is such a process, but it is somebody else's
    const { privileges: { seccomp }, processes } = picture(await far());
    assert.deepEqual([seccomp, processes].map((reading) => 'unread' in reading && reading.unread), ['remote', 'remote']);
    assert.match('unread' in seccomp ? seccomp.detail ?? '' : '', /1\.2\.3-of-a-virtual-machine/);
  });

  it('is nowhere to be seen on a machine without /proc', async () => {
    process.env.FAKE_SSH_SHELL = 'sed s:/proc/:/nowhere/:g | sh -s';
    const { privileges: { seccomp } } = picture(await far());
    assert.equal('unread' in seccomp && seccomp.unread, 'remote');
  });

  for (const [what, shell, reason] of [
    ['there is no sh', 'echo "sh: command not found" >&2; exit 127', /command not found/],
    ['ssh says why', 'echo "Host key verification failed." >&2; exit 255', /Host key verification failed/],
    ['the key is for another command only', 'printf "HTTP/1.1 400 Bad Request"', /did not begin; it printed: .*400 Bad Request/s],
    ['the answer is cut off', 'sh -s | head -c 20000', /was cut off/],
    ['it is endless', 'yes lens', /more than 64 MB/],
    ['nothing comes', 'exec sleep 60', /no answer within 2 s/],
    ['another shell was given the script', 'sh -s >/dev/null; echo nonsense', /did not begin; it printed: .*nonsense/s],
  ] as const) {
    it(`is not known where ${what}`, async () => {
      process.env.FAKE_SSH_SHELL = shell;
      await assert.rejects(far({ timeLimit: what === 'nothing comes' ? 2000 : 60_000 }), reason);
    });
  }

  it('is not waited for any longer than its reader wants, and its ssh is ended; nor is it begun then', async () => {
    const giving = new AbortController();
    process.env.FAKE_SSH_SHELL = `echo $$ > ${folder}/pid; exec sleep 60`;
    const reading = assert.rejects(far({ signal: giving.signal }), /given up/);
    const pid = (): string => (existsSync(join(folder, 'pid')) ? readFileSync(join(folder, 'pid'), 'utf8').trim() : '');
    await until(() => pid() !== '');
    giving.abort();
    await reading;
    await until(() => !existsSync(`/proc/${pid()}`));
    const shells = (): number => calls().filter((call) => call.endsWith(' sh -s')).length;
    assert.equal(shells(), 1);
    await assert.rejects(far({ signal: giving.signal }));
    assert.equal(shells(), 1);
  });

  it('cannot be asked for where the way is none of ssh', async () => {
    const found = await reached(engine.endpoint);
    assert.equal(farHostOf(found), undefined);
    found.close();
    assert.equal(farPlanFor(engine.endpoint), undefined);
    assert.equal(farPlanFor('tcp://there:2375'), undefined);
    assert.equal(farPlanFor('ssh://-oProxyCommand=x'), undefined);
  });
});
