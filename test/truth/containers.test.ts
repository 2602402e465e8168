/**
 * Real containers under a real engine, read by the command line as three different users. Every fact that it prints is
 * compared with a witness that shares no code with it: lsns, readlink, cat, capsh, findmnt, ps, docker.
 */
import { deepEqual, ok } from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import { closeAll, closeOnSignals } from '../support/closing.mjs';
import { type Case, casesOn } from '../support/truth/cases.js';
import { engineAtHand, type Ground, groundOn, stageFolder, whyNot } from '../support/truth/ground.js';
import { Ledger, type Verdict } from '../support/truth/ledger.js';
import { remappedCases, remappedEngine, whyNotRemapped } from '../support/truth/remapped.js';
import { missingOf } from '../support/truth/missing.js';
import type { Eyes } from '../support/truth/world.js';
import { prepare, type Stage } from '../support/truth/stage.js';
import { Table } from '../support/truth/table.js';

const skip = whyNot() ?? false;
const ledger = new Ledger();
const table = new Table('docker');
const atOnce = 2;

function judged(verdict: Verdict): void {
  ledger.add(verdict);
  deepEqual(verdict.disagreements, []);
}

async function mainStage(): Promise<{ stage: Stage; ground: Ground }> {
  const folder = stageFolder();
  const ground = await groundOn(await engineAtHand(folder), folder, `lens-truth-${process.pid}`);
  return { stage: await prepare('Docker', ground, casesOn(ground.places)), ground };
}

/** A second engine; where there can be none, why. */
async function remappedStage({ engine }: Ground): Promise<Stage | string> {
  const why = whyNotRemapped();
  const folder = stageFolder();
  const other = why ?? await remappedEngine(folder, engine);
  return typeof other === 'string' ? other
    : prepare('Docker with userns-remap', await groundOn(other, folder, `lens-truth-${process.pid}-remapped`), remappedCases);
}

test('containers as the kernel and the engine know them', { skip, timeout: 560_000 }, async (context) => {
  closeOnSignals({ code: 130 });
  const { stage, ground } = await mainStage();
  await context.test(stage.title, async (within) => suite(within, stage));
  const remapped = await remappedStage(ground);
  await context.test('Docker with userns-remap', { skip: typeof remapped === 'string' ? remapped : false }, async (within) => {
    if (typeof remapped !== 'string') {
      await suite(within, remapped);
    }
  });
  table.save();
  context.diagnostic(ledger.summary());
  console.log(ledger.summary());
  ok(ledger.allAgree);
});

after(closeAll);

async function suite(context: TestContext, { title, truth, running, impossible, eyes, name, engine }: Stage): Promise<void> {
  for (const { kase, why } of impossible) {
    await context.test(`${kase.name}: this machine cannot start it`, { skip: why }, () => undefined);
  }
  for (const one of eyes) {
    await context.test(`read by ${one.reader.name}`, { concurrency: atOnce }, async (reading) => {
      const cases = running.filter((each) => canBeSeen(each, one.reader.asksEngine));
      await Promise.all([
        ...cases.map((kase) => reading.test(kase.name, async () => {
          const verdict = await truth.judge(kase, one);
          judged(verdict);
          toTable(title, kase, one, verdict);
        })),
        reading.test('the list', async () => judged(await truth.judgeList(one, running))),
        reading.test('what is missing is said', async () => judged(await missingOf(one, running.map(({ name: short }) => name(short)), engine))),
        reading.test('the matrix', async () => judged(await truth.judgeMatrix(one, running))),
      ]);
    });
  }
}

function toTable(what: string, { hasNoProcess }: Case, { reader }: Eyes, { isolation, compared }: Verdict): void {
  if (hasNoProcess !== true) {
    const [asked, named] = reader.asksEngine ? ['its API and the kernel', 'its name'] : ['the kernel', 'its id'];
    table.add({ what, asked, reader: reader.name, named }, isolation, compared);
  }
}

/** Of what does not run only its engine knows. */
function canBeSeen({ hasNoProcess }: Case, asksEngine: boolean): boolean {
  return asksEngine || hasNoProcess !== true;
}
