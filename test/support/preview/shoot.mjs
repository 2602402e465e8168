// Renders the built panel in Chromium with the editor's colours and saves what it looks like.
// node test/support/preview/shoot.mjs OUT.png [--theme dark|light|hc|hc-light] [--width W] [--lang en|ko] [--case NAME] [--open] [--dist DIR] [--message FILE.json]
import { build } from 'esbuild';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { cases, example } from './example.mjs';
import { propertiesOf, themes } from './theme.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: {
  theme: { type: 'string', default: 'dark' }, width: { type: 'string', default: '1000' }, lang: { type: 'string', default: 'en' },
  case: { type: 'string', default: 'plain' }, dist: { type: 'string', default: 'dist' }, open: { type: 'boolean', default: false },
  hover: { type: 'string' }, message: { type: 'string' }, axe: { type: 'boolean', default: false },
} });
const [out = 'panel.png'] = positionals;

/** The page's own words as the extension would send them, from the same source. */
async function wordsIn(lang) {
  const folder = await mkdtemp(join(tmpdir(), 'panel-words-'));
  try {
    const outfile = join(folder, 'words.cjs');
    const contents = "export * as l10n from '@vscode/l10n'; export { panelWords } from './src/views/panel/words.ts';";
    await build({ stdin: { contents, resolveDir: '.', loader: 'ts' }, bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'error' });
    const { l10n, panelWords } = await import(pathToFileURL(outfile).href);
    if (lang === 'ko') {
      l10n.config({ contents: await readFile(join(here, '../../../l10n/bundle.l10n.ko.json'), 'utf8') });
    }
    return panelWords();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const words = await wordsIn(values.lang);
const message = values.message ? JSON.parse(await readFile(values.message, 'utf8')) : example(values.lang);
const messages = cases[values.case]({ ...message, words });
const html = (await readFile(join(here, 'page.html'), 'utf8')).replace('{lang}', values.lang).replace('{kind}', themes[values.theme].kind);
const themeSheet = `:root { ${Object.entries(propertiesOf(values.theme)).map(([name, value]) => `${name}: ${value};`).join(' ')} }`;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
const failures = [];
try {
  const page = await browser.newPage({ viewport: { width: Number(values.width), height: 900 }, deviceScaleFactor: 1 });
  page.on('console', (line) => line.type() === 'error' && failures.push(line.text()));
  page.on('pageerror', (error) => failures.push(String(error)));
  await page.route('http://panel.test/**', async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    switch (name) {
      case '': return route.fulfill({ contentType: 'text/html', body: html });
      case 'theme.css': return route.fulfill({ contentType: 'text/css', body: themeSheet });
      default: return route.fulfill({ path: join(values.dist, name) });
    }
  });
  await page.addInitScript(() => {
    globalThis.acquireVsCodeApi = () => ({ postMessage: (sent) => (globalThis.sent ??= []).push(sent), getState: () => undefined, setState: () => undefined });
  });
  await page.goto('http://panel.test/');
  await page.evaluate((list) => list.forEach((data) => window.postMessage(data, '*')), messages);
  await page.waitForTimeout(400);
  if (values.open) {
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    await page.waitForTimeout(200);
  }
  if (values.hover) {
    await page.hover(values.hover);
  }
  if (values.axe) {
    await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    failures.push(...violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes.slice(0, 5).map(({ target, any }) => `${target} ${any.map((check) => check.message).join('; ')}`).join(' | ')}`));
  }
  const scroll = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (scroll > 0) {
    failures.push(`The page is ${scroll} px wider than the window.`);
  }
  // The caret stays: hiding it would need a style element, which the page's policy forbids.
  await page.screenshot({ path: out, fullPage: true, caret: 'initial' });
} finally {
  await browser.close();
}
for (const failure of failures) {
  console.error(failure);
}
process.exitCode = failures.length === 0 ? 0 : 1;
