/** What hovers are told: what is known, never later than a moment from now, and never as "now" what is long past. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BaseImages } from '../../../src/baseImages.js';
import { knownContainers } from '../../../src/knownContainers.js';
import { type Known, Lens, type LookOptions } from '../../../src/lens.js';
import { imageKey, imagesKey } from '../../../src/model/imageLayers.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';

const recorded = snapshotOfFixture('docker-limited-v1');
const never = new Promise<never>(() => undefined);
const quiet = { startsPrograms: () => Promise.resolve(false) };

/** A machine of recorded looks, all taken at `clock.now`, and engines that know one base of every image. */
function machine(answer: (taken: Snapshot) => Promise<Snapshot> = (taken) => Promise.resolve(taken)) {
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
  const looks: LookOptions[] = [];
  const questions: (readonly string[])[] = [];
  const asks = {
    images: (known: Known, bases: readonly string[]) => {
      questions.push(bases);
      const ids = known.containers.map(({ id }) => (known.snapshot.engine[`GET /containers/${id}/json`] as { Image: string } | undefined)?.Image ?? '');
      const images = Object.fromEntries<unknown>([...ids.map((id) => [imageKey(id), { RootFS: { Layers: ['a', 'b'] } }] as const), [imageKey('base'), { RootFS: { Layers: ['a'] } }] as const]);
      return Promise.resolve(new Map(known.containers.map(({ engine }) => [engine?.endpoint ?? '', { [imagesKey]: [{ Id: 'base', RepoTags: ['alpine:3.20'] }], ...images }])));
    },
  };
  const lens = new Lens({
    look: (options) => {
      looks.push(options);
      return answer({ ...recorded, takenAt: new Date(clock.now).toISOString() });
    },
    watch: () => ({ dispose: () => undefined }), diagnosis: () => undefined, farPlan: () => Promise.resolve(undefined),
  });
  return { clock, looks, questions, lens, known: knownContainers(lens, new BaseImages(asks), quiet, () => clock.now) };
}

test('the first hover already has what a quick look finds', async () => {
  const { known, questions } = machine();
  const live = await known.live('alpine:3.20');
  assert.ok(live.length > 0);
  assert.ok(live.every((one) => one.sections().length > 0));
  assert.deepEqual(questions, [['alpine:3.20']]);
  assert.ok(live.some((one) => one.builtOn('alpine:3.20') === 'more'));
  assert.ok(live.every((one) => one.builtOn('debian') === undefined));
});

test('a look that does not end holds no hover up, and is not begun again by the next', async () => {
  const { known, looks } = machine(() => never);
  assert.deepEqual(await known.live(undefined), []);
  assert.deepEqual(await known.live('alpine'), []);
  assert.equal(looks.length, 1);
});

test('engines that do not tell of their images hold no hover up, and take nothing from it', async () => {
  const { lens, clock } = machine();
  const live = await knownContainers(lens, new BaseImages({ images: () => never }), quiet, () => clock.now).live('alpine:3.20');
  assert.ok(live.length > 0);
  assert.ok(live.every((one) => one.builtOn('alpine:3.20') === undefined));
  const failing = await knownContainers(lens, new BaseImages({ images: () => Promise.reject(new Error('EIO')) }), quiet, () => clock.now).live('alpine:3.20');
  assert.equal(failing.length, live.length);
});

test('hovers in a row look once; images are asked about again when another one is wanted or containers were looked at anew', async () => {
  const { known, looks, questions, clock } = machine();
  await known.live('alpine:3.20');
  const first = looks.length;
  await known.live('alpine:3.20');
  await known.live(undefined);
  assert.deepEqual([looks.length, questions.length], [first, 1]);
  await known.live('debian');
  assert.deepEqual(questions.at(-1), ['alpine:3.20', 'debian']);
  await known.live('alpine:3.20');
  assert.equal(questions.length, 2);
  clock.now += 11_000;
  await known.live('alpine:3.20');
  assert.deepEqual([looks.length, questions.length], [first + 1, 3]);
});

test('so many images are kept in mind and no more', async () => {
  const { known, questions } = machine();
  for (let index = 0; index < 100; index += 1) {
    await known.live(`image${String(index)}`);
  }
  assert.equal(questions.at(-1)?.length, 32);
  assert.equal(questions.at(-1)?.at(-1), 'image99');
});

test('what is long past is not called now', async () => {
  let stuck = false;
  const { known, clock } = machine((taken) => (stuck ? never : Promise.resolve(taken)));
  assert.ok((await known.live(undefined)).length > 0);
  stuck = true;
  clock.now += 30_000;
  assert.ok((await known.live(undefined)).length > 0);
  clock.now += 60_000;
  assert.deepEqual(await known.live(undefined), []);
});

test('a file in front is looked after once, before anybody hovers', async () => {
  const { known, looks, questions } = machine();
  known.prepare('alpine:3.20');
  await known.live('alpine:3.20');
  const first = looks.length;
  known.prepare('alpine:3.20');
  known.prepare('debian');
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([looks.length, questions.length], [first, 1]);
});

test('no hover starts a program: an engine behind ssh is only known where somebody else looked', async () => {
  const { lens, looks, questions, clock } = machine();
  const known = knownContainers(lens, new BaseImages({ images: () => assert.fail('asked') }), { startsPrograms: () => Promise.resolve(true) }, () => clock.now);
  known.prepare('alpine');
  assert.deepEqual(await known.live('alpine'), []);
  assert.deepEqual([looks.length, questions.length], [0, 0]);
  await lens.refresh();
  assert.ok((await known.live('alpine')).length > 0);
});
