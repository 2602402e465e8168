/** A hover, as often as it takes: the first ones may come before the extension listens, or before it knows what runs. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { hoverAt } from '../support/editor/gestures.mjs';
import { until } from './theWindow.js';

/** The hover there, or nothing. */
export async function hoverNow(page: Page, file: string, line: number, column: number): Promise<string> {
  await page.keyboard.press('Escape');
  const texts = await hoverAt(page, file, line, column, 3000).then((hover) => hover.allInnerTexts(), (error: unknown) => {
    assert.match(String(error), /waiting for locator\('\.monaco-hover/u);
    return [];
  });
  return texts.join('\n').replaceAll('\u00a0', ' ');
}

/** The same once it says what it `needs`: the first one asks for what runs and does not wait for it. */
export function hover(page: Page, file: string, line: number, column: number, needs = /./u): Promise<string> {
  return until(`a hover at ${file}:${line}:${column} that says ${String(needs)}`, async () => {
    const text = await hoverNow(page, file, line, column);
    return needs.test(text) && text;
  }, 60_000);
}
