/**
 * The view where nothing runs and no engine answers, and where the only container is the one around VS Code. Other people's
 * containers are on this machine as well, so the windows are opened in a pid namespace of their own, in which the kernel
 * shows none of them, and without the sockets below /run; that namespace is the container around them.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hideSideBar, panelOf, pick, runCommand, showContainers } from '../support/editor/gestures.mjs';
import { fakeMachine } from '../unit/sources/fakeProc.js';
import { openWindow, ours, step, type TheWindow } from './theWindow.js';

const apart = ['--pid', '--fork', '--mount-proc', '--kill-child'];

if (process.env.LENS_ALONE === '1') {
  alone();
} else {
  void test('the view says what to do where nothing runs', { skip: whyNot() }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'lens-ui-'));
    // Its own folder for what is temporary: in there everybody else looks as if ended, and what they left would be cleared.
    const env: NodeJS.ProcessEnv = { ...process.env, LENS_ALONE: '1', TMPDIR: folder, DOCKER_HOST: `unix://${folder}/no.sock` };
    delete env.NODE_TEST_CONTEXT;
    const inside = ['sh', '-c', 'mount -t tmpfs lens /run && exec "$@"', 'sh', process.execPath, '--import', 'tsx', fileURLToPath(import.meta.url)];
    const { status, stdout, stderr } = spawnSync('unshare', [...apart, ...inside], { env, encoding: 'utf8', timeout: 150_000 });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    assert.equal(status, 0, `${stdout}\n${stderr}`);
    assert.match(stdout, /pass 5/u);
  });
}

/** What keeps this machine from being looked at as if nothing ran on it; false where nothing does. */
function whyNot(): string | false {
  if (process.platform === 'linux' && /docker|containerd|kubepods|libpod|lxc/u.test(readFileSync('/proc/self/cgroup', 'utf8'))) {
    return 'all of this runs in a container itself';
  }
  return spawnSync('unshare', [...apart, 'true']).status === 0 ? false : 'no pid namespace may be made here';
}

function alone(): void {
  let window: TheWindow;
  let around: TheWindow;
  const empty = fakeMachine();
  before(async () => {
    window = await openWindow({ settings: { 'isolationLens.path.procfs': empty.procfs, 'isolationLens.path.sysfs': empty.sysfs } });
    around = await openWindow();
  });
  after(async () => {
    await window.workbench.stop();
    await around.workbench.stop();
    rmSync(empty.folder, { recursive: true });
  });

  step('the container around VS Code is shown from the inside', () => around, async (page) => {
    await showContainers(page);
    await page.locator('.sidebar').getByRole('treeitem').filter({ hasText: 'VS Code runs in it' }).waitFor({ timeout: 60_000 });
    await page.locator('.sidebar').getByRole('treeitem').filter({ hasText: 'seen from within a container' }).waitFor();
    await runCommand(page, 'Isolation Lens: Explain Container');
    await pick(page, 'pid-1');
    const panel = panelOf(page);
    await panel.getByText('You are in this container yourself.').waitFor({ timeout: 60_000 });
    await panel.getByText('not the machine’s', { exact: true }).first().waitFor();
  });

  step('the view says what to do', () => window, async (page) => {
    await showContainers(page);
    const welcome = page.locator('.sidebar .welcome-view-content').first();
    await welcome.filter({ hasText: 'No container runs here, and no container engine was found.' }).waitFor({ timeout: 60_000 });
    await page.locator('.sidebar').getByRole('treeitem').filter({ hasText: 'no engine answers here' }).waitFor(); // the view of the concepts
    assert.equal(await page.locator('.sidebar').getByRole('treeitem').filter({ hasText: 'This machine' }).count(), 0);
  });

  step('a concept says once that nothing was found and that an engine could not be asked, and leads to why', () => window, async (page) => {
    await runCommand(page, 'Isolation Lens: Explain Concept…');
    await pick(page, 'cgroups');
    const panel = panelOf(page);
    await panel.getByText('No running container was found here.').waitFor({ timeout: 60_000 });
    await panel.getByText('An engine could not be asked.').waitFor();
    assert.equal(await panel.locator('.live-part').count(), 0);
    await hideSideBar(page);
    await panel.getByRole('button', { name: 'See why' }).click();
    await page.locator('.sidebar .welcome-view-content').first().waitFor();
  });

  step('its buttons do what they say', () => window, async (page) => {
    await page.locator('.sidebar').getByRole('button', { name: 'Look Again' }).click();
    await page.locator('.sidebar').getByRole('button', { name: 'Show Log' }).click();
    await page.locator('.panel .composite.title, .part.panel').first().waitFor();
  });

  void test('nothing went wrong behind the window', () => {
    assert.deepEqual([...ours(window), ...ours(around)], []);
  });
}
