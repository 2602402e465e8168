// node test/support/everyConcept.mjs [--locale ko] [--theme "Dark Modern"]… [--width 1000]… [--out DIR] [--only TEXT]
// Every page of the concepts in one real workbench, in each theme (as the list of themes names it) and width of the panel: one
// picture of the whole page each, in DIR (out/concepts if not said) under THEME-WIDTH-LOCALE. DOCKER_HOST is passed on;
// LENS_DEMO=1 starts the demo containers first.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toTheEnd } from './closing.mjs';
import { startDemo } from './demo/demo.mjs';
import { readThrough } from './editor/concepts.mjs';
import { hideSideBar, panelOf, runCommand, showContainers, switchTheme } from './editor/gestures.mjs';
import { startWorkbench } from './editor/workbench.mjs';
import { inRoot } from './root.mjs';
import { say } from './say.mjs';

const text = { type: /** @type {const} */ ('string') };
const many = { ...text, multiple: true };
const { values } = parseArgs({ options: { locale: text, theme: many, width: many, out: text, only: text } });
const { locale = 'en', theme: themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast'], width: widths = ['1000'], out = inRoot('out', 'concepts'), only = '' } = values;
/** What the workbench takes from the width and the height of a panel with everything else closed; a little more than it does. */
const around = { width: 58, height: 80 };

/** @param {import('playwright-core').Page} page @param {number} width of the panel @param {string} file */
async function takePicture(page, width, file) {
  const height = await panelOf(page).locator('html').evaluate((element) => element.scrollHeight);
  await page.setViewportSize({ width: width + around.width, height: height + around.height });
  await panelOf(page).locator('body').evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
  const clip = await page.locator('iframe.webview.ready').boundingBox();
  if (clip !== null) await page.screenshot({ path: file, clip: { ...clip, height: Math.min(clip.height, height) } });
}

/** @param {import('playwright-core').Page} page @param {string} folder @param {number} width */
async function pictures(page, folder, width) {
  mkdirSync(folder, { recursive: true });
  const first = /^# (.*)$/m.exec(readFileSync(inRoot('media', 'concepts', locale, 'virtual-machine.md'), 'utf8'))?.[1] ?? '';
  return readThrough(page, locale, first, async (title, position) => {
    if (!title.includes(only)) return;
    await page.setViewportSize({ width: width + around.width, height: 900 });
    await takePicture(page, width, join(folder, `${String(position).padStart(2, '0')}.png`));
  });
}

async function main() {
  const env = process.env.LENS_DEMO === '1' ? (await startDemo()).env : {};
  const workbench = await startWorkbench({ locale, env });
  const page = await workbench.open({ width: 1280, height: 900 });
  await showContainers(page, locale);
  await hideSideBar(page);
  for (const theme of themes) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await switchTheme(page, theme);
    for (const width of widths) {
      const folder = join(out, `${theme.toLowerCase().replaceAll(' ', '-')}-${width}-${locale}`);
      await runCommand(page, 'View: Close All Editors');
      say(`${folder}: ${(await pictures(page, folder, Number(width))).length} pages`);
    }
  }
}

await toTheEnd(main);
