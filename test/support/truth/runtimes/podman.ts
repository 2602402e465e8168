/** Podman with a storage, state and socket of its own, as root or as an ordinary user. https://docs.podman.io/ */
import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers } from '../../engine/answers.mjs';
import { until } from '../../processes.mjs';
import { run } from '../../programs.mjs';
import { at, listAt, textAt } from '../json.js';
import type { Api } from './api.js';
import { asSomebody, launch, logOf, missing, sleep, somebody } from './launch.js';
import type { Place } from './place.js';
import type { Sandbox } from './sandbox.js';

export function whyNoPodman(rootless: boolean): string | undefined {
  return missing('podman', 'conmon', 'runc', ...(rootless ? ['newuidmap', 'setpriv'] : ['catatonit']));
}

/** The limits are those that a root without CAP_SYS_RESOURCE may give; locks are files, so that nothing stays in /dev/shm. */
const configuration = [
  '[containers]', 'default_ulimits = ["nofile=1024:4096", "nproc=1024:4096"]',
  '[engine]', 'runtime = "runc"', 'cgroup_manager = "cgroupfs"', 'events_logger = "file"', 'lock_type = "file"', '',
].join('\n');

const image = 'lens-busybox';

export class Podman {
  readonly socket: string;
  private readonly folder: string;
  private readonly env: NodeJS.ProcessEnv;

  constructor(private readonly place: Place, private readonly isRootless: boolean) {
    this.folder = place.path(isRootless ? 'r' : 'p'); // its runroot may have 50 characters at most
    this.socket = join(this.folder, 'api.sock');
    const at = (name: string): string => join(this.folder, name);
    for (const path of ['', 'home', 'run', 'tmp', 'root', 'state', 'scratch']) {
      mkdirSync(at(path), { mode: path === 'run' ? 0o700 : 0o755 });
    }
    writeFileSync(at('containers.conf'), configuration);
    this.env = { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, HOME: at('home'), XDG_RUNTIME_DIR: at('run'), TMPDIR: at('scratch'), CONTAINERS_CONF: at('containers.conf') };
    if (isRootless) {
      for (const path of ['', 'home', 'run', 'tmp', 'root', 'state', 'scratch']) {
        chownSync(at(path), somebody.uid, somebody.gid);
      }
    } else {
      place.willMakeFolder('/run/runc');
      place.willShareCgroup('/libpod_parent');
      place.willShareCgroup('/libpod_parent/conmon');
    }
  }

  get host(): string {
    return `unix://${this.socket}`;
  }

  do(...words: string[]): string {
    const [program = '', ...args] = this.words(words);
    return run(program, args, { env: this.env, cwd: this.folder, timeout: 60_000 }).trim();
  }

  inspect(name: string): unknown {
    return listAt(JSON.parse(this.do('container', 'inspect', name)))[0];
  }

  /** The image is made from this machine's busybox, and the API begins to answer. */
  async begin(): Promise<void> {
    const archive = join(this.folder, 'image.tar');
    run('tar', ['--numeric-owner', '--owner=0', '--group=0', '-C', this.place.root, '-cf', archive, '.']);
    this.do('import', '--change', 'ENV=PATH=/bin', archive, image);
    const name = this.isRootless ? 'rootless' : 'podman';
    launch(this.place, name, this.words(['system', 'service', '--time=0', this.host]), this.env);
    for (const end = Date.now() + 20_000; !await answers(this.host, 2000); await until(() => false, 50)) {
      if (Date.now() > end) {
        throw new Error(`Podman's API does not answer: ${logOf(this.place, name)}`);
      }
    }
  }

  start(name: string, ...flags: string[]): Sandbox {
    this.do('run', '--detach', '--name', name, ...flags, image, ...sleep);
    return this.sandbox(name);
  }

  sandbox(name: string): Sandbox {
    const inspected = this.inspect(name);
    const id = textAt(inspected, 'Id');
    const pod = textAt(inspected, 'Pod');
    if (!this.isRootless) {
      this.place.willMakeCgroup(pod === '' ? `/libpod_parent/libpod-${id}` : `/libpod_parent/${pod}`);
    }
    return {
      pid: this.place.started(Number(at(inspected, 'State', 'Pid'))), runtime: 'podman', lowLevelRuntime: 'runc', id, name, mechanism: 'pivot_root',
      hostPath: this.rootOf(id), ...(pod !== '' && { pod: { name: pod.slice(0, 12), namespace: '', uid: pod } }),
    };
  }

  api(): Api {
    const pods = this.isRootless ? [] : this.do('pod', 'ps', '--no-trunc', '--format', '{{.ID}} {{.Name}}').split('\n').filter(Boolean);
    return {
      host: this.host, version: this.do('version', '--format', '{{.Client.Version}}'), driver: 'vfs',
      pods: new Map(pods.map((line) => line.split(' ') as [string, string])),
    };
  }

  private words(words: readonly string[]): string[] {
    const at = (name: string): string => join(this.folder, name);
    return [...(this.isRootless ? asSomebody : []), 'podman', '--root', at('root'), '--runroot', at('state'), '--tmpdir', at('tmp'), '--storage-driver', 'vfs', ...words];
  }

  /** As Podman's own storage says: each container has a layer, each layer a folder. */
  private rootOf(id: string): string {
    const containers = JSON.parse(readFileSync(join(this.folder, 'root', 'vfs-containers', 'containers.json'), 'utf8')) as unknown[];
    const layer = textAt(containers.find((each) => at(each, 'id') === id), 'layer');
    return join(this.folder, 'root', 'vfs', 'dir', layer);
  }
}
