/**
 * The table of engine × fact: what was told of the containers of each runtime to each reader, counted from answers that the
 * witnesses had agreed with. Every test file leaves its rows in out/truth-table; readmeTable.mjs puts them together.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot } from '../root.mjs';
import { at } from './json.js';

export interface About {
  /** The engine or runtime. */
  readonly what: string;
  /** Who was asked: `the kernel`, `its API and the kernel`. */
  readonly asked: string;
  readonly reader: string;
  /** What names it: `its name`, `its id`, `program and pid`. */
  readonly named: string;
}

type Count = readonly [told: number, all: number];

export interface Row extends About {
  readonly containers: number;
  readonly namespaces: Count;
  /** Undefined where none of them has a cgroup of its own. */
  readonly limits: Count | undefined;
  readonly root: readonly string[];
  readonly privileges: Count;
  readonly findings: number;
  readonly compared: number;
}

const types = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'];
const limits = ['memory', 'cpu', 'pids'];
const rights = [['user'], ['noNewPrivileges'], ['seccomp'], ...['effective', 'permitted', 'inheritable', 'bounding', 'ambient'].map((set) => ['capabilities', set])];

/** One picture as a row: what `explain --json` printed. */
export function rowOf(about: About, isolation: unknown, compared: number): Row {
  const isRead = (...path: string[]): boolean => at(isolation, ...path, 'value') !== undefined;
  const none = limits.every((name) => String(at(isolation, 'cgroup', name, 'limit', 'detail')).startsWith('no cgroup of its own'));
  const findings = at(isolation, 'findings');
  return {
    ...about, containers: 1, compared,
    namespaces: count(types, (type) => at(isolation, 'namespaces', type, 'relation') !== 'unknown'),
    limits: none ? undefined : count(limits, (name) => isRead('cgroup', name, 'limit')),
    root: [String(at(isolation, 'root', 'mechanism', 'value') ?? at(isolation, 'root', 'mechanism', 'unread'))],
    privileges: count(rights, (path) => isRead('privileges', ...path)),
    findings: Array.isArray(findings) ? findings.length : 0,
  };
}

function count<T>(all: readonly T[], isTold: (one: T) => boolean): Count {
  return [all.filter(isTold).length, all.length];
}

/** Two rows about the same become one. */
export function together(one: Row, other: Row): Row {
  const sum = (left: Count | undefined, right: Count | undefined): Count | undefined =>
    (left === undefined ? right : right === undefined ? left : [left[0] + right[0], left[1] + right[1]]);
  const either = (left: string, right: string): string => [...new Set([...left.split(' or '), ...right.split(' or ')])].join(' or ');
  return {
    ...one, named: either(one.named, other.named), containers: one.containers + other.containers, compared: one.compared + other.compared,
    namespaces: sum(one.namespaces, other.namespaces) ?? one.namespaces, limits: sum(one.limits, other.limits),
    root: [...new Set([...one.root, ...other.root])].sort(), privileges: sum(one.privileges, other.privileges) ?? one.privileges,
    findings: one.findings + other.findings,
  };
}

export class Table {
  private readonly rows = new Map<string, Row>();

  /** `file`: the name of the rows of one test file. */
  constructor(private readonly file: string) {}

  add(about: About, isolation: unknown, compared: number): void {
    const key = `${about.what} ${about.asked} ${about.reader}`;
    const row = rowOf(about, isolation, compared);
    const known = this.rows.get(key);
    this.rows.set(key, known === undefined ? row : together(known, row));
  }

  save(): void {
    const path = inRoot('out', 'truth-table', `${this.file}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify([...this.rows.values()], undefined, 1)}\n`);
  }
}
