/**
 * What the engine was asked for: a namespace made for the container, the engine's own, or another container's. The
 * engine's own need not be the machine's: a daemon may live in namespaces itself.
 */
import { inspectOf, textAt } from './engineAnswer.js';
import type { Container, NamespaceType } from './isolation.js';
import { valueOf } from './reading.js';
import type { Snapshot } from './snapshot.js';

type Mode =
  | { readonly kind: 'own' }
  | { readonly kind: 'engine' }
  | { readonly kind: 'container'; readonly id: string };

/** Whose namespace it is in the end. */
export type Origin =
  /** Made for this container, so no other one is in there unless that one joined. */
  | { readonly made: string }
  /** The daemon's own. */
  | { readonly engine: string }
  /** One that this container had before it was started again. */
  | { readonly left: string };

const settings: Readonly<Record<NamespaceType, string | undefined>> = {
  cgroup: 'CgroupnsMode', ipc: 'IpcMode', mnt: undefined, net: 'NetworkMode', pid: 'PidMode', time: undefined, user: undefined,
  uts: 'UTSMode',
};

const longestChain = 16;

/** `undefined` where the engine does not say it. `all` are the containers, other engines' too. */
export function originOf(
  snapshot: Snapshot, all: readonly Container[], container: Container, type: NamespaceType, steps = 0,
): Origin | undefined {
  const mode = modeOf(snapshot, container, type);
  if (mode === undefined || steps > longestChain) {
    return undefined;
  }
  if (mode.kind !== 'container') {
    return mode.kind === 'own' ? { made: container.id } : { engine: container.engine?.endpoint ?? '' };
  }
  const joined = all.find(({ id, name, engine }) => (id === mode.id || name === mode.id) && engine?.endpoint === container.engine?.endpoint);
  const [then, since] = [startedAt(snapshot, container), joined && startedAt(snapshot, joined)];
  if (joined === undefined || then === undefined || since === undefined) {
    return undefined;
  }
  // It joined what the other one had at that time; the other one got a new one if it was started since.
  return since > then ? { left: joined.id } : originOf(snapshot, all, joined, type, steps + 1);
}

/** `undefined` where it says nothing, or where the engine's own configuration decides. */
function modeOf(snapshot: Snapshot, container: Container, type: NamespaceType): Mode | undefined {
  if (container.engine === null) {
    return undefined;
  }
  if (type === 'mnt') {
    return { kind: 'own' };
  }
  const setting = settings[type];
  const word = setting === undefined ? undefined : textAt(valueOf(inspectOf(snapshot, container)), 'HostConfig', setting);
  return word === undefined ? undefined : modeIn(type, word, container.engine.kind);
}

function modeIn(type: NamespaceType, word: string, kind: 'docker' | 'podman'): Mode | undefined {
  const id = /^container:(.+)$/.exec(word)?.[1];
  if (id !== undefined) {
    return { kind: 'container', id };
  }
  return word === 'host' ? { kind: 'engine' } : isOwn(type, word, kind) ? { kind: 'own' } : undefined;
}

function isOwn(type: NamespaceType, word: string, kind: 'docker' | 'podman'): boolean {
  switch (type) {
    case 'net': return word !== '' && !word.startsWith('ns:');
    case 'ipc': return word === 'private' || word === 'shareable' || word === 'none';
    case 'cgroup': return word === 'private';
    case 'pid': case 'uts': return word === 'private' || (word === '' && kind === 'docker');
    default: return false;
  }
}

/** When its current process was started; `undefined` where the engine does not say. */
function startedAt(snapshot: Snapshot, container: Container): number | undefined {
  const time = Date.parse(textAt(valueOf(inspectOf(snapshot, container)), 'State', 'StartedAt') ?? '');
  return Number.isNaN(time) || time <= 0 ? undefined : time;
}
