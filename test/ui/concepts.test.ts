/** The concepts, as a person reads them: from the view to every page, from page to page, and with another container beside the text. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { remove, start } from '../integration/engine.js';
import { conceptIds } from '../../src/model/isolation.js';
import { readThrough } from '../support/editor/concepts.mjs';
import { hideSideBar, panelOf, rowOf, runCommand, showContainers, switchTheme } from '../support/editor/gestures.mjs';
import { clipped, torn } from './clipped.js';
import { programOf } from '../support/programs.mjs';
import { everyPage } from './everyPage.js';
import { documentOf, narrow, openWindow, ours, step, type TheWindow, until, violations } from './theWindow.js';

const names = ['lens-ui-first', 'lens-ui-second'] as const;
const emulator = programOf('qemu-system-x86_64');
let window: TheWindow;
let machine: ChildProcess | undefined;
let titles: string[] = [];

before(async () => {
  await remove(...names);
  await start(names[0], '--memory', '64m');
  await start(names[1], '--memory', '48m', '--network', `container:${names[0]}`);
  window = await openWindow({ theme: 'Default Dark Modern' }, { height: 2000 });
});
after(async () => {
  machine?.kill('SIGKILL');
  await window.workbench.stop();
  await remove(...names);
});

/** Pictures that somebody who does not see them gets nothing of: no title, no description, or nothing to read in their place. */
function withoutWords(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => [...document.querySelectorAll('.live-part svg[role=img]')].flatMap((picture) => {
    const said = ['title', 'desc'].filter((tag) => (picture.querySelector(`:scope > ${tag}`)?.textContent.trim() ?? '') === '');
    const equivalent = picture.closest('figure')?.querySelector('.visually-hidden :is(table, li), ul.visually-hidden > li');
    return [...said, ...(equivalent === null ? ['equivalent'] : [])].map((missing) => `${picture.getAttribute('class') ?? ''}: no ${missing}`);
  }));
}

step('each concept says beside its name what is true here', () => window, async (page) => {
  await showContainers(page);
  await page.locator('.sidebar .pane-header').filter({ hasText: 'Containers' }).click(); // closed: every concept is in sight
  const rows = page.locator('.sidebar [role=treeitem][aria-level="2"]');
  await until('there is a row for each', async () => (await rows.count()) === conceptIds.length);
  await rowOf(page, /^Why Docker\?Docker \d/u).waitFor({ timeout: 30_000 });
  await rowOf(page, /^Memory limits\d+ of \d+ limited/u).waitFor();
  assert.equal(await rows.filter({ hasNot: page.locator('.label-description:not(:empty)') }).count(), 0);
});

