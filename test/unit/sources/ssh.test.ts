/** Engines behind ssh, with a program called `ssh` that stands before the real one: it leads to a played engine, or fails as OpenSSH does. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { isRead } from '../../../src/model/reading.js';
import type { EngineState } from '../../../src/model/snapshot.js';
import { connectEngine, isEngine } from '../../../src/sources/connection.js';
import { gatedSshAgent } from '../../../src/sources/gatedAgent.js';
import { diagnose } from '../../../src/sources/diagnose.js';
import { sshDestinationOf, sshWords } from '../../../src/sources/sshDestination.js';
import { sshReason } from '../../../src/sources/sshTrouble.js';
import { until } from '../until.js';
import { dockerThat, json, withEngine } from './engineOverSocket.js';
import { bridge, lendsAsSsh } from './standInForSsh.js';

describe('what ssh is called with', () => {
  for (const [url, words] of [
    ['ssh://there', 'there docker system dial-stdio'],
    ['ssh://me@there:2222', '-l me -p 2222 -- there docker system dial-stdio'],
    ['ssh://me@there/run/user/1000/docker.sock', '-l me -- there docker --host unix:///run/user/1000/docker.sock system dial-stdio'],
    ['ssh://[::1]:22/', '-p 22 -- ::1 docker system dial-stdio'],
    ['ssh://Some_Alias', 'Some_Alias docker system dial-stdio'],
  ] as const) {
    it(url, () => assert.ok(sshWords(sshDestinationOf(url), undefined).join(' ').endsWith(words)));
  }

  it('what could be taken for an option, or be expanded by a shell, is refused', () => {
    for (const url of ['ssh://-oProxyCommand=x', 'ssh://-l@there', 'ssh://me:secret@there', 'ssh://there/$(x)', 'ssh://there/a%20b', 'ssh://there?x', 'ssh://there#x', 'ssh://a%3Bb@there', 'ssh://', 'ssh://th`ere']) {
      assert.throws(() => sshDestinationOf(url), url);
    }
  });

  it('no address makes another option or word', () => {
    fc.assert(fc.property(fc.tuple(fc.string(), fc.string(), fc.string()).map(([user, host, path]) => `ssh://${user}@${host}/${path}`), (url) => {
      try {
        const words = sshWords(sshDestinationOf(url), { socket: '/tmp/s', lends: true });
        assert.ok(words.slice(words.indexOf('--')).every((word) => word === '--' || /^(--host|unix:\/\/\/[\w./+@-]+|[\w.:][\w.:%-]*|docker|system|dial-stdio)$/.test(word)));
      } catch (error) {
        assert.ok(!(error instanceof assert.AssertionError));
      }
    }));
  });

  it('never asks, never overrules which hosts are trusted', () => {
    const words = sshWords(sshDestinationOf('ssh://there'), { socket: '/tmp/s', lends: false }).join(' ');
    assert.match(words, /BatchMode=yes/);
    assert.doesNotMatch(words, /StrictHostKeyChecking|UserKnownHostsFile/);
  });
});

const failures = [
  ['no RSA host key', 'Host key verification failed.', 255, 'ssh', 'host-key', 'check-host-key'],
  ['a changed host key', '@@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\n@@@@\nHost key verification failed.', 255, 'ssh', 'host-key', 'check-host-key'],
  ['no key that fits, after a banner', `${'Authorized users only. '.repeat(60)}\nme@there: Permission denied (publickey,password).`, 255, 'ssh', 'authentication', 'check-ssh-login'],
  ['no such host', 'ssh: Could not resolve hostname there: Name or service not known', 255, 'ssh', 'unreachable', 'check-address'],
  ['refused', 'ssh: connect to host there port 22: Connection refused', 255, 'ssh', 'unreachable', 'check-address'],
  ['out of time', 'ssh: connect to host there port 22: Connection timed out', 255, 'timeout', undefined, 'check-address'],
  ['no docker there', 'bash: line 1: docker: command not found', 127, 'ssh', 'no-docker', 'install-docker-there'],
  ['no docker there, by another shell', 'sh: 1: docker: not found', 127, 'ssh', 'no-docker', 'install-docker-there'],
  ['no docker there, by zsh', 'zsh:1: command not found: docker', 127, 'ssh', 'no-docker', 'install-docker-there'],
  ['no docker there, by the shell of Windows', '\'docker\' is not recognized as an internal or external command,\noperable program or batch file.', 1, 'ssh', 'no-docker', 'install-docker-there'],
  ['no docker there, said in another language', 'bash: Zeile 1: docker: Kommando nicht gefunden.', 127, 'ssh', 'no-docker', 'install-docker-there'],
  ['no docker there, without a word', '', 127, 'ssh', 'no-docker', 'install-docker-there'],
  ['no right there', 'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: permission denied', 1, 'ssh', 'denied-there', 'join-group-there'],
  ['no engine there', 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', 1, 'ssh', 'stopped-there', 'start-engine-there'],
  ['nothing said', '', 3, 'ssh', 'other', 'try-ssh'],
] as const;

/** `4711 /bin/sh /tmp/ssh-x/ssh -o …`, of all that run. */
function processes(): readonly string[] {
  return execFileSync('/bin/ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n').map((line) => line.trim());
}

