/**
 * Where the runtimes' containers are made, and how they end. Whatever is made outside of the folder is written down in it
 * first, so that a later run can end what one left that was killed.
 */
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onClose } from '../../closing.mjs';
import { fillRoot } from '../../engine/busyboxImage.mjs';
import { cgroupsOf, removeCgroups } from '../../engine/cgroups.mjs';
import { allProcesses, descendantsOf, isAlive, type Process, processOf, send, until } from '../../processes.mjs';
import { programOf } from '../../programs.mjs';
import { say } from '../../say.mjs';
import { abandonedFolders, removeFolder, tempFolder } from '../../tempFolder.mjs';
import { call } from '../commands.js';

/** Nothing that was left behind lives longer. */
export const sleepSeconds = 900;

export class Place {
  /** A root file system with busybox. */
  readonly root: string;

  constructor(readonly folder: string, private readonly busybox: string) {
    this.root = this.newRoot('root');
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** The name of a container: of this run only. */
  name(short: string): string {
    return `lens-${process.pid}-${short}`;
  }

  newRoot(name: string): string {
    const root = fillRoot(this.path(name), this.busybox);
    mkdirSync(join(root, 'usr'), { recursive: true });
    writeFileSync(join(root, 'etc', 'os-release'), 'ID=lens\n');
    return root;
  }

  /** A process that was started, as a number that was written down or found. */
  started(pid: number): number {
    note(this.folder, 'processes', `${pid} ${processOf(pid)?.start ?? ''}`);
    return pid;
  }

  /** A cgroup that will be made, by its path in every hierarchy. */
  willMakeCgroup(path: string): void {
    note(this.folder, 'cgroups', path);
  }

  /** One that others may use as well: it is removed where it was not there before and is empty afterwards. */
  willShareCgroup(path: string): void {
    if (cgroupsOf(path).length === 0) {
      note(this.folder, 'shared-cgroups', path);
    }
  }

  /** A file or folder outside of the own folder, removed as a whole. */
  willMakeFile(path: string): void {
    note(this.folder, 'files', path);
  }
}

function note(folder: string, list: string, line: string): void {
  appendFileSync(join(folder, list), `${line}\n`);
}

function noted(folder: string, list: string): string[] {
  const path = join(folder, list);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}

export async function makePlace(): Promise<Place> {
  const busybox = programOf('busybox');
  if (busybox === undefined) {
    throw new Error('no busybox here (Debian: busybox-static)');
  }
  for (const { path } of abandonedFolders('rt')) {
    say(`Clearing what an earlier run left: ${path}`);
    await clear(path);
  }
  const folder = tempFolder('rt');
  chmodSync(folder, 0o755);
  onClose(() => clear(folder));
  return new Place(folder, busybox);
}

/** Ends all that was started in there, by pid and start time, and removes what it made. */
export async function clear(folder: string): Promise<void> {
  for (let found = processesOf(folder); found.length > 0; found = processesOf(folder)) {
    for (const one of found) {
      send(one, 'SIGKILL');
    }
    await until(() => !found.some(isAlive), 5000);
  }
  await unmountBelow(folder);
  await until(() => removeCgroupsOf(folder), 2000, 100);
  for (const path of noted(folder, 'files')) {
    rmSync(path, { recursive: true, force: true });
  }
  removeFolder(folder);
}

/** Those written down, those that name the folder in their arguments, and all that they started. */
function processesOf(folder: string): Process[] {
  const known = new Set(noted(folder, 'processes'));
  const ours = allProcesses().filter(({ pid, start, argv }) => pid !== process.pid
    && (known.has(`${pid} ${start}`) || argv.some((word) => word.includes(`${folder}/`))));
  return [...ours, ...descendantsOf(ours.map(({ pid }) => pid))].filter(isAlive);
}

async function unmountBelow(folder: string): Promise<void> {
  const targets = readFileSync('/proc/self/mountinfo', 'utf8').split('\n').map((line) => line.split(' ')[4] ?? '').filter((path) => path.startsWith(`${folder}/`));
  for (const target of targets.reverse()) {
    await call('umount', ['--lazy', target], process.env);
  }
}

/** The kernel lets go of a cgroup some time after its last process ended. */
function removeCgroupsOf(folder: string): boolean {
  const own = noted(folder, 'cgroups');
  for (const path of own) {
    removeCgroups(path);
  }
  for (const path of noted(folder, 'shared-cgroups').reverse().flatMap(cgroupsOf)) {
    removeIfEmpty(path);
  }
  return own.every((path) => cgroupsOf(path).length === 0);
}

function removeIfEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // somebody else's is in there, or it is gone
  }
}

/** Waits for what a program writes or starts. */
export async function eventually<T>(what: string, find: () => T | undefined): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end; await until(() => false, 20)) {
    const found = find();
    if (found !== undefined) {
      return found;
    }
  }
  throw new Error(`no ${what} within 20 s`);
}

/** The processes that one started, once there are any. */
export function childOf(parent: number, what: string): Promise<number> {
  return eventually(what, () => allProcesses().find(({ ppid, state }) => ppid === parent && state !== 'Z')?.pid);
}

