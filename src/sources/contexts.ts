/**
 * Docker's context store, read as its command line does: `~/.docker/config.json` names the current one, and
 * `contexts/meta/<sha256 of the name>/meta.json` tells where it leads; its TLS files lie in `contexts/tls/<same>/docker`.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type NotRead, type Reading, isRead, map, read, unread } from '../model/reading.js';
import type { HostFs } from './hostFs.js';
import { type Tls, tlsIn } from './tls.js';

export interface Context {
  readonly name: string;
  readonly host: string;
  readonly tls?: Tls;
}

/** Where Docker's command line keeps its settings. */
export function configFolder(env: NodeJS.ProcessEnv, home: string): string {
  return setIn(env, 'DOCKER_CONFIG') ?? join(home, '.docker');
}

/** Undefined for an empty variable as well: a path made of it would begin at the folder that the program was started in. */
export function setIn(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name];
  return value === '' ? undefined : value;
}

/** The context that `docker context use` chose; `absent` where none was chosen. */
export function currentContext(fs: HostFs, folder: string): Reading<string> {
  const file = join(folder, 'config.json');
  const config = map(textAt(fs, file), (text) => field(JSON.parse(text) as unknown, 'currentContext'));
  if (!isRead(config)) {
    return config;
  }
  return typeof config.value === 'string' && config.value !== '' ? read(config.value, file) : unread('absent', file);
}

export function contextNamed(fs: HostFs, folder: string, name: string): Reading<Context> {
  const digest = createHash('sha256').update(name).digest('hex');
  const meta = textAt(fs, join(folder, 'contexts', 'meta', digest, 'meta.json'));
  return map(meta, (text) => contextIn(text, (skipVerify) => tlsIn(fs, join(folder, 'contexts', 'tls', digest, 'docker'), skipVerify)));
}

export interface ContextStore {
  /** By name. */
  readonly contexts: readonly Context[];
  /** What cannot be used, with the reason: a context, or the whole store. */
  readonly broken: readonly NotRead[];
}

/** Every context there is. One without an engine's endpoint (Kubernetes had such) is none of ours; a store that is not there is empty. */
export function contextStore(fs: HostFs, folder: string): ContextStore {
  const store = join(folder, 'contexts', 'meta');
  const entry = fs.listFolders(store);
  const digests = typeof entry === 'object' && 'list' in entry ? entry.list : [];
  const found = digests.map((digest) => contextAt(fs, folder, digest));
  const contexts = found.filter(isRead).map(({ value }) => value).filter((value) => value !== null);
  const denied = typeof entry === 'object' && 'unread' in entry && entry.unread !== 'absent' ? [unread(entry.unread, store, entry.detail)] : [];
  return { contexts: contexts.sort((one, other) => (one.name < other.name ? -1 : 1)), broken: [...denied, ...found.filter((each): each is NotRead => !isRead(each))] };
}

function contextAt(fs: HostFs, folder: string, digest: string): Reading<Context | null> {
  const meta = textAt(fs, join(folder, 'contexts', 'meta', digest, 'meta.json'));
  return map(meta, (text) => (isForOthers(text) ? null : contextIn(text, (skipVerify) => tlsIn(fs, join(folder, 'contexts', 'tls', digest, 'docker'), skipVerify))));
}

function isForOthers(text: string): boolean {
  const endpoints = field(JSON.parse(text) as unknown, 'Endpoints');
  return typeof endpoints === 'object' && endpoints !== null && !Object.hasOwn(endpoints, 'docker');
}

function contextIn(text: string, tlsOf: (skipVerify: boolean) => Tls | undefined): Context {
  const meta = JSON.parse(text) as unknown;
  const docker = field(field(meta, 'Endpoints'), 'docker');
  const name = field(meta, 'Name');
  const host = field(docker, 'Host');
  if (typeof name !== 'string' || typeof host !== 'string' || host === '') {
    throw new Error('no docker endpoint in this context');
  }
  const tls = tlsOf(field(docker, 'SkipTLSVerify') === true);
  return { name, host, ...(tls && { tls }) };
}

function textAt(fs: HostFs, file: string): Reading<string> {
  const entry = fs.readText(file);
  if (typeof entry === 'string') {
    return read(entry, file);
  }
  return 'unread' in entry ? unread(entry.unread, file, entry.detail) : unread('malformed', file);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
