/** The path from a YAML document's root to what is under the cursor. */
import { type ParsedNode, isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { Asked } from '../asked.js';
import { substitute } from '../substitute.js';
import { resolved, scalarText, textOf } from './nodes.js';
import type { ParsedCompose } from './parse.js';

export interface Located {
  /** Keys, and `*` for an item of a list. */
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
  /** The nodes on the way: `nodes[i]` is the value at `path[0…i]`, of an alias what it stands for. */
  readonly nodes: readonly unknown[];
}

/** No setting's value is longer; what is longer is cut before it is looked at. */
const longest = 4096;

/** Deep enough for every compose file, and a bound for a file made to be deep. */
const deepest = 64;

export function locate(file: ParsedCompose, root: ParsedNode, at: number): Located | undefined {
  const path: string[] = [];
  const nodes: unknown[] = [];
  let node: unknown = root;
  for (let depth = 0; depth < deepest; depth += 1) {
    const step = stepOf(node, at);
    if (step === undefined) {
      return undefined;
    }
    path.push(step.key);
    nodes.push(resolved(file, step.value));
    if (step.here !== undefined) {
      return { path, nodes, start: step.here[0], end: step.here[1] };
    }
    node = step.value;
  }
  return undefined;
}

interface Step {
  readonly key: string;
  readonly value: unknown;
  /** Set where the cursor is on this key or on this scalar. */
  readonly here: readonly [number, number] | undefined;
}

function stepOf(node: unknown, at: number): Step | undefined {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const range = rangeOf(key);
      if (within(range, at)) {
        return { key: textOf(key), value, here: range };
      }
      if (within(rangeOf(value), at)) {
        return { key: textOf(key), value, here: leaf(value) };
      }
    }
  }
  if (isSeq(node)) {
    const value = node.items.find((item) => within(rangeOf(item), at));
    return value === undefined ? undefined : { key: '*', value, here: leaf(value) };
  }
  return undefined;
}

function leaf(value: unknown): readonly [number, number] | undefined {
  return isScalar(value) || isAlias(value) ? rangeOf(value) : undefined;
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range === undefined || range === null ? undefined : [range[0], range[1]];
}

function within(range: readonly [number, number] | undefined, at: number): boolean {
  return range !== undefined && range[0] <= at && at < range[1];
}

/** A scalar as it is written (so that `0755` and `1e3` stay what they are); where a variable decides, its default. */
export function askedOf(node: unknown, name?: string): Asked {
  const named = name === undefined ? {} : { name };
  if (isScalar(node)) {
    const text = (node.type === 'PLAIN' ? node.source ?? scalarText(node.value) : scalarText(node.value)).slice(0, longest);
    const value = withDefaults(text);
    return text === '' ? named : { ...named, ...hasVariable(text) && { raw: text }, ...value !== undefined && { text: value } };
  }
  return isMap(node) ? { ...named, fields: fieldsOf(node, '') } : named;
}

function fieldsOf(node: unknown, prefix: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = prefix + textOf(key);
      const { raw, text = raw } = askedOf(isMap(value) ? undefined : value);
      if (text !== undefined) {
        fields.set(name, text);
      } else if (prefix === '' && isMap(value)) {
        fieldsOf(value, `${name}.`).forEach((field, under) => fields.set(under, field));
      }
    }
  }
  return fields;
}

/** As Compose reads it where none of the variables is set; `undefined` where one has no default. `$$` is a dollar sign. */
export function withDefaults(text: string): string | undefined {
  const value = substitute(text.replaceAll('$$', '\u0000'), () => undefined)?.replaceAll('\u0000', '$');
  return value === '' ? undefined : value;
}

/** Of `$$NAME` nothing is put in. */
export function hasVariable(text: string): boolean {
  return /(^|[^$])(\$\$)*\$(\{|[A-Za-z_])/.test(text);
}

/** The text of a scalar in which Compose puts variables. */
export function textWithVariable(node: unknown): string | undefined {
  const text = isScalar(node) && typeof node.value === 'string' ? node.value.slice(0, longest) : '';
  return hasVariable(text) ? text : undefined;
}
