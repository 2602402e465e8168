/**
 * Every command that the product shows is run by bash: those under the facts of a container, as each of three users sees them,
 * and those of the concepts' pages. Each ends as it should and its output holds the value that it stands under.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, test, type TestContext } from 'node:test';
import { filledLine } from '../../src/explain/concepts/filledIn.js';
import { readConcept } from '../../src/explain/concepts/readConcept.js';
import { explain } from '../../src/explain/explain.js';
import type { Fact } from '../../src/explain/explanation.js';
import { machineFacts } from '../../src/explain/machine/machineFacts.js';
import { build } from '../../src/model/build.js';
import { containersOf } from '../../src/model/containers.js';
import { conceptIds, type Isolation } from '../../src/model/isolation.js';
import { machineOf } from '../../src/model/machine.js';
import type { Snapshot } from '../../src/model/snapshot.js';
import { closeAll, closeOnSignals, onClose } from '../support/closing.mjs';
import { removeCgroups } from '../support/engine/cgroups.mjs';
import { programOf } from '../support/programs.mjs';
import { inRoot } from '../support/root.mjs';
import type { TruthEngine } from '../support/truth/engine.js';
import { engineAtHand, type Ground, groundOn, stageFolder, whyNot } from '../support/truth/ground.js';
import type { Reader } from '../support/truth/readers.js';
import { shows, showsMachine } from '../support/truth/shownBy.js';
import { type Trial, trials } from '../support/truth/tryIt.js';

const skip = whyNot() ?? false;
const prefix = `lens-commands-${process.pid}`;
const oddParent = `/${prefix} $(touch ${prefix}) 'it"s`;
/** Quiet ones, so that a number is the same a moment later. The second has a cgroup whose name a shell would act on. */
const containers: readonly (readonly [name: string, ...flags: string[]])[] = [
  [`${prefix}-limited`, '--network', 'none', '--memory', '64m', '--cpus', '0.5', '--pids-limit', '40', '--volume', '/tmp:/some where:ro', '--device', '/dev/null'],
  [`${prefix}-odd`, '--network', 'none', '--cgroup-parent', oddParent, '--user', '1000:1000', '--read-only', '--security-opt', 'no-new-privileges', '--cap-drop', 'ALL'],
];

after(closeAll);

test('the commands', { skip, timeout: 400_000 }, async (context) => {
  closeOnSignals({ code: 130 });
  onClose(() => removeCgroups(oddParent));
  const folder = stageFolder();
  const ground = await groundOn(await engineAtHand(folder), folder, prefix);
  const { engine, readers } = ground;
  for (const [name, ...flags] of containers) {
    await engine.docker('run', '--detach', '--name', name, '--label', 'lens.test=truth', '--stop-timeout', '0', ...flags, engine.image, 'sh', '-c', 'sleep 1000000 & wait');
  }
  await engine.docker('exec', containers[0]![0], 'touch', '/tmp/changed');
  for (const reader of readers) {
    for (const [name] of containers) {
      await context.test(`of the facts of ${name.slice(prefix.length + 1)}, as ${reader.name}`, async () => assert.deepEqual(await faultsOfFacts(reader, engine, name), []));
    }
  }
  for (const reader of readers) {
    await context.test(`of the facts of this machine, as ${reader.name}`, async () => assert.deepEqual(await faultsOfMachine(reader, await engine.docker('inspect', '-f', '{{.Id}}', containers[0]![0])), []));
  }
  await context.test('of the pages', (within) => ofPages(within, ground));
  assert.ok(!existsSync(prefix), 'a name was taken for a command');
});

async function snapshotOf(reader: Reader, id: string): Promise<Snapshot> {
  const { code, stdout, stderr } = await reader.lens('snapshot', id);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Snapshot;
}

/** The picture as this reader gets it from the product. */
async function pictureOf(reader: Reader, id: string): Promise<Isolation> {
  const snapshot = await snapshotOf(reader, id);
  const all = containersOf(snapshot, { all: true });
  const container = all.find((one) => one.id === snapshot.subject);
  assert.ok(container !== undefined);
  return build(snapshot, container, all);
}

