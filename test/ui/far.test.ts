/**
 * The kernel of an engine behind a real sshd, read from a window to which it is another one: the window is opened in a pid
 * namespace of its own, in which none of the engine's processes is to be seen.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { docker, remove, start } from '../integration/engine.js';
import { closeAll } from '../support/closing.mjs';
import { panelOf, pick, rowOf, runCommand, showContainers } from '../support/editor/gestures.mjs';
import { startSshd, whyNoSshd } from '../support/truth/sshd.js';
import { documentOf, openWindow, ours, step, type TheWindow, until, violations } from './theWindow.js';

const name = 'lens-ui-far';
const apart = ['--pid', '--fork', '--mount-proc', '--kill-child'];
const { LENS_FAR_CALLS: calls } = process.env;

if (calls === undefined) {
  void test('the kernel of an engine behind ssh is read after its reader agreed, and not before', { skip: whyNot() }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lens-ui-'));
    await remove(name);
    await start(name);
    try {
      const { endpoint, path } = await startSshd(process.env.DOCKER_HOST ?? process.env.LENS_ENGINE_HOST);
      const [bin = ''] = path.split(':');
      // The editor asks a login shell for the environment, and that has a PATH of its own.
      const shell = join(folder, 'shell');
      writeFileSync(shell, '#!/bin/sh\nfor last; do :; done\nexec /bin/sh -c "$last"\n', { mode: 0o755 });
      const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: folder, SHELL: shell, PATH: path, DOCKER_HOST: endpoint, LENS_FAR_CALLS: join(bin, '..', 'calls') };
      delete env.NODE_TEST_CONTEXT;
      const { status, stdout, stderr } = spawnSync('unshare', [...apart, process.execPath, '--import', 'tsx', fileURLToPath(import.meta.url)], { env, encoding: 'utf8', timeout: 150_000 });
      assert.equal(status, 0, `${stdout}\n${stderr}`);
      assert.match(stdout, /pass 8/u);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      await remove(name);
      await closeAll();
    }
  });
} else {
  elsewhere(calls);
}

function whyNot(): string | false {
  return whyNoSshd() ?? (spawnSync('unshare', [...apart, 'true']).status === 0 ? false : 'no pid namespace may be made here');
}

function elsewhere(file: string): void {
  let window: TheWindow;
  before(async () => {
    window = await openWindow();
  });
  after(() => window.workbench.stop());

  const scripts = (): number => readFileSync(file, 'utf8').split('\n').filter((words) => words.endsWith(' sh -s')).length;
  const note = (page: Page) => panelOf(page).locator('.banner-far');
  const dialog = (page: Page) => page.locator('.monaco-dialog-box');
  const ask = async (page: Page): Promise<void> => {
    await note(page).getByRole('button', { name: 'Read over ssh…' }).click();
    await dialog(page).waitFor();
  };
  const answer = async (page: Page, words: string): Promise<void> => {
    await dialog(page).getByRole('button', { name: words }).click();
    await dialog(page).waitFor({ state: 'detached' });
  };

  step('its page says that its kernel is elsewhere, and nothing was run there', () => window, async (page) => {
    await showContainers(page);
    await rowOf(page, name).click({ timeout: 60_000 });
    await note(page).filter({ hasText: 'is not read unasked' }).waitFor({ timeout: 30_000 });
    assert.match(await panelOf(page).locator('.sentence').innerText(), /on the kernel of another machine/u);
    assert.equal(scripts(), 0);
  });

  step('its usage is drawn as it changes, as its engine counts it', () => window, async (page) => {
    const card = (label: string) => panelOf(page).locator('.card').filter({ hasText: label });
    await card('memory').locator('.card-value').filter({ hasText: /^[\d.]+ [KM]iB/u }).waitFor({ timeout: 30_000 });
    await card('cpu').locator('.card-value').filter({ hasText: /cores?$/u }).waitFor({ timeout: 30_000 });
    assert.equal(scripts(), 0);
  });

  step('the question says what would be run where; after a no, nothing is', () => window, async (page) => {
    await ask(page);
    assert.match(await dialog(page).innerText(), /ssh -o BatchMode=yes .* -p \d+ -- 127\.0\.0\.1 sh -s[\s\S]*writes nothing/u);
    await answer(page, 'Cancel');
    await wait(1000);
    assert.equal(scripts(), 0);
    await note(page).filter({ hasText: 'is not read unasked' }).waitFor();
  });

  step('the script is shown to be read, and is not run by that', () => window, async (page) => {
    await ask(page);
    await answer(page, 'Show the Script');
    await page.locator('.tab.active').filter({ hasText: 'read-over-ssh.sh' }).waitFor();
    await page.locator('.editor-group-container.active .view-lines').filter({ hasText: 'It reads and prints.' }).waitFor();
    await wait(1000);
    assert.equal(scripts(), 0);
    await rowOf(page, name).click();
    await note(page).waitFor();
  });

  step('after a yes the facts of that kernel are there, as that machine’s', () => window, async (page) => {
    await ask(page);
    await answer(page, 'Read over ssh');
    await note(page).filter({ hasText: 'was read over ssh on the engine’s machine' }).waitFor({ timeout: 60_000 });
    await note(page).locator('time').waitFor();
    assert.equal(scripts(), 1);
    const frame = await documentOf(page);
    const text = await frame.locator('body').innerText();
    assert.doesNotMatch(text, /on another machine$|out here/mu);
    assert.match(await panelOf(page).locator('.chip').filter({ hasText: /^ssh:\/\/.*\/proc\/\d+\/status$/u }).first().getAttribute('title') ?? '', /ssh:\/\/\S+@127\.0\.0\.1:\d+\/proc\/\d+\/status/u);
    assert.deepEqual(await violations(frame), []);
  });

  step('it stays while others come and go, is not read again by itself, and a refresh takes it back', () => window, async (page) => {
    const other = `${name}-other`;
    await remove(other);
    await start(other);
    await rowOf(page, other).waitFor({ timeout: 30_000 });
    await note(page).filter({ hasText: 'was read over ssh' }).waitFor();
    await remove(other);
    await panelOf(page).getByRole('button', { name: 'Refresh' }).click();
    await note(page).filter({ hasText: 'is not read unasked' }).waitFor({ timeout: 30_000 });
    await until('the engine still answers', () => docker('ps').then(() => true));
    assert.equal(scripts(), 1);
  });

  step('from the palette and from the engine’s row it is asked as well, of a container that is picked', () => window, async (page) => {
    await runCommand(page, 'Isolation Lens: Read the Kernel\'s Facts over ssh…');
    await pick(page, name);
    await dialog(page).waitFor();
    await answer(page, 'Cancel');
    await rowOf(page, 'Docker').click({ button: 'right' });
    await page.locator('.context-view .action-label', { hasText: 'Read the Kernel\'s Facts over ssh…' }).waitFor();
    await page.keyboard.press('ArrowDown'); // a menu that has just opened takes no click yet
    await page.keyboard.press('Enter');
    await pick(page, name);
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await wait(1000);
    assert.equal(scripts(), 1);
  });

  void test('nothing went wrong behind the window, and no page broke its own policy', () => {
    assert.deepEqual(ours(window), []);
  });
}
