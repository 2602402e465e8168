import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import type { Sample } from '../../../src/protocol.js';
import { fateOf, fateOfUnseen, isAsBefore, unseenWords } from '../../../src/views/panel/fate.js';
import { isFromPanel } from '../../../src/views/panel/fromPanel.js';
import { Live } from '../../../src/views/panel/live.js';
import { isPanelState } from '../../../src/views/panel/panelState.js';
import { shellHtml } from '../../../src/views/panel/shell.js';
import { mayBeTyped, shows } from '../../../src/views/panel/terminalCommand.js';
import { panelWords } from '../../../src/views/panel/words.js';
import { until } from '../until.js';
import { wordIds } from '../../../src/wordIds.js';
import { container, engine, explanation, fact, known } from './madeUp.js';

test('only known messages pass', () => {
  const good = [
    { type: 'ready' }, { type: 'refresh' }, { type: 'copy', text: '' }, { type: 'runInTerminal', command: 'ls' },
    { type: 'concept', id: 'net' }, { type: 'readFar' },
  ];
  const bad = [
    undefined, null, 'ready', 7, [], {}, { type: 'Ready' }, { type: 'copy' }, { type: 'copy', text: 7 }, { type: 'concept' },
    { type: 'runInTerminal', text: 'ls' }, { type: 'copy', text: 'x'.repeat(1_000_001) }, { type: '__proto__' }, { type: 'toString' },
  ];
  good.forEach((message) => assert.equal(isFromPanel(message), true, JSON.stringify(message)));
  bad.forEach((message, index) => assert.equal(isFromPanel(message), false, `bad message ${index}`));
  fc.assert(fc.property(fc.anything(), (message) => {
    const passed = isFromPanel(message);
    assert.ok(!passed || ['ready', 'refresh', 'copy', 'runInTerminal', 'concept', 'readFar'].includes(message.type));
  }));
});

test('a page that comes back after a reload must say which container it shows', () => {
  assert.equal(isPanelState({ id: 'a', name: '' }), true);
  for (const state of [undefined, null, 'a', {}, { id: '', name: 'x' }, { id: 1, name: 'x' }, { id: 'a' }]) {
    assert.equal(isPanelState(state), false);
  }
});

test('only commands of the explanation are typed, and no line that starts itself', () => {
  const nested = fact({ command: 'cat /proc/1/status', children: [fact({ command: 'ls -l' })] });
  const evil = 'ls\nrm -rf ~';
  const shown = explanation(container(), {
    sections: [{ id: 'root', title: '', summary: '', concept: 'layers', facts: [nested, fact({ command: evil })] }],
  });
  assert.equal(shows(shown, 'cat /proc/1/status'), true);
  assert.equal(shows(shown, 'ls -l'), true);
  assert.equal(shows(shown, 'rm -rf ~'), false);
  assert.equal(mayBeTyped('cat /proc/1/status'), true);
  assert.equal(mayBeTyped(evil), false);
  assert.equal(mayBeTyped(''), false);
});

