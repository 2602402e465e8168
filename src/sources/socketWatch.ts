/** Tells when an engine's socket came or went where engines usually listen: one that starts after the editor is seen too. */
import { dirname, join, relative, sep } from 'node:path';
import type { HostFs } from './hostFs.js';
import { watchAgain } from './watchAgain.js';

/**
 * Of each path the nearest folder that exists is watched, for a path's next part to appear or go. Nothing is called where
 * the sockets are the same as before. The result is to be called when other paths may be wanted.
 */
export function watchSockets(fs: HostFs, paths: () => readonly string[], changed: () => void, signal: AbortSignal): () => void {
  let [watched, there, before] = ['', '', ''];
  const later = watchAgain((again) => {
    const wanted = paths();
    [watched, before, there] = [wanted.join('\n'), there, socketsAmong(fs, wanted)];
    return [...foldersFor(fs, wanted)].map(([folder, names]) => fs.watch(folder, (name) => (name === null || names.has(name) ? again() : undefined)));
  }, () => (there === before ? undefined : changed()), signal);
  return () => (signal.aborted || paths().join('\n') === watched ? undefined : later());
}

function socketsAmong(fs: HostFs, paths: readonly string[]): string {
  return paths.filter((path) => !('unread' in fs.facts(path))).join('\n');
}

/** Folder → the names in it that matter. */
function foldersFor(fs: HostFs, paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const path of paths) {
    const folder = nearestFolder(fs, dirname(path));
    const [name = ''] = relative(folder, path).split(sep);
    // Where the folder itself goes, only the one above it is told.
    for (const [place, part] of [[folder, name], [dirname(folder), relative(dirname(folder), folder)]] as const) {
      folders.set(place, (folders.get(place) ?? new Set()).add(part));
    }
  }
  return folders;
}

function nearestFolder(fs: HostFs, folder: string): string {
  const facts = fs.facts(folder);
  return ('unread' in facts || facts.kind !== 'folder') && dirname(folder) !== folder ? nearestFolder(fs, dirname(folder)) : join(folder);
}
