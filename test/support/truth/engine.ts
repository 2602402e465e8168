/** The engine of a truth test, asked by its own command line only. */
import { chmodSync, chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Done, call } from './commands.js';
import { at } from './json.js';

/** The group that a private engine's socket is given to; it needs no name. */
const socketGroup = 65_002;

export class TruthEngine {
  readonly socket: string;
  private readonly env: NodeJS.ProcessEnv;

  /** `config`: a folder that stands for the person's ~/.docker. */
  constructor(readonly host: string, readonly image: string, config: string) {
    this.socket = host.replace('unix://', '');
    this.env = { PATH: process.env.PATH, HOME: config, DOCKER_CONFIG: config, DOCKER_HOST: host, DOCKER_CLI_HINTS: 'false', DOCKER_BUILDKIT: '0' };
  }

  get folder(): string {
    return dirname(this.socket);
  }

  /** Ended with the tests' own run, so its socket may be given away. */
  get isPrivate(): boolean {
    return /\/lens-engine-[^/]+\/docker\.sock$/.test(this.socket);
  }

  try(...words: string[]): Promise<Done> {
    return call('docker', words, this.env);
  }

  async docker(...words: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.try(...words);
    if (code !== 0) {
      throw new Error(`docker ${words.join(' ').slice(0, 200)}: ${stderr.trim()}`);
    }
    return stdout.trim();
  }

  /** `docker inspect` of containers, by name. */
  async inspect(...names: string[]): Promise<Map<string, unknown>> {
    const found = JSON.parse(await this.docker('container', 'inspect', ...names)) as unknown[];
    return new Map(found.map((each) => [String(at(each, 'Name')).slice(1), each]));
  }

  /** Gives the socket of a private engine to a group, and tells which group may ask the engine. */
  shareSocket(): number {
    if (this.isPrivate) {
      chownSync(this.folder, 0, socketGroup);
      chmodSync(this.folder, 0o711);
      chownSync(this.socket, 0, socketGroup);
      chmodSync(this.socket, 0o660);
    }
    return statSync(this.socket).gid;
  }
}