/** What moved between the look and the command is looked at again. */
async function faultsOfFacts(reader: Reader, engine: TruthEngine, name: string): Promise<string[]> {
  const id = await engine.docker('inspect', '-f', '{{.Id}}', name);
  let faults = ['never looked at'];
  for (let attempt = 0; attempt < 3 && faults.length > 0; attempt += 1) {
    const isolation = await pictureOf(reader, id);
    faults = [];
    let run = 0;
    for (const { id: section, facts } of explain(isolation).sections) {
      for (const fact of facts.flatMap(withChildren).filter(({ unread, command }) => !unread && command !== undefined)) {
        faults.push(...await faultsOf(reader, fact, isolation, section));
        run += 1;
      }
    }
    assert.ok(run > 50, String(run));
  }
  return faults;
}

async function faultsOfMachine(reader: Reader, id: string): Promise<string[]> {
  const machine = machineOf(await snapshotOf(reader, id));
  const faults: string[] = [];
  for (const fact of machineFacts(machine).filter(({ unread, command }) => !unread && command !== undefined)) {
    const { code, stdout, stderr } = await reader.shell(fact.command ?? '');
    const none = fact.id === 'machine.virtual-machines' && code === 1 && stdout === '';
    if (!none && (code !== 0 || !showsMachine(fact, machine, stdout))) {
      faults.push(`${fact.id}: ${fact.value}, but ${fact.command ?? ''} ended with ${code} and says ${stdout.slice(0, 400)}${stderr}`);
    }
  }
  return faults;
}

function withChildren(fact: Fact): readonly Fact[] {
  return [fact, ...(fact.children ?? []).flatMap(withChildren)];
}

async function faultsOf(reader: Reader, fact: Fact, isolation: Isolation, section: string): Promise<string[]> {
  const { id, value, command = '' } = fact;
  const { code, stdout, stderr } = await reader.shell(command);
  if (code !== 0) {
    // A layer lies in the engine's own folder, which is root's.
    return /^root\.layers\.\d+$/.test(id) && !reader.isRoot && stderr.includes('Permission denied') ? [] : [`${id}: ${command} ended with ${code}: ${stderr.trim()}`];
  }
  return shows({ fact, isolation, output: stdout }, section) ? [] : [`${id}: ${value}, but ${command} says ${stdout.slice(0, 400)}`];
}

async function ofPages(context: TestContext, { engine, readers, places }: Ground): Promise<void> {
  const [root] = readers;
  assert.ok(root?.isRoot === true);
  const name = containers[0]![0];
  const isolation = await pictureOf(root, await engine.docker('inspect', '-f', '{{.Id}}', name));
  await nameBusybox(engine);
  await context.test('each has a trial', () => assert.deepEqual([...new Set(linesOfPages())].sort(), trials.map(({ line }) => line).sort()));
  for (const trial of trials) {
    const who = readers.filter((reader) => trial.for === 'everybody' || (trial.for === 'engine' ? reader.asksEngine : reader.isRoot));
    await context.test(trial.line, { skip: whyNotRun(trial, places.device) }, async () => {
      for (const reader of who) {
        const line = completed(filledLine(trial.line, isolation), name, places.device);
        const { code, stdout, stderr } = await reader.shell(line);
        assert.ok((trial.codes ?? [0]).includes(code), `as ${reader.name} ${line} ended with ${code}: ${stdout}${stderr}`);
        assert.match(`${stdout}${stderr.replace(/^Command failed: .*/su, '')}`, trial.shows, `as ${reader.name} ${line}`);
      }
    });
  }
}

function linesOfPages(): string[] {
  return conceptIds.flatMap((id) => readConcept(id, readFileSync(inRoot('media', 'concepts', 'en', `${id}.md`), 'utf8')).blocks.flatMap((block) => (block.kind === 'code' ? block.text.split('\n') : [])));
}

/** Pages name the image that everybody knows; here it is the one made of this machine's busybox, unless there is a real one. */
async function nameBusybox(engine: TruthEngine): Promise<void> {
  if (await engine.docker('images', '--quiet', 'busybox') === '') {
    await engine.docker('tag', engine.image, 'busybox');
    onClose(() => engine.try('image', 'rm', 'busybox'));
  }
}

function whyNotRun({ needs, line }: Trial, device: string | undefined): string | false {
  return needs !== undefined && programOf(needs) === undefined ? `no ${needs} here`
    : line.includes('DEVICE') && device === undefined ? 'no disk here' : false;
}

/** What stays blank on the page is filled in as a reader would; `sudo` asks for a password that a test does not have, so root runs it. */
function completed(line: string, name: string, device: string | undefined): string {
  return line.replace('DEVICE', device ?? 'DEVICE').replace('NAME', name).replace('DIRECTORY', '/').replace(/^sudo /, '').replace(/\/bin\/sh$/, '/bin/sh -c id');
}
