/**
 * Containers that no engine has: each runtime makes one for real, and the command line finds, names and explains it through
 * the kernel alone, for root and for an ordinary user. Every fact is compared with a witness that shares no code with it.
 */
import { deepEqual, ok } from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeAll, closeOnSignals } from '../support/closing.mjs';
import { whyNot } from '../support/truth/ground.js';
import { Ledger, type Verdict } from '../support/truth/ledger.js';
import { containerd } from '../support/truth/runtimes/containerd.js';
import { bubblewrap, chroot, firejail, unshare } from '../support/truth/runtimes/handmade.js';
import { eyesOn, isListedOnce, judge } from '../support/truth/runtimes/judge.js';
import { lxc } from '../support/truth/runtimes/lxc.js';
import { Table } from '../support/truth/table.js';
import { nspawn } from '../support/truth/runtimes/nspawn.js';
import { makePlace } from '../support/truth/runtimes/place.js';
import type { Maker, Sandbox } from '../support/truth/runtimes/sandbox.js';
import { kernelReaders } from '../support/truth/runtimes/readers.js';

const makers: readonly Maker[] = [lxc, containerd, nspawn, bubblewrap, firejail, unshare, chroot];

test('containers of other runtimes, through the kernel', { skip: whyNot() ?? false, timeout: 240_000 }, async (context) => {
  closeOnSignals({ code: 130 });
  const place = await makePlace();
  const readers = await kernelReaders(place);
  const ledger = new Ledger();
  const table = new Table('runtimes');
  const judged = (verdict: Verdict): void => {
    ledger.add(verdict);
    deepEqual(verdict.disagreements, []);
  };
  const made = new Map<Maker, readonly Sandbox[]>();
  for (const maker of makers) {
    const why = maker.whyNot();
    await context.test(`${maker.title} starts`, { skip: why ?? false }, async () => {
      made.set(maker, await maker.make(place));
    });
  }
  for (const reader of readers) {
    const eyes = await eyesOn(reader, [...made.values()].flat());
    for (const [{ title }, sandboxes] of made) {
      await context.test(`${title}, read by ${reader.name}`, async () => {
        for (const sandbox of sandboxes) {
          judged(isListedOnce(eyes, sandbox));
          const { verdict, isolation } = await judge(sandbox, eyes);
          judged(verdict);
          table.add({ what: title, asked: 'the kernel', reader: reader.name, named: namedBy(sandbox) }, isolation, verdict.compared);
        }
      });
    }
  }
  table.save();
  context.diagnostic(ledger.summary());
  console.log(`other runtimes: ${ledger.summary()}`);
  ok(ledger.allAgree);
});

/** What stands in the place of a name. */
function namedBy({ name, id }: Sandbox): string {
  return name !== undefined ? 'its name' : id !== undefined ? 'its id' : 'program and pid';
}

after(closeAll);
