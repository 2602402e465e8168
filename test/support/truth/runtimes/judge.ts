/** Reads a sandbox between two looks, and compares every fact that is printed. */
import { existsSync } from 'node:fs';
import { hierarchies } from '../cgroupLook.js';
import { isReading, shown } from '../expectation.js';
import { at, textAt } from '../json.js';
import { type Verdict, compare, factsIn } from '../ledger.js';
import { type Reader, printed } from '../readers.js';
import type { Scene } from '../scene.js';
import { type Eyes, type Listed, type Look, fixedOf, linksIfThere, namespaceTypes } from '../world.js';
import { type Api, withApi } from './api.js';
import { lookAtSandbox } from './look.js';
import { expectationsOf, nameOf } from './picture.js';
import type { Sandbox } from './sandbox.js';

const mounts = hierarchies();
const whole = new Set(['cgroup.paths', 'container.pod']);
const attempts = 4;

export interface Judged {
  readonly verdict: Verdict;
  readonly isolation: unknown;
}

/** How the command line is to look. */
export interface Way {
  readonly words: readonly string[];
  /** The engine that is asked, and what its own command line tells of a sandbox. */
  readonly engine?: { readonly api: Api; readonly inspect: (sandbox: Sandbox) => unknown };
}

export const kernelOnly: Way = { words: ['--no-engine'] };

/** What a reader lists, and can read. */
export async function eyesOn(reader: Reader, sandboxes: readonly Sandbox[], way = kernelOnly): Promise<Eyes> {
  const listed = JSON.parse(await printed(reader, 'list', '--json', ...way.words)) as Listed[];
  const pids = sandboxes.flatMap(({ pid, program = pid }) => [pid, program]);
  const probed = await reader.probe({
    files: pids.map((pid) => `/proc/${pid}/attr/current`),
    links: pids.flatMap((pid) => [...namespaceTypes.map((type) => `/proc/${pid}/ns/${type}`), `/proc/${pid}/root`]),
  });
  return { reader: { ...reader, asksEngine: way.engine !== undefined }, listed, probed };
}

export async function judge(sandbox: Sandbox, eyes: Eyes, way = kernelOnly): Promise<Judged> {
  let judged: Judged = { verdict: { compared: 0, disagreements: ['never looked at'] }, isolation: undefined };
  for (let attempt = 0; attempt < attempts && judged.verdict.disagreements.length > 0; attempt += 1) {
    const look = (): Look => lookAtSandbox(sandbox, mounts, way.engine?.inspect(sandbox));
    const before = look();
    const isolation = JSON.parse(await printed(eyes.reader, 'explain', String(sandbox.pid), '--json', ...way.words)) as unknown;
    judged = { verdict: verdictOn(sandbox, isolation, sceneOf(sandbox, eyes, before, look()), way), isolation };
  }
  return judged;
}

/** It is in the list once, and under no other name. */
export function isListedOnce({ listed }: Eyes, sandbox: Sandbox): Verdict {
  const found = listed.filter(({ pid }) => pid === sandbox.pid || pid === sandbox.program);
  return {
    compared: 1,
    disagreements: found.length === 1 && found[0]?.name === nameOf(sandbox) ? [] : [`listed as ${shown(found)}`],
  };
}

function sceneOf(sandbox: Sandbox, eyes: Eyes, before: Look, after: Look): Scene {
  const { pid, program } = sandbox;
  const links = eyes.listed.flatMap(({ pid: each }) => {
    const found = each === null ? undefined : linksIfThere(each);
    return each === null || found === undefined ? [] : [[each, found] as const];
  });
  return {
    kase: { name: nameOf(sandbox), flags: [] }, name: nameOf(sandbox), id: sandbox.id ?? `pid-${pid}`, eyes, before, after,
    ...(program !== undefined && { program }), fixed: fixedOf(pid), layout: mounts.has('') ? 'hybrid' : 'v1', linksOf: new Map(links),
    engine: { host: '', version: '', driver: '', history: [] },
  };
}

function verdictOn(sandbox: Sandbox, isolation: unknown, scene: Scene, { engine }: Way): Verdict {
  const relations = Object.fromEntries(namespaceTypes.map((type) => [type, textAt(isolation, 'namespaces', type, 'relation')]));
  const kernel = expectationsOf(sandbox, scene, mounts, relations);
  const { compared, disagreements } = compare(isolation, engine === undefined ? kernel : withApi(kernel, sandbox, scene, engine.api), whole);
  return { compared, disagreements: [...disagreements, ...notShown(isolation, sandbox), ...withoutSource(isolation)] };
}

/** Facts that the way it was made makes certain. */
function notShown(isolation: unknown, { shows = {} }: Sandbox): string[] {
  const facts = factsIn(isolation, whole);
  return Object.entries(shows).flatMap(([path, value]) => {
    const fact = facts.get(path);
    const found = at(fact, 'value') ?? fact;
    return shown(found) === shown(value) ? [] : [`${path}: printed ${shown(found)}, but it was made with ${shown(value)}`];
  });
}

function withoutSource(isolation: unknown): string[] {
  return [...factsIn(isolation, whole)].flatMap(([path, fact]) => {
    const files = isReading(fact) && 'value' in fact ? String(fact.from).split(', ').filter((each) => each.startsWith('/')) : [];
    return files.filter((file) => !existsSync(file)).map((file) => `${path}: its source ${file} is not there`);
  });
}
