/** `root`: mountinfo by `cat` and `findmnt --task`, `stat` through /proc/PID/root, `docker inspect`, `docker history`. */
import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type Expectation, impossible, is, isSet, matches, shown, unread } from '../expectation.js';
import { identityOf, type MountRow, statusWords } from '../files.js';
import { at, listAt, textAt, textsAt } from '../json.js';
import { type Scene, gone, inspectAnswer, untold } from '../scene.js';

type Fact = [string, Expectation];

export function rootFacts(scene: Scene): Fact[] {
  const facts = scene.fixed === undefined ? stopped(scene) : running(scene, scene.fixed.mounts);
  return [...facts, requested(scene), history(scene), ...hidden(scene)].map(([path, expectation]) => [`root.${path}`, expectation]);
}

/** What the engine keeps of a container that does not run. */
function stopped(scene: Scene): Fact[] {
  const { before: { inspect }, engine } = scene;
  const graph = (name: string): string => textAt(inspect, 'GraphDriver', 'Data', name);
  return [
    ...['mechanism', 'hostPath', 'filesystem', 'mounts', 'engineSockets'].map((path): Fact => [path, gone(scene)]),
    ['driver', is(engine.driver, 'docker info', inspectAnswer)],
    ['layers', is(graph('LowerDir').split(':'), 'docker inspect (GraphDriver)', inspectAnswer)],
    ['writableLayer', is(graph('UpperDir'), 'docker inspect (GraphDriver)', inspectAnswer)],
    ['readOnly', is(at(inspect, 'HostConfig', 'ReadonlyRootfs'), 'docker inspect', inspectAnswer)],
  ];
}

function running(scene: Scene, mounts: readonly MountRow[]): Fact[] {
  const { before: { pid }, engine, eyes: { reader } } = scene;
  const file = `/proc/${pid}/mountinfo`;
  const top = mounts.find(({ target }) => target === '/')!;
  return [
    ['mechanism', mechanism(pid, file)],
    ['hostPath', hostPath(scene, top)],
    ['driver', reader.asksEngine ? is(engine.driver, 'docker info', inspectAnswer) : is(top.fsType, 'findmnt', file)],
    ['filesystem', is(top.fsType, 'findmnt --task', file)],
    ['layers', layers(scene, top)],
    ['writableLayer', is(option(top, 'upperdir'), 'findmnt --task, docker inspect', file)],
    ['readOnly', is(top.options.includes('ro'), 'findmnt --task', file)],
    ['mounts', is(mounts, `cat ${file}, findmnt --task ${pid}`, file)],
    ['engineSockets', isSet(socketsIn(pid, mounts, engine.host), 'stat through /proc/PID/root', /^\/proc\/\d+\/mountinfo, \/proc\/self\/mountinfo(?:, |$)/)],
  ];
}

/** It pivoted: its link reads "/", and yet what lies there is not what lies at the machine's "/". */
function mechanism(pid: number, file: string): Expectation {
  return identityOf(`/proc/${pid}/root/.`) === identityOf('/')
    ? impossible('stat /proc/PID/root/.', 'something else: the root is the machine’s own')
    : is('pivot_root', 'readlink and stat of /proc/PID/root, findmnt', file);
}

function option({ superOptions }: MountRow, key: string): string | undefined {
  return superOptions.find((each) => each.startsWith(`${key}=`))?.slice(key.length + 1);
}

/** The directory must be the very one that the process has as "/": seen from the shim, which lives where the engine mounts. */
function hostPath(scene: Scene, top: MountRow): Expectation {
  const { before: { pid, inspect }, eyes: { reader } } = scene;
  const merged = textAt(inspect, 'GraphDriver', 'Data', 'MergedDir');
  const [shim] = statusWords(pid, 'PPid');
  const seen = `/proc/${shim ?? ''}/root${merged}`;
  if (existsSync(seen) && identityOf(`${seen}/.`) !== identityOf(`/proc/${pid}/root/.`)) {
    return impossible(`stat ${seen}`, 'another directory: this is not where its root lies');
  }
  return reader.asksEngine
    ? is(merged, 'docker inspect, stat through /proc/PID/root', inspectAnswer)
    : is((option(top, 'upperdir') ?? '').replace(/\/diff$/, '/merged'), 'findmnt (upperdir), stat through /proc/PID/root', `/proc/${pid}/mountinfo`, true);
}

