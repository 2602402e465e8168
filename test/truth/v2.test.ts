/**
 * cgroup v2 on a real kernel that has nothing else: a small machine of our own, with its engine and the command line in
 * it. From outside, the same engine is one whose kernel is not ours.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { IsolationWithFindings } from '../../src/model/isolation.js';
import { closeAll } from '../support/closing.mjs';
import { compareAll, compareNamespaces } from '../support/vm/compare.js';
import { type Inspected, names } from '../support/vm/containers.js';
import { Facts } from '../support/vm/facts.js';
import { asNamespaced, asOrdinary, asRoot, asStranger, asWithin } from '../support/vm/inside.js';
import { whyNoMachine } from '../support/vm/needs.mjs';
import { assertPremises } from '../support/vm/premises.js';
import { compareNamespaced, compareStranger, compareWithin } from '../support/vm/readers.js';
import { compareRemote } from '../support/vm/remote.js';
import { visit } from '../support/vm/scene.js';
import { Table } from '../support/truth/table.js';

const asked = (containers: ReadonlyMap<string, Inspected>) => [
  ...names.map((name) => asRoot('explain', name, '--json')),
  asOrdinary('explain', 'limited', '--json'), asNamespaced('explain', 'limited', '--json'),
  asStranger('explain', containers.get('nested')?.Id.slice(0, 12) ?? '', '--json'),
  asRoot('matrix', '--json'), asRoot('machine', '--json'),
  asWithin(containers.get('within')?.State.Pid ?? 0, 'explain', '1', '--json'),
];

interface MachineAnswer {
  readonly kernel: { readonly value: { readonly release: string } };
  readonly cgroup: { readonly value: string };
  readonly virtualization: { readonly hypervisor: { readonly value: string }; readonly container: { readonly value: string } };
}

const why = whyNoMachine();
after(closeAll);

test('a machine with cgroup v2 only', { skip: why ?? false, timeout: 400_000 }, async (t) => {
  const { containers, before, after, answers, outside, far } = await visit(asked);
  const facts = new Facts();
  const subjectOf = (name: string, isolation: IsolationWithFindings) =>
    ({ name, inspected: containers.get(name) ?? assert.fail(name), all: containers, before, after, isolation });
  const answerTo = (who: string, ...words: readonly string[]): unknown => {
    const answer = answers.find((each) => each.who === who && words.every((word, at) => each.words[at] === word)) ?? assert.fail(words.join(' '));
    assert.equal(answer.code, 0, answer.said);
    return JSON.parse(answer.text);
  };
  const explained = (who: string, ...words: readonly string[]) => answerTo(who, 'explain', ...words) as IsolationWithFindings;
  const compared = (what: string, compare: () => void) => t.test(what, () => {
    facts.allOf(compare);
  });

  await t.test('the kernel has what was asked for', () => assertPremises(before, containers));
  for (const name of names) await compared(`${name}, as root`, () => compareAll(facts, subjectOf(name, explained('root', name))));
  await compared('limited, as an ordinary user', () => compareAll(facts, subjectOf('limited', explained('ordinary', 'limited'))));
  await compared('somebody who may not ask the engine', () => compareStranger(facts, explained('root', 'nested'), explained('stranger')));
  await compared('from within a cgroup namespace', () => compareNamespaced(facts, explained('root', 'limited'), explained('namespaced', 'limited'), containers.get('limited') ?? assert.fail()));
  await compared('from within a container', () => compareWithin(facts, explained('root', 'within'), explained('within')));

  await compared('matrix', () => {
    const matrix = answerTo('root', 'matrix') as { containers: (IsolationWithFindings & { name: string })[] };
    facts.same('names in the matrix', matrix.containers.map(({ name }) => name), [...names].sort());
    for (const one of matrix.containers) compareNamespaces(facts, subjectOf(one.name, one));
  });
  await compared('machine', () => {
    const { kernel, cgroup, virtualization: { hypervisor, container } } = answerTo('root', 'machine') as MachineAnswer;
    facts.same('the machine', [kernel.value.release, cgroup.value, container.value], [before.text('/proc/sys/kernel/osrelease')?.trim(), 'v2', 'none']);
    facts.same('the hypervisor', hypervisor.value.toLowerCase().includes(before.text('/sys/class/dmi/id/sys_vendor')?.trim().toLowerCase() ?? 'missing'), true);
  });
  for (const name of names) await compared(`${name}, from outside`, () => compareRemote(facts, subjectOf(name, outside.get(name) ?? assert.fail(name))));

  for (const [who, pictures] of far) {
    for (const [name, isolation] of pictures) {
      await compared(`${name}, its kernel read over ssh by ${who}`, () => {
        facts.same(`far: ${name} is marked as such`, isolation.far?.endpoint, isolation.container.engine?.endpoint);
        compareAll(facts, subjectOf(name, isolation));
      });
    }
  }

  await t.test('all agree', () => {
    assert.equal(facts.disagreements, 0);
    const table = new Table('v2');
    const add = (asked: string, reader: string, isolation: IsolationWithFindings, named = 'its name', compared = 0) => table.add({ what: 'Docker, cgroup v2 (virtual machine)', asked, reader, named }, isolation, compared);
    for (const name of names) add('its API and the kernel', 'root', explained('root', name));
    add('its API and the kernel', 'a member of the group', explained('ordinary', 'limited'));
    add('the kernel', 'an ordinary user', explained('stranger'), 'its id', facts.compared);
    for (const name of names) add('its API, from another machine', 'root', outside.get(name) ?? assert.fail(name));
    table.save();
    console.log(`cgroup v2 in a machine of its own: ${facts.compared} facts compared, all agree`);
  });
});