test('the page allows its own script and styles alone, and no text becomes HTML', () => {
  const html = shellHtml({
    nonce: 'bm9uY2U=', cspSource: `'self' https://*.vscode-cdn.net`, script: 'https://x/"><script>', style: 's.css', language: 'ko', title: '<b>',
  });
  const policy = /Content-Security-Policy" content="([^"]*)"/u.exec(html)?.[1] ?? '';
  assert.match(policy, /^default-src 'none'; script-src 'nonce-bm9uY2U='; style-src 'self' https:\/\/\*\.vscode-cdn\.net 'nonce-bm9uY2U='; font-src/u);
  assert.doesNotMatch(policy, /unsafe|script-src[^;]*https/u);
  assert.doesNotMatch(html, /<script>|<b>|style="|<style/u);
  assert.equal(html.match(/<script /gu)?.length, 1);
});

test('every word that the page asks for is there', () => {
  const words = new Map(Object.entries(panelWords()));
  assert.deepEqual(wordIds.filter((id) => (words.get(id) ?? '') === ''), []);
});

test('a container has ended when its engine answers and does not list it, not when the engine is silent', () => {
  const one = container();
  const ofKernel = container({ engine: null });
  const cases = [
    [one, known([one]), 'runs'], [one, known([container({ state: 'paused' })]), 'runs'],
    [one, known([container({ state: 'exited' })]), 'ended'], [one, known([]), 'ended'],
    [one, known([], [engine({ status: 'refused' })]), 'unknown'], [one, known([], []), 'unknown'],
    [one, known([ofKernel], [engine({ status: 'refused' })]), 'runs'], [ofKernel, known([], []), 'ended'],
  ] as const;
  cases.forEach(([of, now, fate], index) => assert.equal(fateOf(of, now), fate, `case ${index}`));
});

test('what was read far away stays while the container is the same process in the same state', () => {
  const one = container();
  for (const [now, same] of [
    [[one], true], [[container({ pid: 7 })], false], [[container({ state: 'paused' })], false], [[], true], [[container({ id: 'other', pid: 7 })], true],
  ] as const) {
    assert.equal(isAsBefore(one, known(now)), same);
  }
});

test('one that a page brought back is not seen: it has ended where every engine answers, or where no engine can have had it', () => {
  const [id, away] = ['a'.repeat(64), engine({ status: 'refused', chosenBy: 'well-known', product: 'Colima' })];
  const none = engine({ status: 'absent' });
  for (const [of, engines, fate] of [
    [id, [engine()], 'ended'], [id, [], 'ended'], [id, [engine(), away], 'unknown'], [id, [none], 'unknown'],
    ['pid-7', [engine(), away], 'ended'], ['pid-7', [none], 'ended'],
  ] as const) {
    assert.equal(fateOfUnseen(of, known([], engines)), fate, `${of.slice(0, 5)} ${engines.map(({ status }) => status).join()}`);
  }
  // One that is not there does not "not answer": nothing that could is running.
  assert.equal(unseenWords('web', known([], [engine(), away, none])), 'web is not seen here now. An engine that does not answer may have it: Docker · Colima.');
  assert.equal(unseenWords('web', known([], [none])), 'web is not seen here now. If an engine that is not running had it, start that engine.');
});

const sample = (at: number): Sample => ({ at, memory: at, cpu: null, pids: null, readBytes: null, writeBytes: null });

/** Runs until `enough` samplings were asked for. */
async function followed(answers: (count: number) => Promise<Sample | null>, enough: number) {
  const shown: Sample[] = [];
  let lost = 0;
  let count = 0;
  const live = new Live((one) => shown.push(one), () => (lost += 1), () => 0);
  await new Promise<void>((resolve) => {
    live.follow(() => {
      count += 1;
      if (count > enough) {
        live.stop();
        resolve();
        return Promise.resolve(null);
      }
      return answers(count);
    });
    live.start();
    live.start();
  });
  return { shown, lost, kept: live.samples };
}

test('the last sixty samples are kept for the page that comes back', async () => {
  const { shown, kept } = await followed((count) => Promise.resolve(sample(count)), 70);
  assert.equal(shown.length, 70);
  assert.deepEqual(kept.map(({ at }) => at), shown.slice(-60).map(({ at }) => at));
});

test('the next read begins only after the last was answered', async () => {
  let atOnce = 0;
  let most = 0;
  await followed(async (count) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise((resolve) => setTimeout(resolve, 2));
    atOnce -= 1;
    return sample(count);
  }, 5);
  assert.equal(most, 1);
});

test('a read that fails is said once, and nothing is read again before the container was looked at anew', async () => {
  let [reads, shown, lost] = [0, 0, 0];
  const live = new Live(() => (shown += 1), () => (lost += 1), () => 0);
  const failing = () => {
    reads += 1;
    return Promise.reject(new Error('gone'));
  };
  live.follow(failing);
  live.start();
  await until(() => lost === 1);
  await wait(30);
  assert.equal(reads, 1);
  live.follow(failing);
  await until(() => reads === 2);
  await wait(30);
  assert.deepEqual([reads, lost], [2, 1], 'that there is still nothing is no news');
  live.follow(() => Promise.resolve(sample(1)));
  await until(() => shown > 0);
  live.follow(failing);
  await until(() => lost === 2);
  live.stop();
});

test('turned off, a start gives two readings, so that rates are known, and no third; turned on again it goes on', async () => {
  let interval: number | null = null;
  let beats = 0;
  let reached: () => void = () => undefined;
  const live = new Live(() => undefined, () => undefined, () => interval);
  const until = async (count: number): Promise<void> => {
    while (beats < count) {
      await new Promise<void>((resolve) => {
        reached = resolve;
      });
    }
  };
  live.follow(() => {
    beats += 1;
    reached();
    return Promise.resolve(sample(beats));
  });
  live.start();
  await until(2);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.equal(beats, 2);
  interval = 0;
  live.start();
  await until(5);
  live.stop();
});
