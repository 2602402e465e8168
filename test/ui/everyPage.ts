/** Every page of the concepts, one after the other, by its row in the view. */
import type { Frame, Page } from 'playwright-core';
import { panelOf } from '../support/editor/gestures.mjs';
import { documentOf } from './theWindow.js';

/** The titles, in the order of the view. The whole view has to be in sight. */
export async function everyPage(page: Page, look: (frame: Frame, title: string) => Promise<void>): Promise<string[]> {
  const labels = page.locator('.sidebar [role=treeitem][aria-level="2"] .label-name');
  const titles = await labels.allInnerTexts();
  for (const [index, title] of titles.entries()) {
    await labels.nth(index).click();
    await panelOf(page).getByRole('heading', { level: 1, name: title, exact: true }).waitFor({ timeout: 30_000 });
    await look(await documentOf(page), title);
  }
  return titles;
}
