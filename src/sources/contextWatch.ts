/** Tells when `docker context use`, `create`, `update` or `rm` changed which engines there are. */
import { join } from 'node:path';
import type { HostFs } from './hostFs.js';

/** Docker's command line writes a file beside and renames it, and a context in several steps: they become one call. Milliseconds. */
const together = 250;

/**
 * Folders are watched and no files, for a file that is replaced is another one. What does not exist yet is looked for
 * again at each change above it.
 */
export function watchContexts(fs: HostFs, folder: string, changed: () => void, signal: AbortSignal): void {
  let stops: readonly (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    stops.forEach((stop) => stop());
    stops = signal.aborted ? [] : [
      fs.watch(folder, (name) => (name === 'config.json' || name === 'contexts' ? later() : undefined)),
      fs.watch(join(folder, 'contexts'), later),
      ...foldersOf(fs, join(folder, 'contexts', 'meta')).map((each) => fs.watch(each, later)),
    ];
  };
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!signal.aborted) {
        begin();
        changed();
      }
    }, together);
  };
  begin();
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    begin();
  });
}

/** More contexts than that are watched for coming and going only. */
const most = 256;

function foldersOf(fs: HostFs, store: string): readonly string[] {
  const entry = fs.listFolders(store);
  const names = typeof entry === 'object' && 'list' in entry ? entry.list : [];
  return [store, ...names.slice(0, most).map((name) => join(store, name))];
}
