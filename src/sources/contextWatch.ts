/** Tells when `docker context use`, `create`, `update` or `rm` changed which engines there are. */
import { join } from 'node:path';
import type { HostFs } from './hostFs.js';
import { watchAgain } from './watchAgain.js';

export function watchContexts(fs: HostFs, folder: string, changed: () => void, signal: AbortSignal): void {
  watchAgain((again) => [
    fs.watch(folder, (name) => (name === 'config.json' || name === 'contexts' ? again() : undefined)),
    fs.watch(join(folder, 'contexts'), again),
    ...foldersOf(fs, join(folder, 'contexts', 'meta')).map((each) => fs.watch(each, again)),
  ], changed, signal);
}

/** More contexts than that are watched for coming and going only. */
const most = 256;

function foldersOf(fs: HostFs, store: string): readonly string[] {
  const entry = fs.listFolders(store);
  const names = typeof entry === 'object' && 'list' in entry ? entry.list : [];
  return [store, ...names.slice(0, most).map((name) => join(store, name))];
}
