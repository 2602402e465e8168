/** What is under the cursor of a devcontainer.json. */
import { type Node, findNodeAtOffset, getNodePath } from 'jsonc-parser/lib/esm/main.js';
import type { Asked } from '../asked.js';
import type { Found } from '../found.js';
import type { Said } from '../hover.js';
import { argumentSaid } from '../run/arguments.js';
import type { ParsedDevContainer } from './parse.js';
import { properties } from './properties.js';

/** No setting's value is longer; what is longer is cut before it is looked at. */
const longest = 4096;

export function inDevContainer(file: ParsedDevContainer, at: number): Found | undefined {
  const node = file.root === undefined ? undefined : findNodeAtOffset(file.root, at);
  if (node === undefined || node.type === 'object' || node.type === 'array' || node.type === 'property') {
    return undefined;
  }
  const said = saidOf(node, getNodePath(node).map(String));
  return said === undefined ? undefined : { start: node.offset, end: node.offset + node.length, said };
}

function saidOf(node: Node, path: readonly string[]): Said | undefined {
  const [top = '', second] = path;
  if (top === 'runArgs' && second !== undefined && node.parent?.type === 'array') {
    return argumentSaid((node.parent.children ?? []).map((item) => textOf(item) ?? ''), Number(second));
  }
  const deeper = second === undefined ? undefined : properties.get(`${top}.${second}`);
  const setting = deeper ?? properties.get(top);
  return setting?.(askedOf(node, path.slice(deeper === undefined ? 1 : 2)));
}

/** On a key its value counts; in a map the key's name; in an object within a list all of its scalars. */
function askedOf(node: Node, below: readonly string[]): Asked {
  const value = isKey(node) ? node.parent?.children?.[1] : node;
  const [name] = below;
  const item = name !== undefined && /^\d+$/.test(name) ? objectAround(node, below.length) : undefined;
  if (item !== undefined) {
    return { fields: fieldsOf(item) };
  }
  const named = name === undefined || /^\d+$/.test(name) ? {} : { name };
  const text = value === undefined ? undefined : textOf(value);
  return text === undefined ? named : text.includes('${') ? { ...named, raw: text } : { ...named, text };
}

function isKey(node: Node): boolean {
  return node.parent?.type === 'property' && node.parent.children?.[0] === node;
}

/** The object that is an item of the list, for a node in it. */
function objectAround(node: Node, depth: number): Node | undefined {
  const property = depth > 1 ? node.parent : undefined;
  return property?.parent?.type === 'object' ? property.parent : undefined;
}

function fieldsOf(object: Node): ReadonlyMap<string, string> {
  return new Map((object.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    const [name, text] = [key === undefined ? undefined : textOf(key), value === undefined ? undefined : textOf(value)];
    return name === undefined || text === undefined ? [] : [[name, text] as const];
  }));
}

function textOf(node: Node): string | undefined {
  const value: unknown = node.value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).slice(0, longest) : undefined;
}
