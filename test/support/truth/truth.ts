/** All containers of one engine, read by all readers, and compared. */
import { existsSync } from 'node:fs';
import { cgroupFacts } from './facts/cgroup.js';
import { containerFacts, listFacts } from './facts/container.js';
import { findingFacts } from './facts/findings.js';
import { namespaceFacts } from './facts/namespaces.js';
import { privilegeFacts } from './facts/privileges.js';
import { processFacts } from './facts/processes.js';
import { rootFacts } from './facts/root.js';
import type { Case } from './cases.js';
import { hierarchies } from './cgroupLook.js';
import type { TruthEngine } from './engine.js';
import { type Expectations, isReading, plain, shown } from './expectation.js';
import { at, listAt, numberAt, textAt } from './json.js';
import { type Verdict, compare, factsIn } from './ledger.js';
import { type Reader, printed } from './readers.js';
import type { EngineFacts, Scene } from './scene.js';
import type { Naming } from './start.js';
import { type Eyes, type Listed, type Look, fixedOf, linksIfThere, linksOf, lookAt, namespaceTypes } from './world.js';
import { checkWitnesses } from './witnesses.js';

const whole = new Set(['cgroup.paths']);
const attempts = 4;

export class Truth {
  private readonly mounts = hierarchies();
  private readonly checked = new Set<number>();

  constructor(private readonly engine: TruthEngine, private readonly facts: EngineFacts, private readonly name: Naming) {}

  /** What a reader lists and can read, looked at once. */
  async eyesOf(reader: Reader, cases: readonly Case[]): Promise<Eyes> {
    const listed = JSON.parse(await printed(reader, 'list', '--json')) as Listed[];
    const inspected = await this.engine.inspect(...cases.map((kase) => this.name(kase.name)));
    const pids = [...inspected.values()].map((each) => numberAt(each, 'State', 'Pid')).filter((pid) => pid > 0);
    const probed = await reader.probe({
      files: pids.map((pid) => `/proc/${pid}/attr/current`),
      links: pids.flatMap((pid) => [...namespaceTypes.map((type) => `/proc/${pid}/ns/${type}`), `/proc/${pid}/root`]),
      sockets: [this.engine.socket],
    });
    const asks = probed.get(this.engine.socket)?.text === 'connected';
    if (asks !== reader.asksEngine) {
      throw new Error(`${reader.name} ${asks ? 'may' : 'may not'} ask the engine at ${this.engine.socket}: ${JSON.stringify(probed.get(this.engine.socket))}`);
    }
    return { reader, listed, probed };
  }

  /** Reads one container's picture between two looks; what moved too much in between is looked at again. */
  async judge(kase: Case, eyes: Eyes): Promise<Verdict> {
    let verdict: Verdict = { compared: 0, disagreements: ['never looked at'] };
    for (let attempt = 0, last = ''; attempt < attempts && verdict.disagreements.length > 0 && last !== verdict.disagreements.join(); attempt += 1) {
      last = verdict.disagreements.join();
      const before = await this.look(kase);
      const isolation = JSON.parse(await printed(eyes.reader, 'explain', textAt(before.inspect, 'Id'), '--json')) as unknown;
      const after = await this.look(kase);
      verdict = { ...verdictOn(isolation, await this.scene(kase, eyes, before, after)), isolation };
    }
    return verdict;
  }

  private async look(kase: Case): Promise<Look> {
    return (await this.looks([kase])).get(kase)!;
  }

  /** A process that ended between the engine's word and the look is looked for again. */
  private async looks(cases: readonly Case[], patience = 10): Promise<Map<Case, Look>> {
    const inspected = await this.engine.inspect(...cases.map((kase) => this.name(kase.name)));
    try {
      return new Map(cases.map((kase) => [kase, lookAt(inspected.get(this.name(kase.name)), this.mounts)]));
    } catch (error) {
      if (patience === 0) {
        throw error;
      }
      return await this.looks(cases, patience - 1);
    }
  }

  private async scene(kase: Case, eyes: Eyes, before: Look, after: Look): Promise<Scene> {
    const { pid } = before;
    const fixed = pid === 0 ? undefined : fixedOf(pid);
    if (fixed !== undefined && !this.checked.has(pid)) {
      this.checked.add(pid);
      await checkWitnesses(this.engine, this.name(kase.name), pid);
    }
    const links = new Map(eyes.listed.flatMap(({ pid: each }) => {
      const found = each === null ? undefined : linksIfThere(each);
      return each === null || found === undefined ? [] : [[each, found] as const];
    }));
    return {
      kase, eyes, before, after, fixed, linksOf: links, engine: this.facts, name: this.name(kase.name), id: textAt(before.inspect, 'Id'),
      layout: [...this.mounts.keys()].includes('') ? 'hybrid' : 'v1',
    };
  }

