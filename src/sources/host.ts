/** The machine to look at, and with what: everything that a collection depends on comes in by here. */
import { homedir } from 'node:os';
import { isAbsolute } from 'node:path';
import type { Roots } from '../model/snapshot.js';
import { type Connections, noConnections } from './connect.js';
import type { Reader } from './diagnosisFacts.js';
import { type MachineFs, hostFs } from './hostFs.js';

export interface Host {
  readonly fs: MachineFs;
  readonly platform: NodeJS.Platform;
  readonly clock: () => Date;
  readonly roots: Roots;
  /** Whose namespaces and mounts stand for the machine: this process, or the first one of a machine seen elsewhere. */
  readonly reader: 'self' | '1';
  readonly connections: Connections;
  /** Where it is another machine: its files are there once they were brought. */
  readonly far?: FarMachine;
}

export interface FarMachine {
  /** Of the engine whose ssh leads there. */
  readonly endpoint: string;
  /** Reads what can be read of these processes there, the container's own first. Rejects with why nothing was. */
  bring(subject: number, others: readonly number[]): Promise<void>;
  /** Sockets of engines that were looked for there. */
  sockets(): readonly string[];
}

export interface HostPlaces {
  /** `--path.procfs` */
  readonly procfs?: string;
  /** `--path.sysfs` */
  readonly sysfs?: string;
}

export interface PlaceTrouble {
  readonly place: 'procfs' | 'sysfs';
  readonly path: string;
  /** What the system said. */
  readonly said: string;
}

/** The first place that was given and cannot be looked into; undefined where there is none. */
export function placeTrouble(fs: MachineFs, { procfs, sysfs }: HostPlaces): PlaceTrouble | undefined {
  return ([['procfs', procfs], ['sysfs', sysfs]] as const).flatMap(([place, path]) => {
    const said = path === undefined ? undefined : isAbsolute(path) ? troubleAt(fs, path) : 'not an absolute path';
    return path === undefined || said === undefined ? [] : [{ place, path, said }];
  })[0];
}

function troubleAt(fs: MachineFs, path: string): string | undefined {
  const entry = fs.list(path);
  return typeof entry === 'object' && 'unread' in entry ? entry.detail ?? entry.unread : undefined;
}

/** This machine, or the one whose `/proc` and `/sys` are seen elsewhere. */
export function hostAt({ procfs, sysfs }: HostPlaces = {}, connections: Connections = noConnections, platform: NodeJS.Platform = process.platform): Host {
  const roots = { proc: withoutSlash(procfs ?? '/proc'), sys: withoutSlash(sysfs ?? '/sys') };
  return {
    fs: hostFs(roots.proc), platform, clock: () => new Date(), roots,
    reader: roots.proc === '/proc' ? 'self' : '1', connections,
  };
}

/** Who reads: this process, for the choice of an engine and for a diagnosis. */
export function readerHere(platform: NodeJS.Platform = process.platform): Reader {
  const uid = process.getuid?.() ?? null;
  const groups = [...new Set([...process.getgroups?.() ?? [], ...process.getgid ? [process.getgid()] : []])];
  return { fs: hostFs(), platform, env: process.env, home: homedir(), uid, groups };
}

function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}