step('every page opens, with its live parts, and axe-core finds nothing', () => window, async (page) => {
  titles = await everyPage(page, async (frame, title) => {
    assert.deepEqual(await violations(frame), [], title);
    assert.equal(await frame.locator('.banner').count(), 0, title);
    assert.ok((await frame.locator('.live-part').count()) > 0, title);
    assert.doesNotMatch(await frame.locator('main').innerText(), /undefined|\[object|NaN|\{\d\}/u, title);
    assert.deepEqual(await withoutWords(frame), [], title);
  });
  assert.equal(new Set(titles).size, conceptIds.length);
});

for (const theme of ['Light Modern', 'Dark High Contrast', 'Light High Contrast']) {
  step(`in 320 pixels and ${theme} nothing is cut off, and axe-core finds nothing`, () => window, async (page) => {
    await page.setViewportSize(narrow);
    await switchTheme(page, theme);
    await hideSideBar(page);
    await runCommand(page, 'View: Close All Editors');
    const faults: string[] = [];
    const read = await readThrough(page, 'en', titles[0] ?? '', async (title) => {
      const frame = await documentOf(page);
      faults.push(...[...(await clipped(frame)), ...(await torn(frame)), ...(await violations(frame))].map((fault) => `${title}: ${fault}`));
    });
    assert.deepEqual(read, titles);
    assert.deepEqual(faults, []);
  });
}

step('a line that is about the chosen container can be typed into a terminal, one with a blank cannot', () => window, async (page) => {
  await page.setViewportSize({ width: 1280, height: 2000 });
  await showContainers(page);
  const panel = panelOf(page);
  const there = panel.getByRole('heading', { level: 1, name: 'CPU limits', exact: true });
  await until('the page is there', async () => { // the rows move while the window becomes wide again
    await rowOf(page, /^CPU limits/u).click();
    return there.waitFor({ timeout: 3000 }).then(() => true, () => false);
  });
  const [own, blank] = [panel.locator('.command-line').nth(0), panel.locator('.command-line').nth(1)];
  assert.match(await own.locator('code').innerText(), /^cat \/sys\/fs\/cgroup\/(?!GROUP)/u);
  assert.equal(await own.getByRole('button').count(), 2);
  assert.match(await blank.locator('code').innerText(), /NAME$/u);
  assert.equal(await blank.getByRole('button').count(), 1);
});

step('nothing moves where the editor was asked for less motion', () => window, async (page) => {
  const frame = await documentOf(page);
  const moving = await frame.evaluate(() => ['bone', 'meter-fill'].map((style) => {
    const element = document.body.appendChild(document.createElement('div'));
    element.className = style;
    const { animationName, transitionDuration } = getComputedStyle(element);
    element.remove();
    return `${animationName} ${transitionDuration}`;
  }));
  assert.deepEqual(moving, ['none 0s', 'none 0s']);
});

step('copy and run are reached by the keyboard, each with a name of its own', () => window, async (page) => {
  const frame = await documentOf(page);
  const wanted = await frame.evaluate(() => [...document.querySelectorAll<HTMLElement>('.content button, .content a, .content select, .content vscode-button')].filter((one) => one.offsetParent !== null).length);
  await panelOf(page).locator('vscode-button').first().focus();
  const names = new Set<string>();
  for (let at = 0; at < wanted + 5 && names.size < wanted; at += 1) {
    names.add(await frame.evaluate(() => `${document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''} ${(document.activeElement as HTMLElement | null)?.dataset.key ?? ''}`));
    await page.keyboard.press('Tab');
  }
  for (const action of ['Copy command: cat /sys', 'Type into a terminal: cat /sys', 'Copy command: docker']) {
    assert.ok([...names].some((name) => name.startsWith(action)), `${action} in ${[...names].join(' | ')}`);
  }
});

step('links lead from page to page', () => window, async (page) => {
  await rowOf(page, /^cgroups/u).click();
  const title = panelOf(page).locator('h1');
  await title.filter({ hasText: /^cgroups$/u }).waitFor();
  await panelOf(page).locator('.prose .link').filter({ hasText: /\w/u }).first().click();
  await title.filter({ hasNotText: /^cgroups$/u }).waitFor();
  const second = await title.innerText();
  await panelOf(page).locator('[data-key=next]').click();
  await until('the next page is there', async () => (await title.innerText()) !== second);
  assert.equal(await panelOf(page).locator('h1').count(), 1);
});

step('the live parts are about the container that was chosen', () => window, async (page) => {
  await rowOf(page, /^Memory limits/u).click();
  const panel = panelOf(page);
  await panel.locator('h1').filter({ hasText: 'Memory limits' }).waitFor();
  for (const [name, limit] of [[names[1], '48 MiB'], [names[0], '64 MiB']] as const) {
    await panel.locator('#container').selectOption({ label: name });
    await panel.locator('.live-part').filter({ hasText: name }).filter({ hasText: limit }).first().waitFor();
  }
  assert.equal(await panel.locator('#container').inputValue(), await panel.locator('#container option').filter({ hasText: names[0] }).getAttribute('value'));
});

step('the picture of the namespaces tells private from shared, and names who shares', () => window, async (page) => {
  await rowOf(page, /^Namespaces/u).click();
  const panel = panelOf(page);
  await panel.locator('h1').filter({ hasText: /^Namespaces$/u }).waitFor();
  const legend = await panel.locator('.legend').first().locator('li').allInnerTexts();
  assert.ok(legend.some((line) => line.endsWith(`shared with ${names.join(', ')}`)), legend.join('; '));
  assert.equal(legend.filter((line) => line.endsWith('private')).length, 1, legend.join('; '));
  assert.match(await panel.locator('svg.matrix').first().getAttribute('aria-label') ?? '', new RegExp(`${names[1]}: .*net [B-Z]`, 'u'));
});

step('what the page says to try can be copied', () => window, async (page) => {
  const line = panelOf(page).locator('.command-line').first();
  const copy = line.getByRole('button', { name: /^Copy command/u });
  assert.equal(await copy.evaluate((button) => getComputedStyle(button.parentElement ?? button).opacity), '1');
  await copy.click();
  const command = await line.locator('code').innerText();
  await until('it is on the clipboard', async () => (await page.evaluate(() => navigator.clipboard.readText())) === command);
});

step('a virtual machine is on the page while it runs, and no longer, by itself, and what is read beside it stays', () => window, async (page) => {
  await rowOf(page, /^Virtual machine/u).click();
  const panel = panelOf(page);
  await panel.locator('h1').filter({ hasText: 'Virtual machine' }).waitFor();
  machine = spawn(emulator ?? '', ['-name', 'lens-ui-guest', '-accel', 'tcg', '-S', '-display', 'none', '-monitor', 'none', '-serial', 'none', '-m', '64', '-nodefaults'], { stdio: 'ignore' });
  const shown = async () => (await (await documentOf(page)).locator('main').innerText()).includes('lens-ui-guest');
  await panel.locator('p.prose').first().evaluate((paragraph) => paragraph.setAttribute('data-read', 'yes'));
  await until('it is shown', shown);
  assert.match(await panel.locator('main').innerText(), /QEMU/iu);
  machine.kill('SIGKILL');
  await until('it is gone', async () => !(await shown()));
  assert.equal(await panel.locator('p.prose[data-read]').count(), 1);
}, emulator === undefined && 'no qemu-system-x86_64 here');

test('nothing went wrong behind the window', () => {
  assert.deepEqual(ours(window), []);
});
