// What a private engine leaves when it ends, and what an earlier run left that was killed in the middle.
// Every process of ours names the engine's folder, which is unique, in its arguments: dockerd, containerd and the shims.
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { allProcesses, descendantsOf, endProcesses, isAlive, send, until } from '../processes.mjs';
import { say } from '../say.mjs';
import { abandonedFolders, removeFolder } from '../tempFolder.mjs';
import { removeCgroups } from './cgroups.mjs';

/** dockerd, containerd and shims of this folder. @param {string} folder */
const daemonsOf = (folder) => allProcesses().filter(({ argv, pid }) => pid !== process.pid && /(dockerd|containerd|containerd-shim[\w-]*)$/.test(argv[0] ?? '')
  && argv.some((word) => word.startsWith(`${folder}/`)));

/** Ends everything of the engine in this folder and removes what it made. @param {string} folder */
export async function clear(folder) {
  const daemons = daemonsOf(folder);
  const dockerd = daemons.filter(({ argv }) => /dockerd$/.test(argv[0] ?? ''));
  const shims = daemons.filter(({ argv }) => /containerd-shim[\w-]*$/.test(argv[0] ?? ''));
  const inside = descendantsOf(shims.map(({ pid }) => pid));
  const below = descendantsOf(dockerd.map(({ pid }) => pid)); // containerd, port proxies
  for (const one of dockerd) send(one, 'SIGTERM'); // first, so that no restart policy starts a container again
  for (const one of inside) send(one, 'SIGKILL');
  await until(() => !dockerd.some(isAlive), 8000);
  await endProcesses([...daemonsOf(folder), ...below]);
  await until(() => (removeCgroups(basename(folder)), true), 100);
  for (let attempt = 0; attempt < 20 && existsSync(folder); attempt += 1) if (!tryRemove(folder)) await until(() => false, 100);
}

/** @param {string} folder its mounts are in the engine's own mount namespace and ended with it */
function tryRemove(folder) {
  try {
    removeFolder(folder);
    return true;
  } catch {
    return false;
  }
}

/** Clears every engine whose owner is gone. One of another run that goes on is left in peace. */
export async function clearLeftovers() {
  for (const { path } of abandonedFolders('engine')) {
    say(`Clearing what an earlier run left: ${path}`);
    await clear(path);
  }
}
