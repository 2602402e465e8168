// What a person does in the workbench. Selectors hold in VS Code 1.100 and 1.139.
import { readFileSync } from 'node:fs';
import { inRoot } from '../root.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** A title as the manifest has it in that language: `%command.refresh%`. @param {string} key @param {string} [locale] */
export function titleOf(key, locale = 'en') {
  const english = JSON.parse(readFileSync(inRoot('package.nls.json'), 'utf8'));
  const own = locale === 'en' ? {} : JSON.parse(readFileSync(inRoot(`package.nls.${locale}.json`), 'utf8'));
  return String(own[key] ?? english[key] ?? key);
}

/** Our icon in the activity bar. @param {Page} page @param {string} [locale] */
export const activityIcon = (page, locale) => page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${titleOf('container.title', locale)}"])`);

/** Opens our side bar; leaves it open when it is already. @param {Page} page @param {string} [locale] */
export async function showContainers(page, locale) {
  const icon = activityIcon(page, locale);
  await icon.waitFor({ timeout: 60_000 });
  if (!(await icon.evaluate((item) => item.classList.contains('checked')))) await icon.locator('.action-label').click();
  await page.locator('.sidebar .pane-body').first().waitFor();
}

/** For as much room as a panel can have, or as little. @param {Page} page */
export async function hideSideBar(page) {
  if (await page.locator('.part.sidebar').isVisible()) await page.keyboard.press('Control+B');
  await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
}

/** A row of a tree in the side bar. @param {Page} page @param {string | RegExp} text part of what it shows */
export const rowOf = (page, text) => page.locator('.sidebar').getByRole('treeitem').filter({ hasText: text }).first();

/** Opens the row if it is closed. @param {Page} page @param {string | RegExp} text */
export async function expandRow(page, text) {
  const row = rowOf(page, text);
  await row.waitFor({ timeout: 30_000 });
  if ((await row.getAttribute('aria-expanded')) !== 'false') return;
  await row.locator('.monaco-tl-twistie').click(); // a click on the row itself would open what it stands for
  await page.locator('.sidebar').locator('[role=treeitem][aria-expanded=true]').filter({ hasText: text }).first().waitFor({ timeout: 10_000 });
}

const paletteInput = '.quick-input-widget:not([style*="display: none"]) input[type=text]';
const focusedEntry = '.quick-input-list .monaco-list-row.focused';

/** From the palette, by its whole title: `Isolation Lens: Refresh`. The palette lists what it knew when it opened, so one that
 *  came before the extension's commands did is closed and opened again. @param {Page} page @param {string} title */
export async function runCommand(page, title) {
  for (const end = Date.now() + 60_000; Date.now() < end; await page.keyboard.press('Escape')) {
    await page.keyboard.press('F1');
    const input = page.locator(paletteInput);
    await input.waitFor();
    await input.fill(`>${title}`); // Enter on the focused entry: a click may hit another one, the list sorts itself while it fills
    const entry = page.locator(`${focusedEntry}[aria-label^=${JSON.stringify(title)}]`);
    if (await entry.waitFor({ timeout: 4000 }).then(() => true, () => false)) return input.press('Enter');
  }
  throw new Error(`The palette does not know “${title}”.`);
}

/** Picks an entry of an open quick pick. @param {Page} page @param {string} text */
export async function pick(page, text) {
  const input = page.locator(paletteInput);
  await page.waitForFunction((selector) => { // the palette, when it came from there, is the same widget
    const box = document.querySelector(selector);
    return box instanceof window.HTMLInputElement && box.offsetParent !== null && !box.value.startsWith('>');
  }, paletteInput, { timeout: 30_000 });
  await input.fill(text);
  await page.locator(focusedEntry).filter({ hasText: text }).waitFor({ timeout: 20_000 });
  await input.press('Enter');
}

/** The webview in front. @param {Page} page */
export const panelOf = (page) => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

/** @param {Page} page @param {string} file as quick open finds it */
export async function openFile(page, file) {
  await page.keyboard.press('Control+P');
  const input = page.locator(paletteInput);
  await input.waitFor();
  await input.fill(file);
  await page.locator(focusedEntry).filter({ hasText: file.split('/').at(-1) ?? file }).waitFor({ timeout: 20_000 });
  await input.press('Enter');
  await page.locator(`.tab.active[aria-label*=${JSON.stringify(file.split('/').at(-1))}]`).first().waitFor();
}

/** Puts the cursor there and shows the hover. @param {Page} page @param {string} file @param {number} line from 1 @param {number} column from 1 @param {number} [limit] milliseconds */
export async function hoverAt(page, file, line, column, limit = 20_000) {
  await openFile(page, file);
  await page.keyboard.press('Control+G');
  const input = page.locator(paletteInput);
  await input.waitFor();
  await input.fill(`:${line}:${column}`);
  await input.press('Enter');
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents');
  await hover.first().waitFor({ timeout: limit });
  return hover;
}

/** Changes the colours while everything runs. @param {Page} page @param {string} label as the list shows it: `Dark High Contrast` */
export async function switchTheme(page, label) {
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+T');
  await pick(page, label);
  await page.locator(paletteInput).waitFor({ state: 'hidden' });
}
