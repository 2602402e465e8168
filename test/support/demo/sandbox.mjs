// Something real to look at without an engine: one process in namespaces and a root of its own, made by sandbox.sh.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onClose } from '../closing.mjs';
import { removeCgroups } from '../engine/cgroups.mjs';
import { descendantsOf, endProcesses, processOf, until } from '../processes.mjs';
import { bound, programOf } from '../programs.mjs';
import { inRoot } from '../root.mjs';
import { abandonedFolders, removeFolder, tempFolder } from '../tempFolder.mjs';

const name = 'lens-demo-box';

/** @returns {Promise<number>} the pid of the container's first process; throws with the reason */
export async function startSandbox() {
  if (process.platform !== 'linux') throw new Error(`namespaces are Linux’s, and this is ${process.platform}`);
  if (programOf('unshare') === undefined) throw new Error('there is no `unshare` here (Debian: util-linux)');
  clearOld();
  const folder = tempFolder('demo');
  const [command, args] = bound('SIGKILL', '/bin/sh', [inRoot('test', 'support', 'demo', 'sandbox.sh'), name, folder, ...limits(basename(folder))]);
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let words = '';
  child.stderr.on('data', (data) => (words += String(data)));
  onClose(() => end(child.pid, folder));
  const first = () => descendantsOf([child.pid ?? -1]).find(({ argv }) => argv[0] === 'sleep');
  await until(() => first() !== undefined || child.exitCode !== null, 10_000);
  const found = first();
  if (found === undefined) throw new Error(`the kernel did not let us make one: ${words.trim() || 'no word why'}`);
  child.unref();
  return found.pid;
}

/** @param {number | undefined} pid @param {string} folder */
async function end(pid, folder) {
  const own = pid === undefined ? null : processOf(pid);
  await endProcesses([...descendantsOf(pid === undefined ? [] : [pid]), ...(own ? [own] : [])], 100);
  removeCgroups(basename(folder));
  removeFolder(folder);
}

/** The cgroups to enter: those that could be made and limited. @param {string} cgroup */
function limits(cgroup) {
  if (process.getuid?.() !== 0) return [];
  const mount = '/sys/fs/cgroup';
  const unified = existsSync(join(mount, 'cgroup.controllers'));
  const wanted = unified ? [['', 'memory.max'], ['', 'pids.max']] : [['memory', 'memory.limit_in_bytes'], ['pids', 'pids.max']];
  return [...new Set(wanted.flatMap(([hierarchy = '', file = '']) => {
    const path = join(mount, hierarchy, cgroup);
    try {
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, file), file === 'pids.max' ? '32' : String(64 * 1024 * 1024));
      return [path];
    } catch {
      return existsSync(path) && unified ? [path] : [];
    }
  }))];
}

/** What an earlier run left that was killed: its processes ended with it, its folder and cgroups stayed. */
function clearOld() {
  for (const { path } of abandonedFolders('demo')) {
    removeCgroups(basename(path));
    removeFolder(path);
  }
}
