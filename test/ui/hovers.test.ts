/** Hovers, as a person who writes a Dockerfile or a compose file gets them, with the container that runs from it. */
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { remove, start } from '../integration/engine.js';
import { workspace } from '../support/demo/workspace.mjs';
import { panelOf } from '../support/editor/gestures.mjs';
import { hover, hoverNow } from './hover.js';
import { openWindow, ours, step, type TheWindow, until } from './theWindow.js';

const name = 'lens-ui-web';
const title = 'lens-ui-site';
let window: TheWindow;
let folder: string;

before(async () => {
  await remove(name);
  folder = mkdtempSync(join(tmpdir(), 'lens-ui-'));
  cpSync(workspace, folder, { recursive: true });
  appendFileSync(join(folder, 'compose.yaml'), '\n  debugger:\n    image: busybox:1.36\n    privileged: true\n');
  const dockerfile = join(folder, 'Dockerfile');
  writeFileSync(dockerfile, readFileSync(dockerfile, 'utf8').replace('demo site', title)); // a title of its own: it tells whose image it is
  const label = (key: string, value: string) => ['--label', `com.docker.compose.${key}=${value}`];
  await start(name, '--memory', '64m', '--user', '1000:1000', '--label', `org.opencontainers.image.title=${title}`, ...label('project', 'lens-demo'), ...label('service', 'web'),
    ...label('project.working_dir', folder), ...label('project.config_files', join(folder, 'compose.yaml')));
  window = await openWindow({ folder });
});
after(async () => {
  await window.workbench.stop();
  await remove(name);
  rmSync(folder, { recursive: true, force: true });
});

step('USER in a Dockerfile: what it does, and who the container runs as now', () => window, async (page) => {
  const text = await hover(page, 'Dockerfile', 10, 2, /now: lens-ui-web/u);
  assert.match(text, /strengthens isolation/u);
  assert.match(text, /uid 1000[\s\S]*same uid[\s\S]*\/proc\/\d+\/status/u);
  assert.match(text, /Found by the title/u);
  assert.match(text, /About user ids and root/u);
});

step('mem_limit in a compose file: the limit, and what is used of it now', () => window, async (page) => {
  const text = await hover(page, 'compose.yaml', 7, 8, /now: lens-ui-web/u);
  assert.match(text, /Memory limit[\s\S]*of 64 MiB[\s\S]*memory\.(?:usage_in_bytes|current)/u);
  assert.match(text, /Found by the labels of Compose/u);
});

step('privileged in a compose file: it weakens, and no container is claimed for a service that does not run', () => window, async (page) => {
  const text = await hover(page, 'compose.yaml', 32, 8, /privileged/iu);
  assert.match(text, /weakens isolation/u);
  assert.doesNotMatch(text, /now:/u);
});

step('a hover’s link opens the concept beside the file', () => window, async (page) => {
  await hover(page, 'compose.yaml', 7, 8);
  await page.locator('.monaco-hover:visible a').filter({ hasText: 'About memory limits' }).click();
  await panelOf(page).getByRole('heading', { level: 1, name: 'Memory limits' }).waitFor({ timeout: 30_000 });
  await page.locator('.tab').filter({ hasText: 'compose.yaml' }).first().waitFor();
});

step('a setting turns them off', () => window, async (page) => {
  await page.keyboard.press('Control+1'); // the group of the files, not the concept beside it
  await hover(page, 'Dockerfile', 10, 2, /isolation/u);
  const settings = join(folder, '.vscode', 'settings.json');
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(settings, '{ "isolationLens.hovers": false }\n');
  await until('no hover is shown any more', async () => (await hoverNow(page, 'Dockerfile', 10, 2)) === '');
  rmSync(settings);
  await hover(page, 'Dockerfile', 10, 2, /isolation/u);
});

step('another link of it explains the container', () => window, async (page) => {
  await hover(page, 'compose.yaml', 7, 8, /now: lens-ui-web/u);
  await page.locator('.monaco-hover:visible a').filter({ hasText: /^Explain$/u }).click();
  await page.locator('.tab').filter({ hasText: name }).first().waitFor({ timeout: 30_000 });
});

test('nothing went wrong behind the window', () => {
  assert.deepEqual(ours(window), []);
});
