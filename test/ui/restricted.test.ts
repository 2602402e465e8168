/** A workspace that is not trusted: all is shown, and nothing of it can be typed into a terminal or run on another machine. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { remove, start } from '../integration/engine.js';
import { panelOf, pick, runCommand } from '../support/editor/gestures.mjs';
import { openWindow, ours, step, type TheWindow } from './theWindow.js';

const name = 'lens-ui-untrusted';
let window: TheWindow;

before(async () => {
  await remove(name);
  await start(name);
  window = await openWindow({ restricted: true });
});
after(async () => {
  await window.workbench.stop();
  await remove(name);
});

step('a container is explained, its commands can be copied and not run', () => window, async (page) => {
  await page.locator('.statusbar').getByText('Restricted Mode').waitFor({ timeout: 30_000 });
  await runCommand(page, 'Isolation Lens: Explain Container');
  await pick(page, name);
  const panel = panelOf(page);
  await panel.getByRole('heading', { level: 1, name }).waitFor({ timeout: 30_000 });
  assert.ok((await panel.locator('[data-key$="/copy"]').count()) > 10);
  assert.equal(await panel.locator('[data-key$="/run"]').count(), 0);
});

step('so it is on a concept’s page', () => window, async (page) => {
  await runCommand(page, 'Isolation Lens: Explain Concept…');
  await pick(page, 'pids');
  const panel = panelOf(page);
  await panel.getByRole('heading', { level: 1 }).waitFor({ timeout: 30_000 });
  await panel.locator('.commands [data-key$="/copy"]').first().waitFor();
  assert.equal(await panel.locator('[data-key$="/run"]').count(), 0);
});

step('reading a kernel over ssh is not offered', () => window, async (page) => {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input[type=text]');
  await input.waitFor();
  await input.fill('>Isolation Lens:');
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Explain Container' }).first().waitFor();
  assert.equal(await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'over ssh' }).count(), 0);
  await page.keyboard.press('Escape');
});

void test('nothing went wrong behind the window', () => {
  assert.deepEqual(ours(window), []);
});
