/**
 * What a service has from elsewhere in its file: fragments that it merges with `<<`, and services that it extends.
 * https://yaml.org/type/merge.html
 * https://docs.docker.com/reference/compose-file/services/#extends
 */
import { isMap, isSeq } from 'yaml';
import { resolved, textOf } from './nodes.js';
import type { ParsedCompose } from './parse.js';

/** A key's value, and the service or the fragment that has it. */
export interface Brought {
  readonly value: unknown;
  readonly from: string;
}

/** Nearest first: of scalars the first one counts, lists are added up. */
export type Keys = ReadonlyMap<string, readonly Brought[]>;

export interface Extended {
  readonly service: string;
  /** Another file, as it is written; its services are not read. */
  readonly file?: string;
  /** Whether the way leads back to a service that it came through. */
  readonly circle: boolean;
  readonly missing: boolean;
  readonly keys: Keys;
}

/** Enough for every file that people write, and a bound for one that is made to be large. */
const mostMaps = 64;
const mostKeys = 300;

/** `undefined` where the service extends nothing. */
export function extendedBy(file: ParsedCompose, services: unknown, service: unknown): Extended | undefined {
  const walk = new Walk(file, services);
  const wish = extendsOf(walk.keysOf(service, '').get('extends')?.[0]?.value);
  if (wish === undefined || wish.service === '') {
    return undefined;
  }
  const other = wish.file === undefined ? serviceAt(services, wish.service) : undefined;
  const keys = isMap(other) ? walk.extended(other, wish.service, [service]) : new Map<string, readonly Brought[]>();
  return { ...wish, keys, circle: walk.circle, missing: wish.file === undefined && other === undefined };
}

/** The keys that the maps behind `<<` have. */
export function mergedInto(file: ParsedCompose, value: unknown): Keys {
  return new Walk(file, undefined).merged(value);
}

class Walk {
  #left = mostMaps;
  circle = false;

  constructor(private readonly file: ParsedCompose, private readonly services: unknown) {}

  /** Its own keys and those that it merges. */
  keysOf(node: unknown, from: string): Map<string, readonly Brought[]> {
    const keys = new Map<string, readonly Brought[]>();
    if (!isMap(node) || this.#left <= 0) {
      return keys;
    }
    this.#left -= 1;
    const pairs = node.items.slice(0, mostKeys);
    for (const { key, value } of pairs) {
      if (textOf(key) !== '<<') {
        keys.set(textOf(key), [{ value: resolved(this.file, value), from }]);
      }
    }
    for (const { value } of pairs.filter(({ key }) => textOf(key) === '<<')) {
      this.merged(value).forEach((brought, key) => keys.set(key, keys.get(key) ?? brought));
    }
    return keys;
  }

  merged(value: unknown): Map<string, readonly Brought[]> {
    const keys = new Map<string, readonly Brought[]>();
    for (const source of isSeq(value) ? value.items.slice(0, mostMaps) : [value]) {
      const map = resolved(this.file, source);
      this.keysOf(map, isMap(map) ? map.anchor ?? '<<' : '<<').forEach((brought, key) => keys.set(key, keys.get(key) ?? brought));
    }
    return keys;
  }

  /** The keys of a service with those of the services that it extends in its turn. */
  extended(node: unknown, from: string, through: readonly unknown[]): Map<string, readonly Brought[]> {
    if (through.includes(node)) {
      this.circle = true;
      return new Map();
    }
    const keys = this.keysOf(node, from);
    const wish = extendsOf(keys.get('extends')?.[0]?.value);
    const other = wish === undefined || wish.file !== undefined ? undefined : serviceAt(this.services, wish.service);
    if (wish !== undefined && other !== undefined && this.#left > 0) {
      this.extended(other, wish.service, [...through, node]).forEach((brought, key) => keys.set(key, [...keys.get(key) ?? [], ...brought]));
    }
    return keys;
  }
}

/** `extends: base`, or `service` and `file`. */
function extendsOf(value: unknown): { readonly service: string; readonly file?: string } | undefined {
  if (isMap(value)) {
    const file = textOf(valueAt(value, 'file'));
    return { service: textOf(valueAt(value, 'service')), ...file !== '' && { file } };
  }
  const service = textOf(value);
  return service === '' ? undefined : { service };
}

/** By name: a file may have thousands, and a way through many of them. Nodes live as long as the parsed file. */
const named = new WeakMap<object, ReadonlyMap<string, unknown>>();

function serviceAt(services: unknown, name: string): unknown {
  if (!isMap(services)) {
    return undefined;
  }
  const byName = named.get(services) ?? new Map(services.items.map(({ key, value }) => [textOf(key), value]));
  named.set(services, byName);
  return byName.get(name);
}

function valueAt(node: unknown, name: string): unknown {
  return isMap(node) ? node.items.find(({ key }) => textOf(key) === name)?.value : undefined;
}
