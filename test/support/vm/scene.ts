/** One visit to the machine: containers, what the witness saw before and after, and what the product said in between. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { IsolationWithFindings } from '../../../src/model/isolation.js';
import { ensureImage, image } from '../engine/busyboxImage.mjs';
import { dockerFor } from '../engine/docker.mjs';
import { inRoot } from '../root.mjs';
import { say, seconds } from '../say.mjs';
import { lookFar } from './far.js';
import { ordinaryUser } from './guestRoot.mjs';
import { type Docker, type Inspected, makeTight, names, startContainers } from './containers.js';
import { type Answer, type Question, askInside } from './inside.js';
import { startMachine } from './machine.mjs';
import { type Witness, look } from './witness.js';

export interface Scene {
  readonly containers: ReadonlyMap<string, Inspected>;
  readonly before: Witness;
  readonly after: Witness;
  readonly answers: readonly Answer[];
  /** Name → the picture as somebody on this machine gets it from the engine over there. */
  readonly outside: ReadonlyMap<string, IsolationWithFindings>;
  /** Who → name → the picture as somebody on this machine gets it who has the kernel over there read over ssh. */
  readonly far: ReadonlyMap<string, ReadonlyMap<string, IsolationWithFindings>>;
}

export async function visit(questionsAbout: (containers: ReadonlyMap<string, Inspected>) => readonly Question[]): Promise<Scene> {
  const { host, ssh, sshPort, programs } = await startMachine();
  const docker = dockerFor(host) as unknown as Docker;
  ensureImage(docker);
  ssh(makeTight);
  const containers = await timed('containers', () => startContainers(host, docker, image));
  waitForWork(ssh, containers);
  const all = [...containers.values()];
  const before = look(ssh, all);
  const questions = questionsAbout(containers);
  const answers = await timed(`${questions.length} answers inside`, () => Promise.resolve(askInside(ssh, questions)));
  const outside = new Map<string, IsolationWithFindings>();
  for (const name of names) outside.set(name, JSON.parse(await askOutside(host, 'explain', name, '--json')) as IsolationWithFindings);
  const far = await timed('the kernel over ssh', () => lookFar(sshPort, programs(), [{ who: 'root', names }, { who: ordinaryUser.name, names: ['limited', 'nested'] }]));
  return { containers, before, answers, outside, far, after: look(ssh, all) };
}

/** The containers have done what they do when their first process has become its last program. */
function waitForWork(ssh: (script: string) => string, containers: ReadonlyMap<string, Inspected>): void {
  const names = [...containers.values()].map(({ State }) => `/proc/${State.Pid}/comm`);
  ssh(`n=0; until [ "$(grep -cx sleep ${names.join(' ')} | grep -c ':1$')" = ${names.length} ] || [ $n -ge 120 ]; do n=$((n + 1)); sleep 0.5; done; [ $n -lt 120 ]`);
}

async function askOutside(host: string, ...words: string[]): Promise<string> {
  const options = { env: { ...process.env, DOCKER_HOST: '', DOCKER_CONTEXT: '' }, maxBuffer: 1 << 26 };
  return (await promisify(execFile)(process.execPath, [inRoot('dist', 'cli.js'), '--host', host, ...words], options)).stdout;
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const since = Date.now();
  const done = await work();
  say(`${what} (${seconds(since)})`);
  return done;
}
