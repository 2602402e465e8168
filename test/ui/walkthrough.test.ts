/** "Understand what isolates your containers": each of the five steps is done as soon as its reader did what it says, and no sooner. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { remove, start } from '../integration/engine.js';
import { workspace } from '../support/demo/workspace.mjs';
import { panelOf, pick, runCommand, showContainers, titleOf } from '../support/editor/gestures.mjs';
import { hover } from './hover.js';
import { openWindow, ours, step, type TheWindow, until } from './theWindow.js';

const name = 'lens-ui-walk';
const steps = ['see', 'explain', 'concept', 'hover', 'check'];
let window: TheWindow;

before(async () => {
  await remove(name);
  await start(name);
  window = await openWindow({ folder: workspace, settings: { 'terminal.integrated.gpuAcceleration': 'off' } }); // else its text is a picture
});
after(async () => {
  await window.workbench.stop();
  await remove(name);
});

async function openWalkthrough(page: Page): Promise<void> {
  await runCommand(page, 'Welcome: Open Walkthrough');
  await pick(page, titleOf('walkthrough.title'));
  await page.locator('.getting-started-step').nth(steps.length - 1).waitFor();
}

/** The steps with a tick, in order. */
async function done(page: Page): Promise<string[]> {
  const ticked = await page.locator('.getting-started-step[aria-checked=true]').evaluateAll((all) => all.map((one) => one.getAttribute('data-step-id') ?? ''));
  return ticked.map((id) => id.slice(id.lastIndexOf('#') + 1));
}

async function isDone(page: Page, ...wanted: string[]): Promise<void> {
  await openWalkthrough(page);
  await until(`done: ${wanted.join(', ')}`, async () => (await done(page)).join() === wanted.join(), 10_000);
}

step('at first nothing is done', () => window, async (page) => {
  await openWalkthrough(page);
  assert.deepEqual(await page.locator('.getting-started-step').evaluateAll((all) => all.map((one) => (one.getAttribute('data-step-id') ?? '').split('#').at(-1))), steps);
  assert.deepEqual(await done(page), []);
});

step('looking at the containers', () => window, async (page) => {
  await showContainers(page);
  await isDone(page, 'see');
});

step('letting one be explained', () => window, async (page) => {
  await runCommand(page, `Isolation Lens: ${titleOf('command.explainContainer')}`);
  await pick(page, name);
  await panelOf(page).getByRole('heading', { level: 1, name }).waitFor({ timeout: 30_000 });
  await isDone(page, 'see', 'explain');
});

step('asking what a word means', () => window, async (page) => {
  await runCommand(page, `Isolation Lens: ${titleOf('command.explainConcept')}`);
  await pick(page, 'Namespaces');
  await panelOf(page).getByRole('heading', { level: 1, name: 'Namespaces' }).waitFor({ timeout: 30_000 });
  await isDone(page, 'see', 'explain', 'concept');
});

step('hovering over a line', () => window, async (page) => {
  await hover(page, 'Dockerfile', 10, 2, /1000:1000/u);
  await isDone(page, 'see', 'explain', 'concept', 'hover');
});

step('having a command typed into a terminal', () => window, async (page) => {
  await runCommand(page, `Isolation Lens: ${titleOf('command.explainConcept')}`);
  await pick(page, 'Namespaces');
  const panel = panelOf(page);
  await panel.getByRole('heading', { level: 1, name: 'Namespaces' }).waitFor({ timeout: 30_000 });
  await panel.locator('.command-line').first().getByRole('button', { name: /^Type into a terminal/u }).click();
  const rows = page.locator('.terminal-wrapper.active .xterm-rows');
  await until('it is typed', async () => (await rows.innerText({ timeout: 1000 }).catch(() => '')).replaceAll(/\s/gu, '').endsWith('readlink/proc/self/ns/*'));
  await runCommand(page, 'Terminal: Kill All Terminals'); // it would take the focus back
  await isDone(page, ...steps);
});

test('nothing went wrong behind the window', () => {
  assert.deepEqual(ours(window), []);
});
