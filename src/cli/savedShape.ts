/** Whether JSON has the shape of a snapshot: everything that is read without a second look, and not what engines answered. */
import * as l10n from '@vscode/l10n';
import type { ChosenBy, EngineStatus } from '../model/snapshot.js';
import type { Unread } from '../model/reading.js';

type Fields = Readonly<Record<string, unknown>>;

/** What is wrong where; undefined where nothing is. */
type Check = (value: unknown, key: string) => string | undefined;

/** The first key that is not as it should be, and how it should be: `roots.proc is not a text`. */
export function damageIn(snapshot: Fields): string | undefined {
  return inOrder(Object.entries(parts).map(([key, check]) => () => check(Object.hasOwn(snapshot, key) ? snapshot[key] : undefined, key)));
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text: Check = (value, key) => (typeof value === 'string' ? undefined : l10n.t('{0} is not a text', key));
const texts: Check = (value, key) => (Array.isArray(value) ? inOrder(value.map((each, index) => () => text(each, `${key}[${index}]`))) : l10n.t('{0} is not a list', key));
const textOrNothing: Check = (value, key) => (value === undefined ? undefined : text(value, key));
const oneOf = (words: Readonly<Record<string, true>>): Check => (value, key) =>
  (typeof value === 'string' && Object.hasOwn(words, value) ? undefined : l10n.t('{0} is none of {1}', key, Object.keys(words).join(', ')));
const having = (checks: Readonly<Record<string, Check>>): Check => (value, key) => (isRecord(value)
  ? inOrder(Object.entries(checks).map(([name, check]) => () => check(Object.hasOwn(value, name) ? value[name] : undefined, `${key}.${name}`)))
  : l10n.t('{0} is not an object', key));
const each = (check: Check): Check => (value, key) => (isRecord(value)
  ? inOrder(Object.entries(value).map(([name, inner]) => () => check(inner, `${key}[${JSON.stringify(name)}]`))) : l10n.t('{0} is not an object', key));

const statuses: Readonly<Record<EngineStatus, true>> = {
  ok: true, absent: true, denied: true, refused: true, timeout: true, tls: true, ssh: true, incompatible: true, malformed: true,
};
const choosers: Readonly<Record<ChosenBy, true>> = {
  option: true, setting: true, DOCKER_HOST: true, DOCKER_CONTEXT: true, config: true, default: true, 'well-known': true,
};
const reasons: Readonly<Record<Unread, true>> = {
  denied: true, gone: true, absent: true, remote: true, malformed: true, unsupported: true, failed: true,
};

const engine = having({
  kind: oneOf({ docker: true, podman: true }), endpoint: text, status: oneOf(statuses), chosenBy: oneOf(choosers),
  version: textOrNothing, detail: textOrNothing, context: textOrNothing, hides: textOrNothing, product: textOrNothing, configTrouble: textOrNothing,
});
const notRead = having({ unread: oneOf(reasons), detail: textOrNothing });

function entry(value: unknown, key: string): string | undefined {
  if (typeof value === 'string') {
    return undefined;
  }
  const kind = isRecord(value) ? (['link', 'list', 'inode', 'unread'] as const).find((name) => Object.hasOwn(value, name)) : undefined;
  switch (kind) {
    case 'link': return having({ link: text })(value, key);
    case 'list': return having({ list: texts })(value, key);
    case 'inode': return having({ inode: text })(value, key);
    case 'unread': return notRead(value, key);
    default: return l10n.t('{0} is neither a text nor a link, list, inode or reason', key);
  }
}

const parts: Readonly<Record<string, Check>> = {
  takenAt: text,
  platform: text,
  subject: (value, key) => (typeof value === 'string' || value === null ? undefined : l10n.t('{0} is neither a text nor null', key)),
  roots: having({ proc: text, sys: text }),
  reader: oneOf({ self: true, 1: true }),
  files: each(entry),
  engine: each(() => undefined),
  otherEngines: (value, key) => (value === undefined ? undefined : each(each(() => undefined))(value, key)),
  far,
  engines: (value, key) => (Array.isArray(value) ? inOrder(value.map((one, index) => () => engine(one, `${key}[${index}]`))) : l10n.t('{0} is not a list', key)),
};

function far(value: unknown, key: string): string | undefined {
  return value === undefined ? undefined : having({ endpoint: text })(value, key);
}

function inOrder(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const damage = check();
    if (damage !== undefined) {
      return damage;
    }
  }
  return undefined;
}
