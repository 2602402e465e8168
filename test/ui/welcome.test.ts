/**
 * The view where nothing runs and no engine answers. Other people's containers are on this machine as well, so the window
 * is opened in a pid namespace of its own, in which the kernel shows none of them, and without the sockets below /run.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { showContainers } from '../support/editor/gestures.mjs';
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
    assert.match(stdout, /pass 3/u);
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
  before(async () => {
    window = await openWindow();
  });
  after(() => window.workbench.stop());

  step('the view says what to do', () => window, async (page) => {
    await showContainers(page);
    const welcome = page.locator('.sidebar .welcome-view-content').first();
    await welcome.filter({ hasText: 'No container runs here, and no container engine was found.' }).waitFor({ timeout: 60_000 });
    await page.locator('.sidebar').getByRole('treeitem').filter({ hasText: 'no engine answers here' }).waitFor(); // the view of the concepts
    assert.equal(await page.locator('.sidebar').getByRole('treeitem').filter({ hasText: 'This machine' }).count(), 0);
  });

  step('its buttons do what they say', () => window, async (page) => {
    await page.locator('.sidebar').getByRole('button', { name: 'Look Again' }).click();
    await page.locator('.sidebar').getByRole('button', { name: 'Show Log' }).click();
    await page.locator('.panel .composite.title, .part.panel').first().waitFor();
  });

  void test('nothing went wrong behind the window', () => {
    assert.deepEqual(ours(window), []);
  });
}
