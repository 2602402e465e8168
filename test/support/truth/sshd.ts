/** A real sshd on the loopback device, and a `ssh` that uses a test's own keys and known hosts: nobody's ~/.ssh is touched. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { onClose } from '../closing.mjs';
import { until } from '../processes.mjs';
import { programOf, run } from '../programs.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';

export interface Sshd {
  /** `ssh://root@127.0.0.1:40022` */
  readonly endpoint: string;
  /** To be put before PATH: the system's ssh with the test's own files. */
  readonly path: string;
  /** Puts back a way that works: a known host, a key that fits, a docker at the far end. */
  readonly mend: () => void;
  readonly forgetHost: () => void;
  readonly changeHost: () => void;
  readonly loseKey: () => void;
  /** What that ssh was called with, each time. */
  readonly calls: () => readonly string[];
  /** How often a key was accepted. */
  readonly logins: () => number;
}

export function whyNoSshd(): string | undefined {
  const missing = ['sshd', 'ssh', 'ssh-keygen', 'docker'].filter((name) => programOf(name) === undefined);
  const locked = process.getuid?.() === 0 && /^root:!/m.test(readFileSync('/etc/shadow', 'utf8'));
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : locked ? 'root may not log in here' : undefined;
}

/** The far end's `docker` asks the engine at `host`; without one there is no docker on its PATH. */
export async function startSshd(host: string | undefined): Promise<Sshd> {
  const folder = tempFolder('sshd');
  onClose(() => removeFolder(folder));
  const at = (name: string): string => join(folder, name);
  for (const key of ['host', 'other', 'login', 'stranger']) {
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(key)]);
  }
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const port = await freePort();
  const far = host === undefined ? { PATH: '/nonexistent' } : { PATH: process.env.PATH ?? '', DOCKER_HOST: host };
  writeFileSync(at('authorized_keys'), readFileSync(at('login.pub')));
  writeFileSync(at('sshd_config'), [
    `Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${at('host')}`, `AuthorizedKeysFile ${at('authorized_keys')}`, `PidFile ${at('pid')}`,
    'UsePAM no', 'StrictModes no', 'PermitRootLogin prohibit-password', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no',
    `SetEnv ${Object.entries(far).map(([name, value]) => `${name}=${value}`).join(' ')}`, `Banner ${at('banner')}`, '',
  ].join('\n'));
  writeFileSync(at('banner'), 'Authorized users only.\n'.repeat(20));
  const child = spawn(programOf('setpriv') ?? 'setpriv', ['--pdeathsig', 'TERM', programOf('sshd') ?? 'sshd', '-D', '-f', at('sshd_config'), '-E', at('log')], { stdio: 'ignore' });
  onClose(() => child.kill());
  const way = wayThrough(at, port);
  await until(() => /listening/i.test(textOf(at('log'))), 10_000);
  return way;
}

function wayThrough(at: (name: string) => string, port: number): Sshd {
  const trust = (key: string): void => writeFileSync(at('known_hosts'), `[127.0.0.1]:${port} ${readFileSync(at(`${key}.pub`), 'utf8')}`);
  const logInWith = (key: string): void => writeFileSync(at('ssh_config'), [
    'Host *', `IdentityFile ${at(key)}`, 'IdentitiesOnly yes', `UserKnownHostsFile ${at('known_hosts')}`, 'GlobalKnownHostsFile /dev/null', 'IdentityAgent none', '',
  ].join('\n'));
  mkdirSync(at('bin'));
  writeFileSync(at('bin/ssh'), `#!/bin/sh\necho "$@" >> ${at('calls')}\nexec ${programOf('ssh') ?? 'ssh'} -F ${at('ssh_config')} "$@"\n`);
  chmodSync(at('bin/ssh'), 0o755);
  const mend = (): void => {
    trust('host');
    logInWith('login');
  };
  mend();
  return {
    endpoint: `ssh://${userInfo().username}@127.0.0.1:${port}`, path: `${at('bin')}${delimiter}${process.env.PATH ?? ''}`, mend,
    forgetHost: () => writeFileSync(at('known_hosts'), ''), changeHost: () => trust('other'), loseKey: () => logInWith('stranger'),
    calls: () => textOf(at('calls')).split('\n').filter((line) => line !== ''),
    logins: () => textOf(at('log')).split('\n').filter((line) => line.includes('Accepted publickey')).length,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
