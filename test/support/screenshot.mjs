// node test/support/screenshot.mjs OUT.png [--theme "Default Dark Modern"] [--locale ko] [--expand ROW]… [--explain NAME] [--concept TITLE]
//   [--command TITLE]… [--hover FILE:LINE:COLUMN] [--width W] [--height H] [--wait MS] [--folder DIR] [--development] [--keep-sidebar-closed]
// A real workbench with the extension; does these things in this order, takes the picture, ends. DOCKER_HOST is passed on;
// LENS_DEMO=1 starts the demo containers (or the sandbox) first. --text FILE writes what the panel says.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { toTheEnd } from './closing.mjs';
import { startDemo } from './demo/demo.mjs';
import { expandRow, hoverAt, panelOf, pick, runCommand, showContainers, titleOf } from './editor/gestures.mjs';
import { startWorkbench } from './editor/workbench.mjs';
import { messageOf, say } from './say.mjs';

const text = { type: /** @type {const} */ ('string') };
const many = { ...text, multiple: true };
const flag = { type: /** @type {const} */ ('boolean') };
const { values, positionals: [out] } = parseArgs({
  allowPositionals: true,
  options: { theme: text, locale: text, expand: many, explain: text, concept: text, command: many, hover: text, width: text, height: text, wait: text, folder: text, text, development: flag, 'keep-sidebar-closed': flag },
});

/** @param {string} key */
const command = (key) => `Isolation Lens: ${titleOf(key, values.locale)}`;

/** @param {import('playwright-core').Page} page */
async function act(page) {
  if (!values['keep-sidebar-closed']) await showContainers(page, values.locale);
  for (const row of values.expand ?? []) await expandRow(page, row);
  for (const [key, choice] of [['command.explainContainer', values.explain], ['command.explainConcept', values.concept]]) {
    if (key === undefined || choice === undefined) continue;
    await runCommand(page, command(key));
    await pick(page, choice);
    await panelOf(page).locator('body').waitFor({ timeout: 30_000 });
  }
  for (const title of values.command ?? []) await runCommand(page, title);
  const [file, line, column] = values.hover?.split(':') ?? [];
  if (file !== undefined) await hoverAt(page, file, Number(line ?? 1), Number(column ?? 1));
}

async function main() {
  if (out === undefined) throw new Error('usage: node test/support/screenshot.mjs OUT.png [--theme …] (see the head of the file)');
  const env = process.env.LENS_DEMO === '1' ? (await startDemo()).env : {};
  const workbench = await startWorkbench({ theme: values.theme, locale: values.locale, env, development: values.development ?? false, ...(values.folder === undefined ? {} : { folder: values.folder }) });
  const page = await workbench.open({ width: Number(values.width ?? 1280), height: Number(values.height ?? 800) });
  try {
    await act(page);
  } catch (error) {
    say(`The picture shows how far it came: ${messageOf(error)}`);
    process.exitCode = 1;
  }
  await page.waitForTimeout(Number(values.wait ?? 1500));
  await page.screenshot({ path: out });
  if (values.text !== undefined) writeFileSync(values.text, await panelOf(page).locator('body').innerText());
  say(`${out}`);
}

await toTheEnd(main);
