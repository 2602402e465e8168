/** Which API version to speak, from what the engine says about itself in `GET /version`. */
import type { ApiReason } from '../model/diagnosis.js';

export interface EngineVersion {
  readonly kind: 'docker' | 'podman';
  /** The engine's own version: 20.10.24. */
  readonly version: string;
  /** The API version to ask for, both know it: 1.41. */
  readonly api: string;
  /** Podman's own API beside Docker's: 4.0.0. */
  readonly libpod?: string;
  /** Why nothing of use can be asked: too old, or containers of another kind. */
  readonly incompatible?: string;
}

/** Older ones lack fields that are read here; newer ones may rename what is known. */
const oldest = '1.24';
const newestKnown = '1.51';

/** What does not fit, by the words of this module and of engines: `client version 1.24 is too old. Minimum supported API version is 1.44`. */
export function apiReason(said: string): ApiReason {
  return said.includes('Windows') ? 'windows' : /\bclient version\b.*\btoo old\b/i.test(said) ? 'too-new' : 'too-old';
}

type Fields = Readonly<Record<string, unknown>>;

/** Null where the answer is not an engine's. */
export function engineVersion(answer: unknown): EngineVersion | null {
  const fields = fieldsOf(answer);
  const api = text(fields.ApiVersion);
  if (!/^\d+\.\d+$/.test(api)) {
    return null;
  }
  const podman = podmanPart(fields);
  const incompatible = reason(fields, api);
  const least = podman && text(fieldsOf(podman.Details).MinAPIVersion);
  return {
    kind: podman ? 'podman' : 'docker',
    version: text(fields.Version),
    api: agreed(api, text(fields.MinAPIVersion)),
    ...(least === undefined ? {} : { libpod: /^\d+\.\d+\.\d+$/.test(least) ? least : '4.0.0' }),
    ...(incompatible === undefined ? {} : { incompatible }),
  };
}

function agreed(theirs: string, theirOldest: string): string {
  const wanted = compare(theirs, newestKnown) < 0 ? theirs : newestKnown;
  return /^\d+\.\d+$/.test(theirOldest) && compare(theirOldest, wanted) > 0 ? theirOldest : wanted;
}

function reason(fields: Fields, api: string): string | undefined {
  if (compare(api, oldest) < 0) {
    return `API ${api} is older than ${oldest}`;
  }
  return text(fields.Os) === 'windows' ? 'the engine runs Windows containers' : undefined;
}

function podmanPart(fields: Fields): Fields | undefined {
  const components = fields.Components;
  return Array.isArray(components) ? components.map(fieldsOf).find(({ Name }) => Name === 'Podman Engine') : undefined;
}

function compare(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : '';
}
