// `npm run bench`: the figures of the README's table. Medians of several runs, and ratios between things measured in the same
// run, since machines differ and are shared. Nothing here is a test.
//   LENS_CONTAINERS=100  how many containers; LENS_RUNS=5  how often
import { statSync } from 'node:fs';
import { closeAll, closeOnSignals } from '../test/support/closing.mjs';
import { startEngine } from '../test/support/engine/privateEngine.mjs';
import { buildAll, packExtension } from '../test/support/vsix.mjs';
import { editorFigures } from './editor.mjs';
import { factFigures } from './facts.mjs';
import { hoverFigures } from './hovers.mjs';
import { startMany } from './many.mjs';

const containers = Number(process.env.LENS_CONTAINERS ?? 100);
const runs = Number(process.env.LENS_RUNS ?? 5);
closeOnSignals({ code: 130, withParent: process.env.npm_lifecycle_event !== undefined });
try {
  buildAll();
  const rows = [['VSIX', `${String(Math.round(statSync(packExtension()).size / 1024))} KiB`], ...hoverFigures()];
  const engine = await startEngine();
  const stop = startMany(engine, containers);
  try {
    rows.push(...factFigures(engine.host, containers, runs), ...(await editorFigures(engine.host, containers, runs)));
  } finally {
    stop();
  }
  console.log(`\n| what | median of ${String(runs)} |\n| --- | --- |`);
  for (const [what, figure] of rows) console.log(`| ${what} | ${figure} |`);
} finally {
  await closeAll();
}
