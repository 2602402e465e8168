/** What is under the cursor of a compose file. */
import * as l10n from '@vscode/l10n';
import { isMap, isSeq } from 'yaml';
import type { Asked, Setting } from '../asked.js';
import type { Found } from '../found.js';
import type { Said } from '../hover.js';
import { say } from '../say.js';
import { extendsSaid, mergedSaid, withAdded } from './inheritSaid.js';
import { inInlineDockerfile } from './inlineDockerfile.js';
import { type Located, askedOf, locate, textWithVariable, withDefaults } from './locate.js';
import type { ParsedCompose } from './parse.js';
import { serviceKeys } from './serviceKeys.js';
import { fragment, topLevelKeys } from './topLevelKeys.js';

/** No anchor's name is longer. */
const near = 100;

export function inCompose(file: ParsedCompose, at: number): Found | undefined {
  for (const root of file.roots) {
    const located = locate(file, root, at);
    if (located !== undefined) {
      return foundAt(file, located, at);
    }
  }
  return anchorAt(file.text, at);
}

/** `&name` belongs to no node of the parser's. */
function anchorAt(text: string, at: number): Found | undefined {
  const from = Math.max(0, at - near);
  for (const match of text.slice(from, at + near).matchAll(/(?<=[:-] +)&[^\s,[\]{}]+/g)) {
    const start = from + match.index;
    if (start <= at && at < start + match[0].length) {
      return { start, end: start + match[0].length, said: fragment({}) };
    }
  }
  return undefined;
}

function foundAt(file: ParsedCompose, located: Located, at: number): Found | undefined {
  const { path, start, end, nodes } = located;
  const [top, name, key, below] = path;
  const service = top === 'services' && name !== undefined ? { service: name } : {};
  const inline = key === 'build' && below === 'dockerfile_inline' ? inInlineDockerfile(file.text, nodes[3], at) : undefined;
  if (inline !== undefined) {
    return { ...inline, ...service };
  }
  const said = brought(file, located) ?? saidAt(located, depthOf(path));
  return said === undefined ? undefined : { start, end, said: withVariable(said, nodes.at(-1)), ...service };
}

/** How deep the keys of a service are. */
function depthOf([top = '']: readonly string[]): number {
  return top === 'services' ? 2 : top.startsWith('x-') ? 1 : 0;
}

/** Where keys from elsewhere come in, or come together with those on the screen. */
function brought(file: ParsedCompose, located: Located): Said | undefined {
  const { path, nodes } = located;
  const merge = path.lastIndexOf('<<');
  if (merge >= 0 && merge >= path.length - 2) {
    return mergedSaid(file, nodes.at(-1), nodes[merge - 1]);
  }
  if (path[0] !== 'services' || path.length < 3) {
    return undefined;
  }
  const said = path[2] === 'extends' ? undefined : path.length === 3 ? saidAt(located, 2) : undefined;
  return path[2] === 'extends' ? extendsSaid(file, located) : said && withAdded(said, file, located);
}

function saidAt(located: Located, depth: number): Said | undefined {
  if (depth > 0 && located.path.length > depth) {
    return longest(serviceKeys, located, depth) ?? (depth === 1 ? longest(serviceKeys, located, 2) ?? fragment({}) : undefined);
  }
  return depth === 1 ? fragment({}) : longest(topLevelKeys, located, 0);
}

/** The setting of the longest known path at or above the cursor. */
function longest(table: ReadonlyMap<string, Setting>, { path, nodes }: Located, from: number): Said | undefined {
  for (let length = path.length; length > from; length -= 1) {
    const keys = path.slice(from, length);
    const setting = matching(table, keys);
    if (setting !== undefined) {
      return setting(askedFor(path, nodes, length));
    }
  }
  return undefined;
}

/** Exact, else with `*` for the second of them (the items' and names' place in every table). */
function matching(table: ReadonlyMap<string, Setting>, keys: readonly string[]): Setting | undefined {
  return table.get(keys.join('.')) ?? (keys.length > 1 ? table.get(keys.map((key, index) => (index === 1 ? '*' : key)).join('.')) : undefined);
}

/** The item or the named entry of the setting that the cursor is in; on the setting's own key a single value. */
function askedFor(path: readonly string[], nodes: readonly unknown[], length: number): Asked {
  const below = nodes[length];
  const key = path[length];
  if (key === undefined) {
    const own = nodes[length - 1];
    return isMap(own) || isSeq(own) ? aloneOf(own) : askedOf(own);
  }
  return key === '*' ? askedOf(below) : askedOf(below, key);
}

/** A list of one says the same as its item. */
function aloneOf(node: unknown): Asked {
  return isSeq(node) && node.items.length === 1 ? askedOf(node.items[0]) : {};
}

function withVariable(said: Said, node: unknown): Said {
  const text = textWithVariable(node);
  if (text === undefined) {
    return said;
  }
  const value = withDefaults(text);
  return { ...said, says: [...said.says, value === undefined
    ? say(l10n.t('The value comes from a variable: Compose puts it in from your shell or the `.env` file, and `docker compose config` shows what it is.'))
    : say(l10n.t('The value comes from a variable of your shell or the `.env` file; where that is not set, it is {0}. `docker compose config` shows what it is.'), value)] };
}