/** Docker mounts by short links; who may neither follow them nor ask the engine has those. */
function layers({ before: { pid, inspect }, eyes: { reader } }: Scene, top: MountRow): Expectation {
  const links = (option(top, 'lowerdir') ?? '').split(':');
  const resolved = links.map((path) => realpathSync(path));
  const known = textAt(inspect, 'GraphDriver', 'Data', 'LowerDir').split(':');
  if (shown(resolved) !== shown(known)) {
    return impossible('readlink -f, docker inspect', `two things: ${shown(resolved)} and ${shown(known)}`);
  }
  return reader.asksEngine
    ? is(resolved, 'findmnt and readlink -f, docker inspect', /mountinfo$|^GET \/containers/)
    : is(links, 'findmnt --task', `/proc/${pid}/mountinfo`);
}

/** Wherever something is mounted in there, each end of an engine's path is tried: is that the very socket? */
export function socketsIn(pid: number, mounts: readonly MountRow[], host: string): string[] {
  const sockets = [host.replace('unix://', ''), '/var/run/docker.sock', '/run/podman/podman.sock', '/run/containerd/containerd.sock', '/run/crio/crio.sock']
    .filter((path) => existsSync(path)).map((path) => realpathSync(path));
  const found = sockets.flatMap((socket) => mounts.flatMap(({ target }) => endsOf(socket).map((end) => join(target, end)).filter((path) => {
    const seen = join(`/proc/${pid}/root`, path);
    return existsSync(seen) && !hasSymbolicLink(pid, path) && identityOf(seen) === identityOf(socket);
  })));
  return [...new Set(found)];
}

/** `/run/docker.sock` → itself, `docker.sock`, and nothing. */
function endsOf(path: string): string[] {
  const steps = path.split('/').filter(Boolean);
  return steps.map((_, index) => steps.slice(index).join('/')).concat('.');
}

function hasSymbolicLink(pid: number, path: string): boolean {
  const steps = path.split('/').filter(Boolean);
  return steps.some((_, index) => lstatSync(join(`/proc/${pid}/root`, ...steps.slice(0, index + 1))).isSymbolicLink());
}

/** `docker inspect`: its list of mounts, and what `--tmpfs` asked for. */
function requested({ eyes: { reader }, before: { inspect } }: Scene): Fact {
  const mounts = listAt(inspect, 'Mounts').map((mount) => ({
    kind: textAt(mount, 'Type'), source: textAt(mount, 'Name') || textAt(mount, 'Source'), target: textAt(mount, 'Destination'), readOnly: at(mount, 'RW') === false,
  }));
  const tmpfs = Object.entries(at(inspect, 'HostConfig', 'Tmpfs') ?? {}).map(([target, options]) => (
    { kind: 'tmpfs', source: '', target, readOnly: String(options).split(',').includes('ro') }));
  // The engine's order is another one each time.
  const wanted = sorted([...mounts, ...tmpfs]);
  return ['requested', reader.asksEngine
    ? matches('docker inspect', inspectAnswer, wanted, (value) => Array.isArray(value) && sorted(value) === wanted)
    : untold('nobody: the engine does not answer')];
}

function sorted(list: readonly unknown[]): string {
  return list.map((each) => JSON.stringify(each)).sort().join('\n');
}

function history({ eyes, engine }: Scene): Fact {
  return ['history', eyes.reader.asksEngine ? is(engine.history, 'docker history', 'GET /images/{id}/history') : untold('nobody: the engine does not answer')];
}

/** What the engine was told to cover; who may not ask sees those that exist covered in mountinfo. */
function hidden({ eyes: { reader }, before: { inspect, pid }, fixed }: Scene): Fact[] {
  return ([['maskedPaths', 'MaskedPaths'], ['readOnlyPaths', 'ReadonlyPaths']] as const).map(([path, name]): Fact => {
    const asked = textsAt(inspect, 'HostConfig', name);
    if (reader.asksEngine) {
      return [path, is([...asked], 'docker inspect', inspectAnswer)];
    }
    const covered = asked.filter((each) => fixed?.mounts.some(({ target }) => target === each));
    return [path, fixed === undefined ? unread('gone', 'ps') : isSet(covered, 'docker inspect and findmnt --task', `/proc/${pid}/mountinfo`, true)];
  });
}
