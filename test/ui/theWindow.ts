/** What the tests in a real window share: the window itself, the page inside a panel, and what went wrong in either. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import { panelOf } from '../support/editor/gestures.mjs';
import { startWorkbench, type Workbench, type WorkbenchOptions } from '../support/editor/workbench.mjs';
import { inRoot } from '../support/root.mjs';

/** The activity bar and the borders beside a panel of 320 pixels. */
export const narrow = { width: 320 + 58, height: 900 };

export interface TheWindow {
  readonly workbench: Workbench;
  readonly page: Page;
  /** What the window and the pages in it wrote as errors. */
  readonly errors: string[];
}

export async function openWindow(options: WorkbenchOptions = {}, size: { width?: number; height?: number } = {}): Promise<TheWindow> {
  const workbench = await startWorkbench(options);
  try {
    const page = await workbench.open(size);
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(`${message.text()} (${message.location().url})`));
    page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
    return { workbench, page, errors };
  } catch (error) {
    await workbench.stop();
    throw error;
  }
}

/** Errors of our pages, of any page about its policy, and of the extension; VS Code's own are not ours to judge. */
export function ours({ errors, workbench }: TheWindow): string[] {
  const fromPages = errors.filter((text) => /Content Security Policy|\/dist\/panel\./iu.test(text));
  return [...fromPages, ...logLines(workbench).filter((line) => line.includes('[error]'))];
}

/** The extension's own log, and what the extension host says of it. */
function logLines({ server }: Workbench): string[] {
  const logs = join(server.userData, 'logs');
  const files = readdirSync(logs, { recursive: true, encoding: 'utf8' }).filter((name) => /Isolation Lens\.log$|exthost\.log$/u.test(name));
  return files.flatMap((name) => readFileSync(join(logs, name), 'utf8').split('\n').filter((line) => name.includes('Isolation Lens') || line.includes('isolation-lens')));
}

/** A test that leaves a picture of the window where it fails. */
export function step(name: string, window: () => TheWindow, act: (page: Page) => Promise<void>, skip: string | false = false): void {
  void test(name, { skip }, async () => {
    const { page } = window();
    try {
      await act(page);
    } catch (error) {
      mkdirSync(inRoot('out', 'ui'), { recursive: true });
      await page.screenshot({ path: inRoot('out', 'ui', `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`) }).catch(() => undefined);
      throw error;
    }
  });
}

/** Waits until `ask` gives something; fails with `what` after `limit` milliseconds. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false> | T | undefined | false, limit = 30_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) {
      return answer;
    }
    assert.ok(Date.now() < end, `not within ${limit} ms: ${what}`);
    await wait(100);
  }
}

/** The document of the panel in front, once its page is there. */
export async function documentOf(page: Page): Promise<Frame> {
  const main = panelOf(page).locator('main:not([aria-busy]) h1');
  await main.first().waitFor({ timeout: 30_000 });
  const frame = await (await main.first().elementHandle()).ownerFrame();
  assert.ok(frame, 'the panel has no document');
  return frame;
}

/** Everything that can be opened on the page is opened. */
export async function openAll(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    for (const closed of [...document.querySelectorAll<HTMLElement>('details:not([open]) > summary, [aria-expanded=false]')]) {
      closed.click();
    }
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(where: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
}

/** What axe-core finds wrong, one line each. The workbench around the page is not ours, so rules about landmarks of a whole window are not asked. */
export async function violations(frame: Frame): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) {
    await frame.evaluate(axe);
  }
  return frame.evaluate(async () => {
    const { violations: found } = await (window as unknown as { axe: Axe }).axe.run(document, { resultTypes: ['violations'] });
    return found.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary.slice(0, 300)}`));
  });
}
