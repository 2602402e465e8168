/** The machine's own kernel, read over ssh from here by the product: by root there, and by an ordinary user. */
import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { withFindings } from '../../../src/explain/findings.js';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import type { IsolationWithFindings } from '../../../src/model/isolation.js';
import { collect } from '../../../src/sources/collect.js';
import { type Engine, connectEngine, isEngine } from '../../../src/sources/connection.js';
import { farHostOf } from '../../../src/sources/farHost.js';

export interface FarQuestion {
  readonly who: string;
  readonly names: readonly string[];
}

/** Name → picture, for each who. `programs`: the folder with an `ssh` that may go there. */
export async function lookFar(port: number, programs: string, questions: readonly FarQuestion[]): Promise<ReadonlyMap<string, ReadonlyMap<string, IsolationWithFindings>>> {
  const { PATH = '' } = process.env;
  process.env.PATH = `${programs}${delimiter}${PATH}`;
  try {
    const found = new Map<string, ReadonlyMap<string, IsolationWithFindings>>();
    for (const { who, names } of questions) {
      found.set(who, await picturesOf(`ssh://${who}@127.0.0.1:${port}`, names));
    }
    return found;
  } finally {
    process.env.PATH = PATH;
  }
}

async function picturesOf(endpoint: string, names: readonly string[]): Promise<ReadonlyMap<string, IsolationWithFindings>> {
  const engine = await connectEngine({ endpoint, chosenBy: 'option', why: '' }, { timeLimit: 60_000 });
  assert.ok(isEngine(engine), JSON.stringify(engine));
  try {
    const pictures = new Map<string, IsolationWithFindings>();
    for (const name of names) {
      pictures.set(name, await pictureOf(engine, name));
    }
    return pictures;
  } finally {
    engine.close();
  }
}

async function pictureOf(engine: Engine, name: string): Promise<IsolationWithFindings> {
  const snapshot = await collect(farHostOf(engine) ?? assert.fail('no ssh'), { subject: name, depth: 'facts', top: true, all: true });
  const all = containersOf(snapshot, { all: true });
  return withFindings(build(snapshot, all.find((one) => one.name === name) ?? assert.fail(`${name}: ${JSON.stringify(snapshot.engines)}`), all));
}
