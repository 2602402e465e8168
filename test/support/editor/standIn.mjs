#!/usr/bin/env node
// Stands in for the `code` executable that runTests() of @vscode/test-electron starts: the same arguments, the same exit codes,
// but the tests run in code-server's extension host, with a workbench in headless Chromium as their window.
// 0 all passed, 1 some failed, 124 no result in time (LENS_EDITOR_LIMIT, milliseconds), 4 it did not start.
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { closeAll, closeOnSignals, onClose } from '../closing.mjs';
import { messageOf } from '../say.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';
import { launchBrowser } from './browser.mjs';
import { startCodeServer } from './codeServer.mjs';
import { developIn, workbenchUrl } from './development.mjs';
import { listenForVerdict } from './verdict.mjs';

const text = { type: /** @type {const} */ ('string') };
const { values, positionals } = parseArgs({
  strict: false, allowPositionals: true,
  options: { extensionDevelopmentPath: { ...text, multiple: true }, extensionTestsPath: text, locale: text, 'folder-uri': text, 'user-data-dir': text, 'extensions-dir': text },
});
const pathOf = (/** @type {unknown} */ word) => resolve(String(word).replace(/^file:\/\//, ''));
const limit = Number(process.env.LENS_EDITOR_LIMIT ?? 300_000);

/** @param {number} code */
const leave = async (code) => {
  await closeAll();
  process.exit(code);
};

async function main() {
  if (values.extensionTestsPath === undefined) throw new Error('--extensionTestsPath is needed: this stands in for VS Code in test runs only');
  const folder = tempFolder('run');
  onClose(() => removeFolder(folder));
  const verdict = await listenForVerdict(folder, pathOf(values.extensionTestsPath));
  const server = await startCodeServer({ locale: typeof values.locale === 'string' ? values.locale : undefined });
  const { browser } = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const ended = new Promise((done) => {
    void page.exposeFunction('codeAutomationExit', done); // called by the workbench when the extension host has run the tests
    page.on('crash', () => done(3));
  });
  await page.exposeFunction('codeAutomationLog', () => undefined);
  const extensions = [values.extensionDevelopmentPath ?? []].flat().map(pathOf);
  await developIn(page, server, { extensions, tests: verdict.wrapper });
  await page.goto(workbenchUrl(server, positionals[0] === undefined ? undefined : pathOf(positionals[0]), [['skipWelcome', 'true'], ['skipReleaseNotes', 'true']]), { timeout: 90_000, waitUntil: 'commit' });
  const code = await Promise.race([ended, pause(limit, 'late', { ref: false })]);
  await pause(50); // its last words are on their way
  if (code !== 'late') return code === 0 && verdict.passed() ? 0 : Number(code) || 1;
  console.error(`No result after ${limit / 1000} s. The server's last words:\n${server.log().slice(-2000)}`);
  return 124;
}

closeOnSignals({ code: 130, withParent: true });
main().then(leave, (error) => {
  console.error(`The editor for the tests did not start: ${messageOf(error)}`);
  return leave(4);
});