/** A request over an agent; rejects with what ended its socket. */
function status(agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ agent, method: 'GET', path: '/v1.41/info' }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    }).once('error', reject).end();
  });
}

describe('an engine behind ssh', { timeout: 30_000, skip: process.platform === 'win32' }, () => {
  const { PATH } = process.env;
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ssh-'));
    writeFileSync(join(folder, 'bridge.mjs'), bridge);
    writeFileSync(join(folder, 'ssh'), `#!/bin/sh
echo "$@" >> ${folder}/calls
test -z "$FAKE_SSH_LOGIN" || sleep "$FAKE_SSH_LOGIN"
test -z "$FAKE_SSH_SOCKET" || { ${lendsAsSsh}; }
case "$*" in *ControlMaster=yes*) test -z "$FAKE_SSH_HOLDS" || exec sleep "$FAKE_SSH_HOLDS" ;; esac
test -z "$FAKE_SSH_SOCKET" || { echo "Welcome" >&2; exec ${process.execPath} ${folder}/bridge.mjs "$FAKE_SSH_SOCKET"; }
printf '%s' "$FAKE_SSH_SAYS" >&2
exit "$FAKE_SSH_CODE"
`);
    chmodSync(join(folder, 'ssh'), 0o755);
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    process.env.PATH = `${folder}${delimiter}${PATH ?? ''}`;
    rmSync(join(folder, 'calls'), { force: true });
  });
  afterEach(() => {
    process.env.PATH = PATH;
    for (const name of ['FAKE_SSH_SOCKET', 'FAKE_SSH_SAYS', 'FAKE_SSH_CODE', 'FAKE_SSH_LOGIN', 'FAKE_SSH_HOLDS']) {
      Reflect.deleteProperty(process.env, name);
    }
  });

  const choice = { endpoint: 'ssh://me@there', chosenBy: 'config', why: '' } as const;
  const calls = (): readonly string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');

  it('answers over one connection that is used again; its private folder goes with it', async () => {
    await withEngine(dockerThat((_, response) => json(response, { ID: 'there' })), async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      const engine = await connectEngine(choice);
      assert.ok(isEngine(engine));
      for (let count = 0; count < 5; count += 1) {
        assert.deepEqual(await engine.get('/info'), { value: { ID: 'there' }, from: 'GET /info' });
      }
      assert.equal(calls().length, 2, 'one that holds the connection, one that asks');
      await Promise.all(Array.from({ length: 30 }, () => engine.get('/info')));
      assert.ok(calls().length <= 9, `${calls().length} sessions`);
      const shared = /ControlPath=(\S+)/.exec(calls()[0] ?? '')?.[1] ?? '';
      assert.ok(existsSync(dirname(shared)));
      engine.close();
      assert.ok(!existsSync(dirname(shared)));
    });
  });

  for (const [what, says, code, status, ssh, fix] of failures) {
    it(`${what}: told apart, with what was said and what helps`, async () => {
      process.env.FAKE_SSH_SAYS = says;
      process.env.FAKE_SSH_CODE = String(code);
      const state = await connectEngine(choice) as EngineState;
      assert.equal(state.status, status);
      assert.ok(says === '' || says.endsWith((state.detail ?? '').replace(/ \(ssh ended with 127\)$/, '').slice(-60)), state.detail);
      const diagnosis = diagnose(state, choice, { platform: 'linux' });
      assert.deepEqual([diagnosis.ssh, diagnosis.fixes[0]], [ssh, fix]);
    });
  }

  it('what is missing at the far end is told, although the log-in was done and lent', async () => {
    writeFileSync(join(folder, 'without'), `#!/bin/sh\n${lendsAsSsh}\nsleep 0.2\necho 'sh: 1: docker: not found' >&2\nexit 127\n`);
    chmodSync(join(folder, 'without'), 0o755);
    const state = await connectEngine({ ...choice, ssh: join(folder, 'without') }) as EngineState;
    assert.deepEqual([state.status, sshReason(state.detail ?? '')], ['ssh', 'no-docker'], state.detail);
  });

  it('a far shell that writes before the engine does is told, with what it wrote', async () => {
    writeFileSync(join(folder, 'noisy'), `#!/bin/sh\n${lendsAsSsh}\necho "Welcome to this machine!"\nexec ${process.execPath} ${folder}/bridge.mjs "$FAKE_SSH_SOCKET"\n`);
    chmodSync(join(folder, 'noisy'), 0o755);
    await withEngine(dockerThat((_, response) => json(response, {})), async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      const noisy = { ...choice, ssh: join(folder, 'noisy') };
      const state = await connectEngine(noisy) as EngineState;
      assert.deepEqual([state.status, state.detail], ['ssh', 'not an answer: Welcome to this machine!']);
      const diagnosis = diagnose(state, noisy, { platform: 'linux' });
      assert.deepEqual([diagnosis.ssh, diagnosis.fixes], ['noise', ['quiet-shell-there', 'try-ssh']]);
    });
  });

  it('no ssh at all', async () => {
    process.env.PATH = '/nonexistent';
    const state = await connectEngine(choice) as EngineState;
    assert.deepEqual([state.status, sshReason(state.detail ?? '')], ['ssh', 'no-ssh']);
  });

  it('a program that a setting names is started in its place; one that is not there, or may not be started, is told as no ssh', async () => {
    process.env.PATH = '/nonexistent';
    await withEngine(dockerThat((_, response) => json(response, {})), async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      const engine = await connectEngine({ ...choice, ssh: join(folder, 'ssh') });
      assert.ok(isEngine(engine));
      engine.close();
    });
    for (const ssh of [join(folder, 'nowhere'), join(folder, 'bridge.mjs')]) {
      const state = await connectEngine({ ...choice, ssh }) as EngineState;
      assert.deepEqual([state.status, sshReason(state.detail ?? '')], ['ssh', 'no-ssh'], state.detail);
    }
  });

  it('a call that is given up does not end the connection that the others share', async () => {
    // As OpenSSH: all end with the one that holds the connection, for it is what the others go over.
    writeFileSync(join(folder, 'sharing.mjs'), `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
const holds = process.argv.includes('ControlMaster=yes');
appendFileSync('${folder}/pids', process.pid + '\\n');
process.on('SIGTERM', () => {
  for (const pid of holds ? readFileSync('${folder}/pids', 'utf8').trim().split('\\n').map(Number) : []) {
    try {
      process.kill(pid, pid === process.pid ? 0 : 'SIGKILL');
    } catch {}
  }
  process.exit(255);
});
if (holds) writeFileSync(/ControlPath=(.*)/.exec(process.argv.find((word) => word.startsWith('ControlPath=')))[1], '');
const far = connect(process.argv[2]);
process.stdin.pipe(far).pipe(process.stdout);
far.on('close', () => process.exit());`);
    writeFileSync(join(folder, 'sharing'), `#!/bin/sh\nexec ${process.execPath} ${folder}/sharing.mjs "$FAKE_SSH_SOCKET" "$@"\n`);
    chmodSync(join(folder, 'sharing'), 0o755);
    const slow = new AbortController();
    let asked = 0;
    const answers = dockerThat(({ url = '' }, response) => {
      if (url.endsWith('/containers/slow/json')) {
        return; // never
      }
      asked += 1;
      slow.abort();
      setTimeout(() => json(response, { ID: 'there' }), 500);
    });
    await withEngine(answers, async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      const engine = await connectEngine({ ...choice, ssh: join(folder, 'sharing') });
      assert.ok(isEngine(engine));
      const [given, kept] = await Promise.all([engine.get('/containers/slow/json', slow.signal), engine.get('/info')]);
      assert.deepEqual([isRead(given), kept], [false, { value: { ID: 'there' }, from: 'GET /info' }]);
      assert.equal(asked, 1, 'asked once more, for the first answer was broken off');
      const pids = readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number);
      engine.close();
      await until(() => pids.every((pid) => !existsSync(`/proc/${pid}`)) || process.platform !== 'linux');
    });
  });

  it('calls that come at once log in once: the others wait until they can go over that connection', async () => {
    await withEngine(dockerThat((_, response) => json(response, { ID: 'there' })), async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      process.env.FAKE_SSH_LOGIN = '0.3';
      const agent = gatedSshAgent('ssh://me@there', { keepAlive: true });
      const answers = await Promise.all(Array.from({ length: 6 }, () => status(agent)));
      agent.destroy();
      assert.deepEqual(answers, Array.from({ length: 6 }, () => 200));
      const [first = '', ...others] = calls();
      assert.match(first, /ControlMaster=yes/);
      assert.equal(others.length, 6);
      assert.ok(others.every((words) => words === first.replace('ControlMaster=yes', 'ControlMaster=no')), others.join('\n'));
    });
  });

  it('where the log-in fails, it is tried once for all that wait, and each is told why', async () => {
    process.env.FAKE_SSH_SAYS = 'me@there: Permission denied (publickey).';
    process.env.FAKE_SSH_CODE = '255';
    process.env.FAKE_SSH_LOGIN = '0.3';
    const agent = gatedSshAgent('ssh://me@there', { keepAlive: true });
    const shell = agent.shell('echo', 5000).catch((error: unknown) => String(error));
    const answers = await Promise.all([...Array.from({ length: 4 }, () => status(agent).catch((error: unknown) => String(error))), shell]);
    agent.destroy();
    assert.ok(answers.every((answer) => String(answer).endsWith('me@there: Permission denied (publickey).')), answers.join('\n'));
    assert.equal(calls().length, 1);
  });

  it('after the one that held the connection has ended, the next logs in anew, by a socket of its own', async () => {
    await withEngine(dockerThat((_, response) => json(response, { ID: 'there' })), async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      process.env.FAKE_SSH_HOLDS = '0.3';
      const agent = gatedSshAgent('ssh://me@there', { keepAlive: false });
      for (let count = 0; count < 2; count += 1) {
        assert.equal(await status(agent), 200);
        await wait(600);
      }
      agent.destroy();
      const sockets = calls().map((words) => /ControlPath=(\S+)/.exec(words)?.[1]);
      assert.deepEqual(calls().map((words) => /ControlMaster=(\S+)/.exec(words)?.[1]), ['yes', 'no', 'yes', 'no']);
      assert.deepEqual(sockets, [sockets[0], sockets[0], sockets[2], sockets[2]]);
      assert.notEqual(sockets[0], sockets[2]);
    });
  });

  it('a program in the place of ssh that cannot share a connection is waited for once, and serves all the same', async () => {
    writeFileSync(join(folder, 'alone'), `#!/bin/sh\necho "$@" >> ${folder}/calls\nexec ${process.execPath} ${folder}/bridge.mjs "$FAKE_SSH_SOCKET"\n`);
    chmodSync(join(folder, 'alone'), 0o755);
    await withEngine(dockerThat((_, response) => json(response, { ID: 'there' })), async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      const agent = gatedSshAgent('ssh://me@there', { keepAlive: false }, join(folder, 'alone'));
      assert.equal(await status(agent), 200);
      assert.deepEqual(await Promise.all(Array.from({ length: 4 }, () => status(agent))), [200, 200, 200, 200]);
      agent.destroy();
      assert.equal(calls().filter((words) => words.includes('ControlMaster=yes')).length, 1);
    });
  });

  it('a script that waits for a log-in gives up in its time, and its call is not left running when it comes', async () => {
    const asleep = 'sleep 60.0123';
    writeFileSync(join(folder, 'sleepy'), `#!/bin/sh\necho "$@" >> ${folder}/calls\nsleep 0.5\n${lendsAsSsh}\nexec ${asleep}\n`);
    chmodSync(join(folder, 'sleepy'), 0o755);
    const agent = gatedSshAgent('ssh://me@there', { keepAlive: true }, join(folder, 'sleepy'));
    await assert.rejects(agent.shell('echo', 100), /no answer within 0.1 s/);
    await until(() => existsSync(join(folder, 'calls')));
    await until(() => existsSync(/ControlPath=(\S+)/.exec(calls()[0] ?? '')?.[1] ?? ''));
    await wait(1000); // by now the call has begun
    await until(() => processes().filter((words) => words.endsWith(asleep)).length === 1);
    agent.destroy();
    await until(() => !processes().some((words) => words.endsWith(asleep)));
  });

  it('an agent that was closed logs in no more, whoever still waits for a socket or asks once more', async () => {
    await withEngine(dockerThat(() => undefined), async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      const agent = gatedSshAgent('ssh://me@there', { keepAlive: true });
      const answers = Promise.allSettled(Array.from({ length: 12 }, () => status(agent)));
      await until(() => existsSync(join(folder, 'calls')) && calls().length === 9);
      agent.destroy();
      await answers;
      await assert.rejects(status(agent), /closed/);
      await assert.rejects(agent.shell('echo', 5000), /closed/);
      await until(() => !processes().some((words) => words.includes(`${folder}/`)));
      assert.equal(calls().length, 9);
      assert.ok(!existsSync(dirname(/ControlPath=(\S+)/.exec(calls()[0] ?? '')?.[1] ?? '')));
    });
  });

  it('a connection that ended while nobody asked is not asked again', async () => {
    await withEngine(dockerThat((_, response) => json(response, { ID: 'there' })), async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      const agent = gatedSshAgent('ssh://me@there', { keepAlive: true });
      assert.equal(await status(agent), 200);
      for (const bridge of processes().filter((words) => words.includes(`${folder}/bridge.mjs`))) {
        process.kill(Number.parseInt(bridge));
      }
      await until(() => Object.keys(agent.freeSockets).length === 0);
      assert.equal(await status(agent), 200);
      agent.destroy();
    });
  });

  it('where no folder can be made for its socket, or none that a socket\'s name fits in, each call logs in by itself', async () => {
    const { TMPDIR } = process.env;
    const long = join(folder, 'a'.repeat(90));
    mkdirSync(long);
    await withEngine(dockerThat((_, response) => json(response, { ID: 'there' })), async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      for (const place of ['/nonexistent', long]) {
        rmSync(join(folder, 'calls'), { force: true });
        process.env.TMPDIR = place;
        const agent = gatedSshAgent('ssh://me@there', { keepAlive: true });
        const answers = await Promise.all([status(agent), status(agent)]).finally(() => Object.assign(process.env, { TMPDIR: TMPDIR ?? tmpdir() }));
        agent.destroy();
        assert.deepEqual(answers, [200, 200]);
        assert.deepEqual(calls().map((words) => words.includes('ControlPath')), [false, false]);
      }
      assert.deepEqual(readdirSync(long), []);
    });
    if (TMPDIR === undefined) {
      Reflect.deleteProperty(process.env, 'TMPDIR');
    }
  });

  it('one that says nothing is given up in time', async () => {
    await withEngine(() => undefined, async ({ endpoint }) => {
      process.env.FAKE_SSH_SOCKET = endpoint.replace('unix://', '');
      assert.equal((await connectEngine(choice, { timeLimit: 300 }) as EngineState).status, 'timeout');
    });
  });

  it('an address that is none is said before anything is started', async () => {
    const state = await connectEngine({ ...choice, endpoint: 'ssh://-oProxyCommand=x' }) as EngineState;
    assert.equal(state.status, 'malformed');
    assert.ok(!existsSync(join(folder, 'calls')));
  });
});
