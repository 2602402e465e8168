/** The same in Korean, and with as little room as a panel ever gets. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { conceptIds } from '../../src/model/isolation.js';
import { remove, start } from '../integration/engine.js';
import { workspace } from '../support/demo/workspace.mjs';
import { readThrough } from '../support/editor/concepts.mjs';
import { activityIcon, hideSideBar, panelOf, pick, runCommand, showContainers, switchTheme, titleOf } from '../support/editor/gestures.mjs';
import { clipped } from './clipped.js';
import { everyPage } from './everyPage.js';
import { hover } from './hover.js';
import { documentOf, narrow, openAll, openWindow, ours, step, type TheWindow, until, violations } from './theWindow.js';

const name = 'lens-ui-korean';
const hangul = /\p{Script=Hangul}/u;
let window: TheWindow;
/** The title of the first concept. */
let first = '';

before(async () => {
  await remove(name);
  await start(name, '--memory', '64m', '--cap-add', 'SYS_ADMIN', '--volume', '/tmp:/somewhere:ro');
  window = await openWindow({ locale: 'ko', theme: 'Default Light Modern', folder: workspace }, { height: 2000 });
});
after(async () => {
  await window.workbench.stop();
  await remove(name);
});

/** Sentences without a Korean letter: a word that is a name of the kernel's is none, nor is a link to a page in English. */
function english(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => [...document.querySelectorAll<HTMLElement>('.sentence, .finding-says, .finding-why, .fact-meaning, .fact-label, h1, h2, p.prose, .prose li, .aside-title, .card h3')]
    .filter((element) => element.querySelector(':scope > a.link:only-child') === null)
    .map((element) => element.textContent.trim())
    .filter((text) => /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/u.test(text) && !/\p{Script=Hangul}/u.test(text)));
}

const choose = async (page: Page, key: string, text: string) => {
  await runCommand(page, `Isolation Lens: ${titleOf(key, 'ko')}`);
  await pick(page, text);
};

step('the views are Korean', () => window, async (page) => {
  await showContainers(page, 'ko');
  assert.match(await activityIcon(page, 'ko').locator('.action-label').getAttribute('aria-label') ?? '', hangul);
  const headers = await page.locator('.sidebar .pane-header .title').allInnerTexts();
  assert.deepEqual(headers, [titleOf('view.containers', 'ko'), titleOf('view.concepts', 'ko')]);
  const machine = page.locator('.sidebar [role=treeitem][aria-level="1"]').first();
  await machine.waitFor({ timeout: 30_000 });
  assert.match(await machine.locator('.label-name').innerText(), hangul);
});

step('every concept is Korean, and axe-core finds nothing', () => window, async (page) => {
  await page.locator('.sidebar .pane-header').filter({ hasText: titleOf('view.containers', 'ko') }).click();
  const rows = page.locator('.sidebar [role=treeitem][aria-level="2"]');
  await until('there is a row for each', async () => (await rows.count()) === conceptIds.length);
  [first = ''] = await everyPage(page, async (frame, title) => {
    assert.equal(await frame.locator('.banner').count(), 0, title);
    assert.deepEqual(await english(frame), [], title);
    assert.deepEqual(await violations(frame), [], title);
  });
});

step('a container’s page is Korean', () => window, async (page) => {
  await choose(page, 'command.explainContainer', name);
  await panelOf(page).getByRole('heading', { level: 1, name }).waitFor({ timeout: 30_000 });
  const frame = await documentOf(page);
  await openAll(frame);
  assert.deepEqual(await english(frame), []);
  assert.equal(await frame.evaluate(() => document.documentElement.lang), 'ko');
});

step('a hover is Korean', () => window, async (page) => {
  const text = await hover(page, 'Dockerfile', 10, 2, /1000:1000/u);
  for (const paragraph of text.split(/\n+/u).filter((line) => line.trim() !== '')) {
    assert.match(paragraph, hangul);
  }
});

step('in 320 pixels nothing is cut off', () => window, async (page) => {
  await page.setViewportSize(narrow);
  await hideSideBar(page);
  await runCommand(page, 'View: Close All Editors');
  await choose(page, 'command.explainContainer', name);
  await panelOf(page).getByRole('heading', { level: 1, name }).waitFor({ timeout: 30_000 });
  const frame = await documentOf(page);
  assert.ok((await frame.evaluate(() => innerWidth)) <= 330, String(await frame.evaluate(() => innerWidth)));
  await openAll(frame);
  assert.deepEqual(await clipped(frame), []);
});

step('in 320 pixels and high contrast nothing is cut off on the pages of the concepts, and axe-core finds nothing', () => window, async (page) => {
  await runCommand(page, 'View: Close All Editors');
  await switchTheme(page, 'Dark High Contrast');
  const faults: string[] = [];
  const titles = await readThrough(page, 'ko', first, async (title) => {
    const frame = await documentOf(page);
    faults.push(...[...(await clipped(frame)), ...(await violations(frame))].map((fault) => `${title}: ${fault}`));
  });
  assert.equal(new Set(titles).size, conceptIds.length);
  assert.deepEqual(faults, []);
});

test('nothing went wrong behind the window', () => {
  assert.deepEqual(ours(window), []);
});
