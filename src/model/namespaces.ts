/** The eight namespaces of a container: their ids, and whether it has them alone, with others, or with the machine. */
import type { Container, Isolation, Namespace, NamespaceType } from './isolation.js';
import { type Evidence, evidenceOf, ofEachType } from './namespaceEvidence.js';
import { type Verdict, isInitial, sameNamespace } from './namespaceVerdicts.js';
import { isRead } from './reading.js';
import type { Snapshot } from './snapshot.js';

/** `all` are the containers that it may share with; stopped ones have no namespaces. */
export function namespacesOf(snapshot: Snapshot, container: Container, all: readonly Container[]): Isolation['namespaces'] {
  const own = evidenceOf(snapshot, container);
  const others = all
    .filter((other) => other.id !== container.id && isAlive(other))
    .map((other) => evidenceOf(snapshot, other));
  return ofEachType((type) => namespaceOf(snapshot, own, others, type));
}

function isAlive({ state }: Container): boolean {
  return state === 'running' || state === 'paused' || state === 'restarting';
}

function namespaceOf(snapshot: Snapshot, own: Evidence, others: readonly Evidence[], type: NamespaceType): Namespace {
  const id = own.ids[type];
  if (hasNone(own, type)) {
    return { id, relation: 'unknown', sharedWith: [], relationFrom: [] };
  }
  const initial = isInitial(snapshot, own, type);
  if (initial.same === undefined) {
    return { id, relation: 'unknown', sharedWith: [], relationFrom: [] };
  }
  if (initial.same) {
    return { id, relation: 'initial', sharedWith: [], relationFrom: initial.from };
  }
  return { id, ...amongContainers(snapshot, own, others, type, initial) };
}

function amongContainers(
  snapshot: Snapshot, own: Evidence, others: readonly Evidence[], type: NamespaceType, initial: Verdict,
): Omit<Namespace, 'id'> {
  const verdicts = others
    .filter((other) => isKnown(other, type) && !hasAnotherId(own, other, type))
    .map((other) => ({ name: other.container.name, ...sameNamespace(snapshot, own, other, type) }));
  const sharing = verdicts.filter(({ same }) => same === true);
  if (sharing.length > 0) {
    return {
      relation: 'shared',
      sharedWith: [...new Set(sharing.map(({ name }) => name))].sort(),
      relationFrom: unique([...initial.from, ...sharing.flatMap(({ from }) => from)]),
    };
  }
  return verdicts.some(({ same }) => same === undefined)
    ? { relation: 'unknown', sharedWith: [], relationFrom: [] }
    : { relation: 'private', sharedWith: [], relationFrom: unique(initial.from) };
}

/** The plain case, told without more ado: with hundreds of containers it is asked a million times. */
function hasAnotherId(own: Evidence, other: Evidence, type: NamespaceType): boolean {
  const [one, another] = [own.ids[type], other.ids[type]];
  return own.kernel === 'here' && other.kernel === 'here' && isRead(one) && isRead(another) && one.value !== another.value;
}

/** Without a process there is no namespace, whatever was asked for: the next start makes or joins one. */
function hasNone({ ids }: Evidence, type: NamespaceType): boolean {
  const id = ids[type];
  return !isRead(id) && id.unread === 'gone';
}

/** Of whom nothing at all could be read, nothing can be said, and nothing is left open by it. */
function isKnown(other: Evidence, type: NamespaceType): boolean {
  return !hasNone(other, type) && (other.dir !== undefined || isRead(other.ids[type]) || other.origins[type] !== undefined);
}

function unique(sources: readonly string[]): string[] {
  return [...new Set(sources)];
}
