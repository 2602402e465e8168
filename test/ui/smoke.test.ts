// The first look: the packed extension is installed in a real workbench, its icon is there, and its side bar opens.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { activityIcon, showContainers } from '../support/editor/gestures.mjs';
import { startWorkbench, type Workbench } from '../support/editor/workbench.mjs';

let workbench: Workbench;
before(async () => {
  workbench = await startWorkbench();
});
after(() => workbench.stop());

test('a click on our icon opens the containers', async () => {
  const page = await workbench.open();
  await activityIcon(page).waitFor();
  await showContainers(page);
  assert.equal(await activityIcon(page).evaluate((item) => item.classList.contains('checked')), true);
});
