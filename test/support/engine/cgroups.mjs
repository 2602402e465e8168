// The cgroups below the private engine's own parent, in every hierarchy of this machine.
import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

const mount = '/sys/fs/cgroup';

/** @param {string} parent the name of a cgroup at a hierarchy's root */
export function cgroupsOf(parent) {
  const names = existsSync(mount) ? readdirSync(mount, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name) : [];
  return ['', ...names].map((hierarchy) => join(mount, hierarchy, parent)).filter((path) => existsSync(path));
}

/** Removes them, innermost first; a cgroup that still has processes stays. @param {string} parent */
export function removeCgroups(parent) {
  for (const path of cgroupsOf(parent)) removeTree(path);
}

/** @param {string} path */
function removeTree(path) {
  try {
    for (const entry of readdirSync(path, { withFileTypes: true })) if (entry.isDirectory()) removeTree(join(path, entry.name));
    rmdirSync(path);
  } catch {
    // busy or gone; the next run tries again
  }
}
