/** A second engine, of which root inside is an ordinary user outside: dockerd --userns-remap, in namespaces of its own. */
import { spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onClose } from '../closing.mjs';
import { answers } from '../engine/answers.mjs';
import { clear } from '../engine/leftovers.mjs';
import { until } from '../processes.mjs';
import { programOf } from '../programs.mjs';
import { tempFolder } from '../tempFolder.mjs';
import type { Case } from './cases.js';
import { TruthEngine } from './engine.js';
import { lend } from './subordinate.js';

/** An account that is there already; its subordinate ids are added for the time of the test, if it has none. */
const account = { user: 'nobody', group: 'nogroup' };

export function whyNotRemapped(): string | undefined {
  const has = (file: string, name: string): boolean => existsSync(file) && readFileSync(file, 'utf8').split('\n').some((line) => line.startsWith(`${name}:`));
  const missing = ['dockerd', 'unshare', 'setpriv', 'ip'].filter((name) => programOf(name) === undefined);
  return process.getuid?.() !== 0 ? 'a second engine needs root'
    : missing.length > 0 ? `not installed: ${missing.join(', ')}`
    : !has('/etc/passwd', account.user) || !has('/etc/group', account.group) ? `no user ${account.user} or no group ${account.group} here` : undefined;
}

export const remappedCases: readonly Case[] = [
  { name: 'remapped', flags: [] },
  { name: 'remapped-user', flags: ['--user', '1000:1000', '--memory', '64m'] },
  { name: 'remapped-more', flags: ['--cap-add', 'SYS_ADMIN', '--cap-add', 'NET_ADMIN'] },
  { name: 'remapped-not', flags: ['--userns', 'host'], shows: { 'namespaces.user.relation': 'initial' } },
];

/** The image comes from the first engine. Else what dockerd said last. */
export async function remappedEngine(config: string, from: TruthEngine): Promise<TruthEngine | string> {
  lend('/etc/subuid', account.user);
  lend('/etc/subgid', account.user); // dockerd looks for the user's name in both
  const folder = tempFolder('engine');
  chmodSync(folder, 0o711); // root inside is nobody in particular out here, and has to get in
  const host = `unix://${folder}/docker.sock`;
  launch(folder, host);
  onClose(() => clear(folder));
  const isUp = await answersWithin(host, 30_000);
  if (!isUp) {
    return `dockerd --userns-remap did not start: ${readFileSync(join(folder, 'dockerd.log'), 'utf8').trim().split('\n').at(-1) ?? ''}`;
  }
  const engine = new TruthEngine(host, from.image, config);
  const archive = join(config, 'image.tar');
  await from.docker('save', '--output', archive, from.image);
  await engine.docker('load', '--input', archive);
  return engine;
}

function launch(folder: string, host: string): void {
  writeFileSync(join(folder, 'daemon.json'), '{}');
  const log = openSync(join(folder, 'dockerd.log'), 'a');
  const inside = 'ip link set lo up; for cover in /run/containerd /run/docker /etc/docker; do mkdir -p $cover && mount -t tmpfs lens $cover; done; exec "$@"';
  const dockerd = [programOf('dockerd') ?? 'dockerd', '--config-file', `${folder}/daemon.json`, '--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`,
    '--pidfile', `${folder}/dockerd.pid`, '-H', host, '--cgroup-parent', `/${basename(folder)}`, '--exec-opt', 'native.cgroupdriver=cgroupfs',
    '--shutdown-timeout', '3', '--userns-remap', `${account.user}:${account.group}`];
  const words = ['-n', '-m', '--propagation', 'private', 'setpriv', '--pdeathsig', 'TERM', 'sh', '-c', inside, 'sh', ...dockerd];
  const env: NodeJS.ProcessEnv = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
  delete env.DOCKER_HOST;
  spawn('unshare', words, { env, stdio: ['ignore', log, log], detached: true }).unref();
  closeSync(log);
}

async function answersWithin(host: string, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await until(() => false, 100)) {
    if (await answers(host, 1000)) {
      return true;
    }
  }
  return false;
}