  /** `matrix --json` against the same witnesses. */
  async judgeMatrix(eyes: Eyes, cases: readonly Case[]): Promise<Verdict> {
    const matrix = JSON.parse(await printed(eyes.reader, 'matrix', '--json')) as unknown;
    const verdicts: Verdict[] = [this.initialOf(matrix)];
    for (const [kase, look] of await this.looks(cases)) {
      const row = listAt(matrix, 'containers').find((each) => at(each, 'id') === textAt(look.inspect, 'Id'));
      if (row === undefined) {
        verdicts.push({ compared: 1, disagreements: look.pid === 0 ? [] : [`${kase.name} is not in the matrix`] });
        continue;
      }
      const scene = await this.scene(kase, eyes, look, look);
      const { namespaces, id, name } = row as Record<string, unknown>;
      const expected: Expectations = new Map([
        ['id', plain(scene.id, 'docker inspect')],
        ['name', plain(eyes.reader.asksEngine ? scene.name : scene.id.slice(0, 12), 'docker inspect')],
        ...namespaceFacts(scene),
      ]);
      verdicts.push(compare({ id, name, namespaces }, expected));
    }
    return together(verdicts);
  }

  private initialOf(matrix: unknown): Verdict {
    const own = linksOf('self');
    const disagreements = namespaceTypes.filter((type) => at(matrix, 'initial', type, 'value') !== own[type])
      .map((type) => `initial.${type}: printed ${shown(at(matrix, 'initial', type))}, but readlink /proc/self/ns/${type} says ${own[type] ?? ''}`);
    return { compared: namespaceTypes.length, disagreements };
  }

  /** `list --json --all` against `docker inspect`. */
  async judgeList(eyes: Eyes, cases: readonly Case[]): Promise<Verdict> {
    const list = JSON.parse(await printed(eyes.reader, 'list', '--json', '--all')) as unknown[];
    const verdicts: Verdict[] = [];
    for (const [kase, look] of await this.looks(cases)) {
      const entry = list.find((each) => at(each, 'id') === textAt(look.inspect, 'Id'));
      const scene = await this.scene(kase, eyes, look, look);
      const mayBeUnseen = !eyes.reader.asksEngine && look.pid === 0;
      verdicts.push(entry === undefined
        ? { compared: 1, disagreements: mayBeUnseen ? [] : [`${kase.name} is not in the list`] }
        : compare({ container: entry }, new Map(listFacts(scene))));
    }
    return together(verdicts);
  }
}

function verdictOn(isolation: unknown, scene: Scene): Verdict {
  const relations = Object.fromEntries(namespaceTypes.map((type) => [type, textAt(isolation, 'namespaces', type, 'relation')]));
  const expected: Expectations = new Map([
    ['schema', plain('isolation-lens/1', 'the contract')],
    ...containerFacts(scene), ...namespaceFacts(scene), ...processFacts(scene), ...cgroupFacts(scene), ...rootFacts(scene),
    ...privilegeFacts(scene), ...findingFacts(scene, relations),
  ]);
  const { compared, disagreements } = compare(isolation, expected, whole);
  const shows = scene.eyes.reader.isRoot ? notShown(isolation, scene.kase) : [];
  return { compared, disagreements: [...disagreements, ...shows, ...withoutSource(isolation)] };
}

function together(verdicts: readonly Verdict[]): Verdict {
  return { compared: verdicts.reduce((sum, { compared }) => sum + compared, 0), disagreements: verdicts.flatMap(({ disagreements }) => disagreements) };
}

/** Facts that name a file as their source which is not there. */
function withoutSource(isolation: unknown): string[] {
  return [...factsIn(isolation, whole)].flatMap(([path, fact]) => {
    const files = isReading(fact) && 'value' in fact ? String(fact.from).split(', ').filter((each) => each.startsWith('/')) : [];
    return files.filter((file) => !existsSync(file)).map((file) => `${path}: its source ${file} is not there`);
  });
}

/** The facts that the flags alone make certain. */
function notShown(isolation: unknown, { shows = {} }: Case): string[] {
  const facts = factsIn(isolation, whole);
  return Object.entries(shows).flatMap(([path, value]) => {
    const fact = facts.get(path);
    const found = at(fact, 'value') ?? fact;
    return shown(found) === shown(value) ? [] : [`${path}: printed ${shown(found)}, but the flags say ${shown(value)}`];
  });
}
