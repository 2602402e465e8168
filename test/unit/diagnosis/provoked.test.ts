/** Each way in which an engine is out of reach, provoked, and what a person then reads: in the tree and on a terminal, in both languages. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import * as l10n from '@vscode/l10n';
import { diagnosisText } from '../../../src/explain/diagnosis/diagnosisText.js';
import { containersOf } from '../../../src/model/containers.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { collect } from '../../../src/sources/collect.js';
import { connect, diagnosesOf } from '../../../src/sources/connect.js';
import { endpointChoices } from '../../../src/sources/endpoints.js';
import { hostAt, readerHere } from '../../../src/sources/host.js';
import { childItems } from '../../../src/views/tree/children.js';
import { rootItems } from '../../../src/views/tree/roots.js';
import { rowText } from '../../../src/views/tree/rowText.js';
import { type Fault, type Faults, provokeFaults } from '../../support/faults.js';
import { called } from '../cli/called.js';
import { fakeMachine } from '../sources/fakeProc.js';

const machine = fakeMachine();
machine.process(100, { nsPids: [100, 1], comm: 'box', namespaces: { pid: 4026532003 } });
const korean = readFileSync(new URL('../../../l10n/bundle.l10n.ko.json', import.meta.url), 'utf8');
const { DOCKER_CONFIG } = process.env;
let faults: Faults;
before(async () => {
  faults = await provokeFaults();
  process.env.DOCKER_CONFIG = faults.config;
});
after(() => {
  faults.close();
  rmSync(machine.folder, { recursive: true });
  delete process.env.DOCKER_CONFIG;
  Object.assign(process.env, DOCKER_CONFIG !== undefined && { DOCKER_CONFIG });
  l10n.config({ contents: '{}' });
});

/** What the window has: a snapshot, and the diagnoses of it. */
async function look({ way }: Fault) {
  const reader = readerHere();
  const connections = await connect(reader, way);
  const snapshot: Snapshot = await collect(hostAt(machine, connections), { depth: 'list' });
  connections.close();
  return { snapshot, diagnoses: diagnosesOf(reader, endpointChoices(reader, way), snapshot.engines) };
}

async function readInTree(fault: Fault, says: string): Promise<void> {
  const { snapshot, diagnoses } = await look(fault);
  const [state] = snapshot.engines;
  assert.equal(state?.status, fault.status, state?.detail);
  const known = { snapshot, containers: containersOf(snapshot), complete: false };
  const [engine] = rootItems({ known, explained: () => undefined, diagnosis: (endpoint) => diagnoses.find((one) => one.endpoint === endpoint) });
  assert.equal(engine?.kind, 'engine', 'it is the first row, before what the kernel shows');
  const [row] = childItems(engine).map(rowText);
  assert.equal(row?.label, says);
  assert.match(row.description, fault.detail);
  const { evidence, todo } = diagnosisText(state, diagnoses[0]);
  assert.ok(todo.length > 0);
  assert.ok(row.description.includes(todo[0]?.slice(0, 20) ?? ''), row.description);
  assert.equal(evidence.some((line) => line.includes('.sock')), /dead|plain|old|new|windows|rubbish|other|silent/.test(state.endpoint), evidence.join('; '));
}

async function readOnTerminal(fault: Fault, says: string, lang: 'en' | 'ko'): Promise<void> {
  const way = 'host' in fault.way ? ['--host', fault.way.host] : ['--context', fault.way.context];
  const { code, out, err } = await called('list', ...way, '--lang', lang, '--path.procfs', machine.procfs, '--path.sysfs', machine.sysfs);
  assert.deepEqual([code, out], [1, '']);
  assert.ok(err.includes(`: ${says}. `), err);
  assert.match(err, fault.detail);
  assert.equal(err.trimEnd().split('\n').length, 1, 'one line');
  assert.doesNotMatch(err, /\n\s+at /);
  if (lang === 'en') {
    assert.match(err.replace(/^.*?(?:1\) |\. (?=[A-Z]))/, ''), new RegExp(fault.todo.source.replace('^', '')));
  } else {
    assert.match(err, /옵션으로 고름/);
  }
}

for (const lang of ['en', 'ko'] as const) {
  test(`what is read in ${lang}`, { timeout: 60_000 }, async (context) => {
    l10n.config({ contents: lang === 'ko' ? korean : '{}' });
    await Promise.all(faults.all.flatMap((fault) => {
      const says = lang === 'ko' ? fault.korean : fault.says;
      return [
        context.test(`${fault.what}: in the tree`, () => readInTree(fault, says)),
        context.test(`${fault.what}: on a terminal`, () => readOnTerminal(fault, says, lang)),
      ];
    }));
  });
}

describe('a DOCKER_HOST that hides a context', () => {
  test('is told of, and first of all to be removed', async () => {
    const { DOCKER_HOST, DOCKER_CONTEXT } = process.env;
    const fault = faults.all.find(({ what }) => what === 'no socket');
    Object.assign(process.env, { DOCKER_HOST: fault !== undefined && 'host' in fault.way ? fault.way.host : '', DOCKER_CONTEXT: 'expired' });
    try {
      const { code, err } = await called('list', '--path.procfs', machine.procfs, '--path.sysfs', machine.sysfs);
      assert.equal(code, 0);
      assert.match(err, /\(chosen by DOCKER_HOST\): There is no engine at this address\. .*DOCKER_HOST hides the Docker context expired\. 1\) Remove DOCKER_HOST to use the Docker context expired\. 2\)/);
    } finally {
      for (const [name, value] of Object.entries({ DOCKER_HOST, DOCKER_CONTEXT })) {
        Reflect.deleteProperty(process.env, name);
        Object.assign(process.env, value !== undefined && { [name]: value });
      }
    }
  });
});
