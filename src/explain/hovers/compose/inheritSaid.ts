/** What `extends` and `<<` bring in, in words: the keys that are not on the screen, and what they do. */
import * as l10n from '@vscode/l10n';
import { isMap, isSeq } from 'yaml';
import type { Asked, Setting } from '../asked.js';
import type { Effect, Paragraph, Said } from '../hover.js';
import { say } from '../say.js';
import { inherited, merged } from '../settings/images.js';
import { type Brought, type Extended, type Keys, extendedBy, mergedInto } from './inherit.js';
import { type Located, askedOf } from './locate.js';
import { textOf } from './nodes.js';
import type { ParsedCompose } from './parse.js';
import { serviceKeys } from './serviceKeys.js';

/** So many keys are named, so many items of a list are looked at. */
const most = 6;
const mostItems = 50;

/** On `extends` and what is below it. */
export function extendsSaid(file: ParsedCompose, { nodes }: Located): Said {
  const extended = extendedBy(file, nodes[0], nodes[1]);
  const said = inherited({});
  return extended === undefined ? said : withKeys({ ...said, says: [...said.says.slice(0, 1), ...whereFrom(extended)] }, without(extended.keys, nodes[1]));
}

function whereFrom({ service, file, circle, missing }: Extended): Paragraph[] {
  if (file !== undefined) {
    return [say(l10n.t('They are those of {0} in {1}, a file that is not looked into here: `docker compose config` prints what is true in the end.'), service, file)];
  }
  return [
    ...missing ? [say(l10n.t('There is no service {0} in this file: Compose refuses it.'), service)] : [],
    ...circle ? [say(l10n.t('It leads back to a service that it came from, in a circle: Compose refuses it.'))] : [],
  ];
}

/** On `<<` and on the aliases behind it; `service` is who merges them. */
export function mergedSaid(file: ParsedCompose, value: unknown, into: unknown): Said {
  const said = merged({});
  const keys = without(mergedInto(file, value), into);
  return keys.size === 0 ? said : withKeys({ ...said, says: said.says.slice(0, 1) }, keys);
}

/** Lists that take the other one's place. https://docs.docker.com/reference/compose-file/merge/ */
const replaced = new Set(['command', 'entrypoint']);

/** On a key of a service that extends another one of the file: Compose puts the two lists together. */
export function withAdded(said: Said, file: ParsedCompose, { path: [, , key = ''], nodes }: Located): Said {
  const own = nodes[2];
  const setting = serviceKeys.get(key);
  const added = setting === undefined || replaced.has(key) || !isSeq(own) ? [] : (extendedBy(file, nodes[0], nodes[1])?.keys.get(key) ?? []).filter(({ value }) => isSeq(value));
  const [first] = added;
  if (setting === undefined || first === undefined) {
    return said;
  }
  const items = added.flatMap(({ value }) => itemsOf(value)).map(({ text, raw = text }) => raw ?? '').filter((text) => text !== '');
  return {
    ...said, effect: strongest([said.effect, ...added.map(({ value }) => effectOf(setting, value))]),
    says: [...said.says, sayAll(l10n.t('By `extends` the list of {0} is added to this one: {1}.'), [first.from], items)],
  };
}

/** Whatever the service says itself counts in its own place. */
function without(keys: Keys, own: unknown): Keys {
  const here = new Set(isMap(own) ? own.items.map(({ key }) => textOf(key)) : []);
  return new Map([...keys].filter(([key]) => !here.has(key) && key !== 'extends' && serviceKeys.has(key)));
}

function withKeys(said: Said, keys: Keys): Said {
  const effects = [...keys].map(([key, [first]]) => ({ key, from: first?.from ?? '', effect: effectOfKey(key, first) }));
  const [first] = effects;
  if (first === undefined) {
    return said;
  }
  const of = (wanted: Effect): string[] => effects.filter(({ effect }) => effect === wanted).map(({ key }) => key);
  const weak = of('weakens');
  const strong = of('strengthens');
  return {
    ...said, effect: strongest(effects.map(({ effect }) => effect)),
    says: [
      ...said.says,
      sayAll(l10n.t('From {0} come {1}.'), [first.from], effects.map(({ key }) => key)),
      ...weak.length === 0 ? [] : [sayAll(l10n.t('Weakening: {0}.'), [], weak)],
      ...strong.length === 0 ? [] : [sayAll(l10n.t('Strengthening: {0}.'), [], strong)],
    ],
  };
}

/** The placeholder after those of `first` stands for all the names. */
function sayAll(sentence: string, first: readonly string[], names: readonly string[]): Paragraph {
  const shown = names.slice(0, most);
  const places = shown.map((_, index) => `{${String(first.length + index)}}`).join(', ');
  return say(sentence.replace(`{${String(first.length)}}`, names.length > most ? `${places}, …` : places), ...first, ...shown);
}

function effectOfKey(key: string, brought: Brought | undefined): Effect {
  const setting = serviceKeys.get(key);
  return setting === undefined || brought === undefined ? 'neutral' : effectOf(setting, brought.value);
}

function effectOf(setting: Setting, value: unknown): Effect {
  return strongest(itemsOf(value).map((asked) => setting(asked).effect));
}

/** Each item of a list, each entry of a map, else the value itself. */
function itemsOf(value: unknown): readonly Asked[] {
  if (isSeq(value)) {
    return value.items.slice(0, mostItems).map((item) => askedOf(item));
  }
  return isMap(value) ? value.items.slice(0, mostItems).map((pair) => askedOf(pair.value, textOf(pair.key))) : [askedOf(value)];
}

/** What weakens is what must be known first. */
function strongest(effects: readonly Effect[]): Effect {
  return (['weakens', 'strengthens'] as const).find((effect) => effects.includes(effect)) ?? 'neutral';
}

