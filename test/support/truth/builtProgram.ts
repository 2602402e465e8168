/** What the tests of the built program stand on. */
import { closeOnSignals, onClose } from '../closing.mjs';
import { run } from '../programs.mjs';
import { inRoot } from '../root.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';

/** The program as it is now; `npm test` has built it. What the test opens is closed when it is ended by a signal, too. */
export function ensureBuilt(): void {
  closeOnSignals({ code: 130 });
  if (process.env.LENS_ENGINE_HOST === undefined) {
    run(process.execPath, [inRoot('esbuild.mjs')]);
  }
}

/** The same, with a folder of the test's own that goes with it. */
export function folderFor(name: string): string {
  ensureBuilt();
  const folder = tempFolder(name);
  onClose(() => removeFolder(folder));
  return folder;
}
