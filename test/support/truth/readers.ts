/** The three who read: root, a member of the group that owns the engine's socket, and an ordinary user outside of it. */
import { chmodSync, copyFileSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../root.mjs';
import { type Done, call } from './commands.js';

/** Numbers need no entries in /etc/passwd. */
const user = 65_001;

export interface Reader {
  readonly name: 'root' | 'a member of the group' | 'an ordinary user' | 'its own user';
  /** Whether the engine answers it. */
  readonly asksEngine: boolean;
  /** Whether it may look into others' processes. */
  readonly isRoot: boolean;
  /** Calls the product's command line. */
  lens(...words: string[]): Promise<Done>;
  /** Has bash run a line, as this reader would in a terminal. */
  shell(line: string): Promise<Done>;
  /** Tries to read, and tells the text or the error. */
  probe(what: Probe): Promise<ReadonlyMap<string, Probed>>;
}

export interface Probe {
  readonly files?: readonly string[];
  readonly links?: readonly string[];
  readonly sockets?: readonly string[];
}
export interface Probed {
  readonly text?: string;
  readonly error?: string;
}

/** What all of them can reach: the built command line, the probe, and node where it lies in somebody's home. */
export async function stageFor(folder: string): Promise<string> {
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'home'));
  chmodSync(join(folder, 'home'), 0o777);
  cpSync(inRoot('dist'), join(folder, 'dist'), { recursive: true });
  copyFileSync(inRoot('test', 'support', 'truth', 'probe.mjs'), join(folder, 'probe.mjs'));
  const reached = await call('setpriv', [...asUser([]), process.execPath, '--version'], process.env);
  if (reached.code !== 0) {
    cpSync(process.execPath, join(folder, 'node'), { dereference: true });
    return join(folder, 'node');
  }
  return process.execPath;
}

function asUser(groups: readonly number[]): string[] {
  return ['--reuid', String(user), '--regid', String(user), ...(groups.length > 0 ? ['--groups', groups.join(',')] : ['--clear-groups']), '--inh-caps=-all', '--bounding-set=-all'];
}

export interface Stage {
  readonly folder: string;
  readonly node: string;
  readonly host: string;
  readonly socket: string;
}

export async function readersOn(stage: Stage, group: number): Promise<Reader[]> {
  // Some machines let everybody ask the engine.
  const isOpen = (await reader(stage, 'an ordinary user', asUser([]), false).probe({ sockets: [stage.socket] })).get(stage.socket)?.text !== undefined;
  return [
    reader(stage, 'root', undefined, true),
    reader(stage, 'a member of the group', asUser([group]), true),
    reader(stage, 'an ordinary user', asUser([]), isOpen),
  ];
}

export function reader({ folder, node, host }: Stage, name: Reader['name'], privileges: readonly string[] | undefined, asksEngine: boolean): Reader {
  const home = join(folder, 'home');
  const env = { PATH: process.env.PATH, HOME: home, DOCKER_HOST: host, LANG: 'C.UTF-8' };
  const start = (program: string, words: readonly string[], input?: string): Promise<Done> => (privileges === undefined
    ? call(program, words, env, input) : call('setpriv', [...privileges, program, ...words], env, input));
  const run = (words: readonly string[], input?: string): Promise<Done> => start(node, words, input);
  return {
    name, asksEngine, isRoot: privileges === undefined,
    lens: (...words) => run([join(folder, 'dist', 'cli.js'), ...words]),
    shell: (line) => start('bash', ['-c', line]),
    probe: async (what) => {
      const { stdout, stderr } = await run([join(folder, 'probe.mjs')], JSON.stringify(what));
      if (stdout === '') {
        throw new Error(`the probe of ${name} said: ${stderr}`);
      }
      return new Map(Object.entries(JSON.parse(stdout) as Record<string, Probed>));
    },
  };
}

/** What the reader's call printed; throws with what was said where it failed. */
export async function printed(reader: Reader, ...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await reader.lens(...words);
  if (code !== 0) {
    throw new Error(`isolation-lens ${words.join(' ')} as ${reader.name} ended with ${code}: ${stderr}`);
  }
  return stdout;
}
