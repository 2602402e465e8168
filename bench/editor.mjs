// In a real workbench: how long the extension's activation takes, as the editor itself says, and the first row after the click.
import { showContainers } from '../test/support/editor/gestures.mjs';
import { startWorkbench } from '../test/support/editor/workbench.mjs';
import { median, written } from './timing.mjs';

/** How long a window is left alone before the click, in milliseconds. */
const idle = 6000;

/** @param {string} host @param {number} containers @param {number} runs */
export async function editorFigures(host, containers, runs) {
  /** @type {number[]} */
  const rows = [];
  /** @type {number[]} */
  const activations = [];
  const workbench = await startWorkbench({ env: { DOCKER_HOST: host } });
  try {
    for (let index = 0; index < runs; index += 1) {
      const page = await workbench.open();
      const icon = page.locator('.activitybar .action-item:has(.action-label[aria-label^="Isolation"])');
      await icon.waitFor({ timeout: 60_000 });
      await page.waitForTimeout(idle); // the icon is there before the editor has started its extensions
      const since = performance.now();
      await showContainers(page);
      await page.locator('.sidebar').getByRole('treeitem').filter({ hasText: 'lens-bench-' }).first().waitFor({ timeout: 60_000 });
      rows.push(performance.now() - since);
      activations.push(await activation(page));
      await page.context().close();
    }
  } finally {
    await workbench.stop();
  }
  return [
    ['activation in the workbench', written(median(activations))],
    [`first container's row after the click, ${String(containers)} containers`, written(median(rows))],
  ];
}

/** From "Developer: Show Running Extensions". @param {import('playwright-core').Page} page @returns {Promise<number>} milliseconds */
async function activation(page) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input[type=text]');
  await input.waitFor();
  await input.fill('>Developer: Show Running Extensions');
  await page.locator('.quick-input-list .monaco-list-row.focused[aria-label^="Developer: Show Running Extensions"]').waitFor();
  await input.press('Enter');
  const row = page.locator('.runtime-extensions-editor .extension').filter({ hasText: 'Isolation Lens' });
  const time = row.locator('.activation-time');
  await time.waitFor({ timeout: 30_000 });
  const text = await time.innerText();
  const found = /(\d+)\s*ms/.exec(text);
  if (found === null) throw new Error(`no activation time in “${text}”`);
  return Number(found[1]);
}
