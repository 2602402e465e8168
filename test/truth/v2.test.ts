/**
 * cgroup v2 on a real kernel that has nothing else: a small machine of our own, its engine and the command line in it.
 * From outside, the same engine is one whose kernel is not ours.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import type { IsolationWithFindings, Container } from '../../src/model/isolation.js';
import { closeAll } from '../support/closing.mjs';
import { ensureImage, image } from '../support/engine/busyboxImage.mjs';
import { dockerFor } from '../support/engine/docker.mjs';
import { inRoot } from '../support/root.mjs';
import { compareAll, compareNamespaces } from '../support/vm/compare.js';
import { type Inspected, makeTight, names, startContainers } from '../support/vm/containers.js';
import { Facts } from '../support/vm/facts.js';
import { type Answer, askInside, asOrdinary, asRoot, asStranger } from '../support/vm/inside.js';
import { startMachine } from '../support/vm/machine.mjs';
import { whyNoMachine } from '../support/vm/needs.mjs';
import { compareRemote, readingsIn } from '../support/vm/remote.js';
import { look } from '../support/vm/witness.js';

const why = whyNoMachine();
const facts = new Facts();
after(closeAll);

function agreed(since: number): void {
  assert.deepEqual(facts.wrong.splice(0), []);
  assert.ok(facts.compared > since, 'nothing was compared');
}

async function outside(host: string, ...words: string[]): Promise<string> {
  const { DOCKER_HOST: _other, ...env } = process.env;
  return (await promisify(execFile)(process.execPath, [inRoot('dist', 'cli.js'), '--host', host, ...words], { env, maxBuffer: 1 << 26 })).stdout;
}

test('a machine with cgroup v2 only', { skip: why === undefined ? false : why, timeout: 280_000 }, async (t) => {
  const machine = await startMachine();
  const docker = dockerFor(machine.host);
  ensureImage(docker);
  machine.ssh(makeTight);
  const all = await startContainers(machine.host, docker, image);
  const inspected = (name: string): Inspected => all.get(name) ?? assert.fail(`no ${name}`);
  machine.ssh(`until [ "$(cat /proc/${inspected('limited').State.Pid}/comm)" = sleep ]; do sleep 0.2; done`);

  const before = look(machine.ssh, [...all.values()]);
  const questions = [
    ...names.map((name) => asRoot('explain', name, '--json')), ...['limited', 'nested'].map((name) => asOrdinary('explain', name, '--json')),
    asStranger('explain', inspected('nested').Id.slice(0, 12), '--json'), asRoot('matrix', '--json'), asRoot('machine', '--json'), asOrdinary('list', '--json'),
  ];
  const answers = askInside(machine.ssh, questions);
  const after = look(machine.ssh, [...all.values()]);
  const picture = ({ text }: Answer) => JSON.parse(text) as IsolationWithFindings;
  const answerTo = (who: string, ...words: readonly string[]) => answers.find((each) => each.who === who && each.words.join(' ').startsWith(words.join(' '))) ?? assert.fail(words.join(' '));

  for (const answer of answers.filter(({ who, words }) => who !== 'stranger' && words[0] === 'explain')) {
    await t.test(`${answer.words[1]}, as ${answer.who}`, () => {
      assert.equal(answer.code, 0, answer.said);
      const since = facts.compared;
      const name = answer.words[1] ?? '';
      compareAll(facts, { name, inspected: inspected(name), all, before, after, isolation: picture(answer) });
      agreed(since);
    });
  }

  await t.test('somebody who may not ask the engine sees what the kernel shows everybody', () => {
    const [since, own, isolation] = [facts.compared, picture(answerTo('root', 'explain', 'nested')), picture(answerTo('stranger', 'explain'))];
    const known = new Map(readingsIn(own));
    for (const [path, reading] of readingsIn(isolation).filter(([path]) => /^(cgroup|idMap|privileges)\.(?!.*(configured|pressure|devices|privileged|lsm|network|usage|used|stat))/.test(path))) {
      const same = known.get(path);
      facts.same(`a stranger's ${path}`, reading, same);
    }
    facts.unread('a stranger’s namespace id', isolation.namespaces.mnt.id, 'denied');
    facts.same('a stranger’s view of its own mount namespace', isolation.namespaces.mnt.relation, 'private');
    agreed(since);
  });

  await t.test('matrix, machine and list', () => {
    const since = facts.compared;
    const matrix = JSON.parse(answerTo('root', 'matrix').text) as { containers: Pick<IsolationWithFindings, 'namespaces'> & { name: string }[] };
    facts.same('matrix', (matrix.containers as unknown as { name: string }[]).map(({ name }) => name), [...names].sort());
    for (const one of matrix.containers as unknown as (IsolationWithFindings & { name: string })[]) {
      compareNamespaces(facts, { name: one.name, inspected: inspected(one.name), all, before, after, isolation: one });
    }
    const listed = JSON.parse(answerTo('ordinary', 'list').text) as Container[];
    facts.same('list', listed.map(({ id, name, pid }) => [id, name, pid]), [...names].sort().map((name) => [inspected(name).Id, name, inspected(name).State.Pid]));
    const found = JSON.parse(answerTo('root', 'machine').text) as { kernel: { value: { release: string } }; cgroup: { value: string }; virtualization: { hypervisor: { value: string }; container: { value: string } } };
    facts.same('machine', [found.kernel.value.release, found.cgroup.value, found.virtualization.container.value], [before.text('/proc/sys/kernel/osrelease')?.trim(), 'v2', 'none']);
    facts.same('hypervisor', found.virtualization.hypervisor.value.toLowerCase().includes(before.text('/sys/class/dmi/id/sys_vendor')?.trim().toLowerCase() ?? 'missing'), true);
    agreed(since);
  });

  for (const name of names) {
    await t.test(`${name}, from outside`, async () => {
      const since = facts.compared;
      const isolation = JSON.parse(await outside(machine.host, 'explain', name, '--json')) as IsolationWithFindings;
      compareRemote(facts, { name, inspected: inspected(name), all, before, after, isolation });
      agreed(since);
    });
  }

  console.log(`${facts.compared} facts compared, all agree`);
});
