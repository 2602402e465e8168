/** Explain Container, as a person uses it: from the palette to the page, and what the page does while its container lives and ends. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { docker, remove } from '../integration/engine.js';
import { panelOf, pick, runCommand, switchTheme } from '../support/editor/gestures.mjs';
import { documentOf, openAll, openWindow, ours, step, type TheWindow, until, violations } from './theWindow.js';

const name = 'lens-ui-busy';
const image = process.env.LENS_IMAGE ?? 'lens-busybox';
/** Busy for a part of each second, and a little more memory each time. */
const busy = 'x=; while :; do i=0; while [ $i -lt 3000 ]; do i=$((i+1)); done; x="$x$(head -c 40000 /dev/zero | tr "\\0" x)"; sleep 0.2; done';
const folder = mkdtempSync(join(tmpdir(), 'lens-ui-'));
let window: TheWindow;

before(async () => {
  await remove(name);
  await docker('run', '--detach', '--name', name, '--stop-timeout', '0', '--label', 'lens.test=1', '--memory', '96m', '--cpus', '0.3', '--pids-limit', '40', image, 'sh', '-c', busy);
  window = await openWindow({ folder, theme: 'Default Dark Modern', settings: { 'terminal.integrated.gpuAcceleration': 'off' } });
});
after(async () => {
  await window.workbench.stop();
  await remove(name);
  rmSync(folder, { recursive: true, force: true });
});

const value = (page: Page, title: string) => panelOf(page).locator('.card').filter({ hasText: title }).locator('.card-value');

step('the palette leads to the container’s page', () => window, async (page) => {
  await runCommand(page, 'Isolation Lens: Explain Container');
  await pick(page, name);
  const panel = panelOf(page);
  await panel.getByRole('heading', { level: 1, name }).waitFor({ timeout: 30_000 });
  assert.match(await panel.locator('.sentence').innerText(), /96 MiB/u);
  assert.deepEqual(await panel.getByRole('heading', { level: 2 }).allInnerTexts(), ['Findings', 'Namespaces', 'Cgroup', 'Root', 'Privileges', 'Processes']);
  assert.ok((await panel.locator('.finding').count()) > 3);
  await page.locator(`.tab.active[aria-label*="${name}"]`).waitFor();
});

step('what it uses is followed while somebody looks', () => window, async (page) => {
  for (const [title, shape] of [['Memory', /\d.* of 96 MiB/u], ['CPU', /\d of 0\.3 cores/u]] as const) {
    const seen = new Set<string>();
    await until(`${title} has changed twice`, async () => seen.add(await value(page, title).innerText()).size >= 3);
    assert.match(await value(page, title).innerText(), shape);
  }
  assert.match(await value(page, 'Tasks').innerText(), /of 40 tasks/u);
  assert.match(await panelOf(page).locator('.chart').first().getAttribute('aria-label') ?? '', /between .* and .*, now /u);
});

step('how often is a setting, and a page that is open follows it', () => window, async (page) => {
  mkdirSync(join(folder, '.vscode'));
  const every = (seconds: number) => writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'isolationLens.live.interval': seconds }));
  const values = async () => (await panelOf(page).locator('.card-value').allInnerTexts()).join(' ');
  every(0);
  await until('it stands still', async () => {
    const text = await values();
    await page.waitForTimeout(3000);
    return (await values()) === text;
  });
  const still = await values();
  every(1);
  await until('it goes on', async () => (await values()) !== still);
});

step('a finding opens and says why, what changes it and by what it was seen', () => window, async (page) => {
  const finding = panelOf(page).locator('.finding').first();
  await finding.locator('summary').click();
  assert.match(await finding.locator('.disclosed').innerText(), /What changes it[\s\S]*Evidence[\s\S]*\//u);
});

step('a command is copied', () => window, async (page) => {
  await panelOf(page).locator('[data-key="cgroup/memory/copy"]').click();
  await until('it is on the clipboard', async () => /^cat \/sys\/fs\/cgroup\/\S+/u.test(await page.evaluate(() => navigator.clipboard.readText())));
});

step('a command is typed into a terminal and waits for its reader', () => window, async (page) => {
  const panel = panelOf(page);
  const run = panel.locator('[data-key="cgroup/pids/run"]');
  const command = (await run.getAttribute('aria-label') ?? '').replace(/^Type into a terminal: /u, '');
  assert.match(command, /^cat \//u);
  await run.click();
  // A long line is wrapped, and a space may be drawn as another one.
  const lines = async () => (await page.locator('.terminal-wrapper.active .xterm-rows').innerText({ timeout: 1000 }).catch(() => '')).replaceAll('\u00a0', ' ').trimEnd();
  const squeezed = (text: string) => text.replaceAll(/\s/gu, '');
  // It is the last thing on the screen: had it been run, its answer or a new prompt would follow.
  await until('it is typed', async () => squeezed(await lines()).endsWith(squeezed(command)));
  await runCommand(page, 'Terminal: Kill All Terminals');
  await page.locator('.terminal-wrapper').waitFor({ state: 'detached' });
});

step('it follows the colours, and axe-core finds nothing in any of them', () => window, async (page) => {
  const colour = (frame: Frame) => frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const frame = await documentOf(page);
  await openAll(frame);
  let before = await colour(frame);
  assert.deepEqual(await violations(frame), []);
  for (const theme of ['Light Modern', 'Dark High Contrast', 'Light High Contrast']) {
    await switchTheme(page, theme);
    await until(`the page is drawn in ${theme}`, async () => (await colour(frame)) !== before);
    before = await colour(frame);
    assert.deepEqual(await violations(frame), [], theme);
  }
});

step('it is there again when the window is loaded again', () => window, async (page) => {
  await page.reload({ waitUntil: 'commit' });
  await panelOf(page).getByRole('heading', { level: 1, name }).waitFor({ timeout: 60_000 });
  const text = await value(page, 'Memory').innerText();
  await until('its usage is followed again', async () => (await value(page, 'Memory').innerText()) !== text);
});

step('when the container ends the page says so and keeps the last picture', () => window, async (page) => {
  await remove(name);
  const panel = panelOf(page);
  await panel.locator('.banner-ended').filter({ hasText: `${name} has ended` }).waitFor({ timeout: 30_000 });
  await panel.locator('.banner-ended time').waitFor();
  assert.match(await panel.locator('.sentence').innerText(), /96 MiB/u);
  assert.equal(await panel.locator('.section').count(), 5);
  await page.locator('.tab.active').filter({ hasText: '(ended)' }).waitFor();
});

test('nothing went wrong behind the window, and no page broke its own policy', () => {
  assert.deepEqual(ours(window), []);
});
