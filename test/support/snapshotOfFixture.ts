/**
 * Turns a recording of a real container (`test/fixtures/<case>/recording.json`: path → text, `{"link": …}` for a
 * symbolic link, `engine/…` for the API's answers) into the Snapshot that the collector would have made.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Unread } from '../../src/model/reading.js';
import { type EngineState, type Entry, type Snapshot, snapshotSchema } from '../../src/model/snapshot.js';

export type Recording = Readonly<Record<string, unknown>>;

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

export function fixtureNames(): string[] {
  return readdirSync(fixtures, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(fixtures + entry.name).includes('recording.json'))
    .map((entry) => entry.name)
    .sort();
}

export function recordingOf(name: string): Recording {
  return JSON.parse(readFileSync(`${fixtures}${name}/recording.json`, 'utf8')) as Recording;
}

/** The snapshot of a fixture; of all its containers unless there is a `subject`. */
export function snapshotOfFixture(name: string, subject: string | null = null): Snapshot {
  const recording = recordingOf(name);
  const engine = engineOf(recording);
  return {
    schema: snapshotSchema,
    takenAt: '2026-11-23T21:00:00.000Z',
    platform: 'linux',
    subject,
    roots: { proc: '/proc', sys: '/sys' },
    reader: 'self',
    files: filesOf(recording),
    engine,
    engines: enginesOf(engine),
  };
}

function filesOf(recording: Recording): Record<string, Entry> {
  const files: Record<string, Entry> = {};
  for (const [path, entry] of Object.entries(recording)) {
    if (!/^(proc|sys)\//.test(path) || /\/(\.owner|errors\.txt)$/.test(path)) {
      continue;
    }
    files[`/${path}`] = entry as Entry;
    if (/^proc\/\d+\/stat$/.test(path)) {
      files[`/${path}#again`] = entry as Entry;
    }
  }
  addErrors(recording, files);
  addReader(files);
  return files;
}

/** Lines such as `attr/current: cat: /proc/7/attr/current: Invalid argument`. */
function addErrors(recording: Recording, files: Record<string, Entry>): void {
  for (const [path, text] of Object.entries(recording)) {
    if (!path.endsWith('/errors.txt') || typeof text !== 'string') {
      continue;
    }
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const [file, , , reason] = line.split(': ');
      files[`/${path.slice(0, -'errors.txt'.length)}${file ?? ''}`] = { unread: unreadFor(reason ?? ''), detail: reason ?? '' };
    }
  }
}

function unreadFor(words: string): Unread {
  if (words === 'Permission denied' || words === 'Operation not permitted') {
    return 'denied';
  }
  if (words === 'No such file or directory') {
    return 'absent';
  }
  if (words === 'No such process') {
    return 'gone';
  }
  return words === 'Invalid argument' ? 'unsupported' : 'failed';
}

/**
 * The recorder was a plain process in the machine's own namespaces; its status was not recorded. The first process's
 * links could be read in the virtual machines (kernel 6.1) and not on their host, whose numbers are all fixed.
 */
function addReader(files: Record<string, Entry>): void {
  files['/proc/self/status'] ??= 'Name:\tcat\nState:\tR (running)\nPid:\t2\nPPid:\t1\nNSpid:\t2\n';
  const denied: Entry = { unread: 'denied', detail: 'Permission denied' };
  const release = files[osrelease];
  const readable = typeof release === 'string' && release.startsWith('6.1.');
  for (const type of ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts']) {
    files[`/proc/1/ns/${type}`] = (readable ? files[`/proc/self/ns/${type}`] : undefined) ?? denied;
  }
}

const osrelease = '/proc/sys/kernel/osrelease';

function engineOf(recording: Recording): Record<string, unknown> {
  const engine: Record<string, unknown> = {};
  for (const [path, answer] of Object.entries(recording)) {
    const file = path.startsWith('engine/') ? path.slice('engine/'.length) : '';
    const key = wholeAnswers.get(file);
    if (key !== undefined) {
      engine[key] = answer;
    }
    addContainer(engine, recording, file, answer);
  }
  return engine;
}

const wholeAnswers = new Map([
  ['containers_json.json', 'GET /containers/json'],
  ['info.json', 'GET /info'],
  ['version.json', 'GET /version'],
  ['v4.0.0_libpod_containers_json_namespace_true_all_true.json', 'GET /libpod/containers/json'],
]);

/** `NAME.inspect.json`, and beside it `NAME.top-ns.json` (docker) or `NAME.top-hpid.json` (podman). */
function addContainer(engine: Record<string, unknown>, recording: Recording, file: string, answer: unknown): void {
  const name = /^(.+)\.inspect\.json$/.exec(file)?.[1];
  if (name === undefined) {
    return;
  }
  const { Id: id } = answer as { Id: string };
  engine[`GET /containers/${id}/json`] = answer;
  const top = recording[`engine/${name}.top-ns.json`] ?? recording[`engine/${name}.top-hpid.json`];
  if (top !== undefined) {
    const { message } = top as { message?: string };
    engine[`GET /containers/${id}/top`] = message === undefined ? top : { unread: 'failed', detail: message };
  }
}

function enginesOf(engine: Readonly<Record<string, unknown>>): EngineState[] {
  const version = engine['GET /version'] as { Version: string; Components: readonly { Name: string }[] } | undefined;
  if (version === undefined) {
    return [];
  }
  const podman = version.Components[0]?.Name === 'Podman Engine';
  return [{
    kind: podman ? 'podman' : 'docker',
    endpoint: podman ? 'unix:///run/podman/podman.sock' : 'unix:///var/run/docker.sock',
    chosenBy: podman ? 'well-known' : 'default',
    status: 'ok',
    version: version.Version,
  }];
}
