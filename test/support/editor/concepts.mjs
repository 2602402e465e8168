// The pages of the concepts in the order of reading, by the links at their ends: no view has to be in sight, so a page may be narrow.
import { panelOf, pick, runCommand, titleOf } from './gestures.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} locale @param {string} first the title of the first one @param {(title: string, position: number) => Promise<void>} look @returns {Promise<string[]>} the titles */
export async function readThrough(page, locale, first, look) {
  await runCommand(page, `Isolation Lens: ${titleOf('command.explainConcept', locale)}`);
  await pick(page, first);
  const next = panelOf(page).locator('[data-key=next]');
  const titles = [];
  for (let title = first; ; title = await next.innerText(), await next.click()) {
    await panelOf(page).getByRole('heading', { level: 1, name: title, exact: true }).waitFor({ timeout: 30_000 });
    titles.push(title);
    await look(title, titles.length);
    if ((await next.count()) === 0) return titles;
  }
}
