/**
 * The door for what an engine answers: JSON that anybody may have made becomes typed here, and nothing of it is
 * trusted. What is missing or of another kind is `undefined`, never a default.
 * https://docs.docker.com/reference/api/engine/
 */
import type { Container } from './isolation.js';
import { type Reading, map, unread } from './reading.js';
import { type Snapshot, answerOf } from './snapshot.js';

/** One entry of `GET /containers/json`. */
export interface Listed {
  readonly id: string;
  /** Without the leading "/". */
  readonly name: string | undefined;
  readonly image: string | undefined;
  readonly state: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
}

export const listKey = 'GET /containers/json';
export const infoKey = 'GET /info';
export const inspectSource = 'GET /containers/{id}/json';
export const topSource = 'GET /containers/{id}/top';
export const statsSource = 'GET /containers/{id}/stats';
/** Podman's own list, asked with `namespace=true`: the namespaces, pid and pod of every container in one answer. */
export const libpodListKey = 'GET /libpod/containers/json';

/** What an id or an image's name may be made of where it stands in a request's path. */
export const idPattern = '[A-Za-z0-9][A-Za-z0-9_.:@-]*';
const wholeId = new RegExp(`^${idPattern}$`);

export function inspectKey(id: string): string {
  return `GET /containers/${id}/json`;
}

export function topKey(id: string): string {
  return `GET /containers/${id}/top`;
}

export function statsKey(id: string): string {
  return `GET /containers/${id}/stats`;
}

/** The value at a path of own properties and array indexes; `undefined` where the path ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) {
      return undefined;
    }
    here = (here as Readonly<Record<string | number, unknown>>)[step];
  }
  return here;
}

export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** A finite number. */
export function numberAt(value: unknown, ...path: readonly (string | number)[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

export function booleanAt(value: unknown, ...path: readonly (string | number)[]): boolean | undefined {
  const found = at(value, ...path);
  return typeof found === 'boolean' ? found : undefined;
}

/** `undefined` where there is no list: the engine's `null` is one too. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] | undefined {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : undefined;
}

/** The texts of a list; what is no text is left out. */
export function textsAt(value: unknown, ...path: readonly (string | number)[]): readonly string[] | undefined {
  return listAt(value, ...path)?.filter((each) => typeof each === 'string');
}

/** A record of texts as a Map, so that a label named `__proto__` is a label like any other. */
export function textMapAt(value: unknown, ...path: readonly (string | number)[]): ReadonlyMap<string, string> {
  const found = at(value, ...path);
  const entries = typeof found === 'object' && found !== null ? Object.entries(found) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** A container with the engine that has it; the first one where none is known. */
export type Known = Pick<Container, 'id' | 'engine'>;

/** What a container's own engine answered: `GET /info`, `GET /containers/<id>/top`… */
export function answerFor(snapshot: Snapshot, { engine }: Pick<Known, 'engine'>, key: string, shown = key): Reading<unknown> {
  return answerOf(snapshot, key, shown, engine?.endpoint);
}

/** `GET /containers/json` of the engine at an endpoint, else of the first one; entries without an id that can be asked for are left out. */
export function listedContainers(snapshot: Snapshot, endpoint?: string): Reading<readonly Listed[]> {
  return map(answerOf(snapshot, listKey, listKey, endpoint), (answer) => {
    if (!Array.isArray(answer)) {
      throw new Error('not a list of containers');
    }
    const list = lists.get(answer) ?? answer.flatMap((entry: unknown) => listed(entry) ?? []);
    lists.set(answer, list);
    return list;
  });
}

/** Answers do not change, and a list is asked for once for each container in it. */
const lists = new WeakMap<readonly unknown[], readonly Listed[]>();

function listed(entry: unknown): Listed | undefined {
  const id = textAt(entry, 'Id');
  return id === undefined || !wholeId.test(id) ? undefined : {
    id,
    name: plainName(textAt(entry, 'Names', 0)),
    image: textAt(entry, 'Image'),
    state: textAt(entry, 'State'),
    labels: textMapAt(entry, 'Labels'),
  };
}

/** Without the "/" that the engine's names begin with. */
export function plainName(name: string | undefined): string | undefined {
  const plain = name?.replace(/^\//, '');
  return plain === '' ? undefined : plain;
}

/** `GET /containers/{id}/json`, as it came; read it with the functions above. */
export function inspectOf(snapshot: Snapshot, container: Known): Reading<unknown> {
  return answerFor(snapshot, container, inspectKey(container.id), inspectSource);
}

/** One fact of the inspect answer; `absent` where it is not in there. */
export function inspected<T>(snapshot: Snapshot, container: Known, pick: (answer: unknown) => T | undefined): Reading<T> {
  const fact = map(inspectOf(snapshot, container), pick);
  if (!('value' in fact)) {
    return fact;
  }
  const { value } = fact;
  return value === undefined ? unread('absent', fact.from, 'not in the answer') : { value, from: fact.from };
}
