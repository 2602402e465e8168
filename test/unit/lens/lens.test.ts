import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lens, type LookOptions, type Machine } from '../../../src/lens.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { until } from '../until.js';

const recorded = snapshotOfFixture('docker-limited-v1');

/** A machine whose looks are recorded ones; it says what it was asked. */
function machine(answer: (options: LookOptions) => Promise<Snapshot> = () => Promise.resolve(recorded)) {
  const looks: LookOptions[] = [];
  const watchers = new Set<() => void>();
  const made: Machine = {
    look: (options) => {
      looks.push(options);
      return answer(options);
    },
    watch: (changed) => {
      watchers.add(changed);
      return { dispose: () => void watchers.delete(changed) };
    },
    diagnosis: () => undefined,
    farPlan: () => Promise.resolve(undefined),
  };
  return { made, looks, watchers, depths: () => looks.map(({ depth }) => depth) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const firstName = (lens: Lens) => lens.known?.containers[0]?.name ?? '';
const firstId = (lens: Lens) => lens.known?.containers[0]?.id ?? '';

test('nothing is read before somebody looks; then names come first, facts after', async () => {
  const { made, looks, depths } = machine();
  const lens = new Lens(made);
  const seen: (boolean | undefined)[] = [];
  const onlyNames: (true | undefined)[] = [];
  lens.onDidChange(() => seen.push(lens.known?.complete));
  lens.onDidChange(() => onlyNames.push(lens.known?.namesOnly));
  await settle();
  assert.equal(looks.length, 0);
  assert.equal(lens.known, null);
  await lens.refresh();
  assert.deepEqual(depths(), ['names', 'facts']);
  assert.deepEqual(seen, [false, true]);
  assert.deepEqual(onlyNames, [true, undefined]);
  assert.ok(looks.every(({ top }) => top !== true));
  await lens.refresh();
  assert.deepEqual(depths(), ['names', 'facts', 'facts']);
});

test('another machine is read for the one look that was agreed to, never by itself', async () => {
  const { made, looks } = machine();
  const lens = new Lens(made);
  const attention = lens.attend();
  await lens.refresh();
  const id = firstId(lens);
  await lens.lookClosely(id, { endpoint: 'ssh://there' });
  await lens.lookClosely(id);
  await lens.refresh();
  assert.deepEqual(looks.filter(({ far }) => far !== undefined), [{ subject: id, depth: 'facts', top: true, all: true, far: { endpoint: 'ssh://there' } }]);
  attention.dispose();
});

test('it follows changes only while somebody attends', async () => {
  const { made, looks, watchers } = machine();
  const lens = new Lens(made);
  const [one, two] = [lens.attend(), lens.attend()];
  await until(() => lens.known?.complete === true);
  assert.equal(watchers.size, 1);
  const before = looks.length;
  watchers.forEach((changed) => changed());
  await settle();
  assert.equal(looks.length, before + 1);
  one.dispose();
  one.dispose();
  assert.equal(watchers.size, 1);
  two.dispose();
  assert.equal(watchers.size, 0);
});

test('who only wants to know what runs costs no facts, until somebody wants facts', async () => {
  const { made, depths } = machine();
  const lens = new Lens(made);
  lens.attend('list');
  await until(() => lens.known?.namesOnly === undefined && lens.known !== null);
  assert.deepEqual(depths(), ['names', 'list']);
  lens.attend('facts');
  await until(() => lens.known?.complete === true);
  assert.deepEqual(depths(), ['names', 'list', 'facts']);
});

test('that no engine lists anything is no news before the kernel was asked', async () => {
  const empty: Snapshot = { ...recorded, engine: {}, engines: [], files: {} };
  const { made } = machine(({ depth }) => Promise.resolve(depth === 'names' ? empty : recorded));
  const lens = new Lens(made);
  const counts: (number | undefined)[] = [];
  lens.onDidChange(() => counts.push(lens.known?.containers.length));
  await lens.refresh();
  assert.deepEqual(counts, [lens.known?.containers.length]);
  assert.ok((counts[0] ?? 0) > 0);
});

test('an engine that lets the names wait keeps nobody from the rest, and is too late with them', async () => {
  let late: (snapshot: Snapshot) => void = () => undefined;
  const { made, depths } = machine(({ depth }) => (depth === 'names' ? new Promise((resolve) => { late = resolve; }) : Promise.resolve(recorded)));
  const lens = new Lens(made);
  await lens.refresh();
  assert.deepEqual([depths(), lens.known?.complete], [['names', 'facts'], true]);
  late(recorded);
  await settle();
  assert.equal(lens.known?.complete, true);
});

test('a first look at the names that fails is not said: the one after it tells', async () => {
  const { made } = machine(({ depth }) => (depth === 'names' ? Promise.reject(new Error('EIO')) : Promise.resolve(recorded)));
  const reported: string[] = [];
  const lens = new Lens(made, (what) => reported.push(what));
  await lens.refresh();
  assert.deepEqual([reported, lens.failure, lens.known?.complete], [[], null, true]);
});

test('an explanation is made once for a look, and again after the next', async () => {
  const lens = new Lens(machine().made);
  await lens.refresh();
  const first = lens.explained(firstId(lens));
  assert.ok(first !== undefined && 'explanation' in first, JSON.stringify(first));
  assert.equal(first.explanation.container.name, firstName(lens));
  assert.equal(lens.explained(firstId(lens)), first);
  assert.equal(lens.explained('no such one'), undefined);
  await lens.refresh();
  assert.notEqual(lens.explained(firstId(lens)), first);
});

test('a look that fails is said, what was known stays, and the next look recovers', async () => {
  let broken = false;
  const { made } = machine(() => (broken ? Promise.reject(new Error('EIO')) : Promise.resolve(recorded)));
  const reported: string[] = [];
  const lens = new Lens(made, (what) => reported.push(what));
  await lens.refresh();
  const name = firstName(lens);
  broken = true;
  await lens.refresh();
  assert.equal(lens.failure, 'EIO');
  assert.deepEqual(reported, ['look']);
  assert.equal(firstName(lens), name);
  broken = false;
  await lens.refresh();
  assert.equal(lens.failure, null);
});

test('a container is found by id, name and prefix; a stopped one by a new look; else there is none', async () => {
  const { made, looks } = machine();
  const lens = new Lens(made);
  await lens.refresh();
  const before = looks.length;
  for (const x of [firstId(lens), firstName(lens), firstId(lens).slice(0, 12)]) {
    const found = await lens.find(x);
    assert.ok('found' in found && found.found.id === firstId(lens), x);
  }
  assert.equal(looks.length, before);
  assert.deepEqual(await lens.find('no such one'), { none: true });
  assert.deepEqual(looks.at(-1), { depth: 'list', all: true });
});

test('a close look asks for one container, with all that may be asked', async () => {
  const { made, looks } = machine();
  const lens = new Lens(made);
  await lens.refresh();
  const closely = await lens.lookClosely(firstId(lens));
  assert.ok('container' in closely);
  assert.equal(closely.explanation.container.id, firstId(lens));
  assert.deepEqual(looks.at(-1), { subject: firstId(lens), depth: 'facts', top: true, all: true });
  assert.equal('container' in (await lens.lookClosely('no such one')), false);
});

test('after its end it looks no more, and a listener that throws stops no other', async () => {
  const { made, looks } = machine();
  const reported: string[] = [];
  const lens = new Lens(made, (what) => reported.push(what));
  let told = 0;
  lens.onDidChange(() => { throw new Error('mine'); });
  lens.onDidChange(() => (told += 1));
  await lens.refresh();
  assert.equal(told, 2);
  assert.deepEqual(reported, ['listener', 'listener']);
  lens.dispose();
  const before = looks.length;
  await lens.refresh();
  assert.equal(looks.length, before);
});

test('a look at the list alone does not take away what was known of a container', async () => {
  const { made } = machine();
  const lens = new Lens(made);
  await lens.refresh();
  const known = lens.explained(firstId(lens));
  assert.ok(known !== undefined && 'explanation' in known);
  await lens.refresh('list');
  assert.equal(lens.known?.complete, false);
  assert.equal(lens.explained(firstId(lens)), known);
});
