/** The tree, as a person uses it: from the icon to a fact, while containers come and go and the engine is away for a while. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { docker, type Relay, relayAt, remove, start } from '../integration/engine.js';
import { expandRow, rowOf, runCommand, showContainers } from '../support/editor/gestures.mjs';
import { openWindow, ours, step, type TheWindow, until } from './theWindow.js';

const name = 'lens-ui-tree';
const other = 'lens-ui-later';
/** A process is called by at most 15 bytes of its program's name. */
const hostile = '<i>$(gear)';
const spoken = '<img src=x onerror=document.title=1>';
let window: TheWindow;
let relay: Relay;
let folder: string;
let stranger: ChildProcess | undefined;

before(async () => {
  await remove(name, other);
  await start(name, '--memory', '64m', '--pids-limit', '50', '--label', `evil=${spoken}`, '--env', `EVIL=${spoken}`);
  await docker('exec', '--detach', name, 'sh', '-c', `sleep 1000; : "${spoken}"`);
  folder = mkdtempSync(join(tmpdir(), 'lens-ui-'));
  stranger = startStranger();
  relay = await relayAt();
  await relay.open();
  window = await openWindow({ env: { DOCKER_HOST: relay.endpoint } }, { height: 2400 });
});
after(async () => {
  stranger?.kill('SIGKILL');
  await window.workbench.stop();
  await relay.close().catch(() => undefined);
  await remove(name, other);
  rmSync(folder, { recursive: true, force: true });
});

/** A container that no engine made, whose first process is called what only a hostile one would be; none where only root may. */
function startStranger(): ChildProcess | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const program = join(folder, hostile);
  copyFileSync('/bin/sleep', program);
  return spawn('unshare', ['--pid', '--fork', '--kill-child', program, '1000'], { stdio: 'ignore' });
}

/** Not `pids`, nor a row that only begins like it. */
const pid = /^pid\s*private/u;
const inTree = (page: TheWindow['page']) => page.locator('.sidebar').getByRole('treeitem');

step('a click on the icon leads from the engine to a fact', () => window, async (page) => {
  await showContainers(page);
  await page.locator('.sidebar .pane-header').filter({ hasText: 'Concepts' }).click(); // closed: more room, more rows in sight
  await rowOf(page, 'This machine').waitFor({ timeout: 30_000 });
  await rowOf(page, /^Docker · /u).waitFor();
  await rowOf(page, name).filter({ hasText: '64 MiB' }).waitFor({ timeout: 30_000 });
  await expandRow(page, name);
  for (const section of ['Namespaces', 'Cgroup', 'Root', 'Privileges']) {
    await rowOf(page, new RegExp(`^${section}`, 'u')).waitFor();
  }
  await expandRow(page, /^Cgroup/u);
  assert.match(await rowOf(page, /^memory/iu).innerText(), /64 MiB/u);
  await expandRow(page, /^Namespaces/u);
  const fact = rowOf(page, pid);
  assert.match(await fact.innerText(), /private/u);
  assert.equal(await fact.getAttribute('aria-level'), '4');
});

step('resting on a fact shows where it was read and the command that shows the same', () => window, async (page) => {
  await rowOf(page, pid).hover();
  const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'Source' });
  await hover.waitFor();
  assert.match(await hover.innerText(), /\/proc\/\d+\/ns\/pid[\s\S]*(?:readlink|lsns|ls) /u);
});

step('what is chosen and what is open survive that containers come and go', () => window, async (page) => {
  await rowOf(page, pid).click();
  const chosen = page.locator('.sidebar [role=treeitem][aria-selected=true]');
  assert.match(await chosen.innerText(), /^pid/u);
  const stays = async () => {
    assert.match(await chosen.innerText(), /^pid/u);
    assert.equal(await rowOf(page, name).getAttribute('aria-expanded'), 'true');
    assert.equal(await rowOf(page, /^Namespaces/u).getAttribute('aria-expanded'), 'true');
  };
  await start(other);
  await rowOf(page, other).waitFor({ timeout: 30_000 });
  await stays();
  await runCommand(page, 'Isolation Lens: Refresh');
  await docker('pause', other);
  await rowOf(page, other).filter({ hasText: 'paused' }).waitFor({ timeout: 30_000 });
  await stays();
  await docker('unpause', other);
  await remove(other);
  await rowOf(page, other).waitFor({ state: 'detached', timeout: 30_000 });
  await stays();
});

step('what a hostile container calls itself is only text', () => window, async (page) => {
  await expandRow(page, 'This machine');
  if (stranger !== undefined) {
    await rowOf(page, hostile).waitFor();
  }
  await expandRow(page, /^Processes/u);
  await inTree(page).filter({ hasText: spoken }).first().waitFor();
  await inTree(page).filter({ hasText: spoken }).first().hover();
  await page.locator('.monaco-hover:visible').filter({ hasText: spoken }).waitFor();
  assert.equal(await page.locator('.sidebar i, .sidebar .codicon-gear, .sidebar img[src="x"], .monaco-hover img').count(), 0);
  assert.notEqual(await page.title(), '1');
});

step('an engine that goes leaves its diagnosis and what the kernel shows, and is back when it answers', () => window, async (page) => {
  await relay.close();
  const why = rowOf(page, /The engine is not running|There is no engine at this address/u);
  await why.waitFor({ timeout: 60_000 });
  await rowOf(page, /does not answer/u).waitFor();
  await why.hover();
  await page.locator('.monaco-hover:visible').filter({ hasText: /Start the engine|address/u }).waitFor();
  if (stranger !== undefined) {
    await rowOf(page, hostile).waitFor();
  }
  await relay.open();
  await until('the engine’s container is back', async () => (await rowOf(page, name).innerText({ timeout: 1000 }).catch(() => '')).includes('64 MiB'), 60_000);
  await why.waitFor({ state: 'detached' });
});

test('nothing went wrong behind the window', () => {
  assert.deepEqual(ours(window), []);
});
