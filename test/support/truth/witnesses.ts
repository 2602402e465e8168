/** Witnesses are held against each other before anything is held against them. */
import { deepEqual, ok } from 'node:assert/strict';
import { output } from './commands.js';
import type { TruthEngine } from './engine.js';
import { listAt, numberAt, textAt } from './json.js';
import { type Fixed, fixedOf, namespaceTypes } from './world.js';

/** Mounts and processes of the machine come and go, so one that was in between is asked again. */
export async function checkWitnesses(engine: TruthEngine, name: string, pid: number, patience = 4): Promise<void> {
  try {
    const fixed = fixedOf(pid);
    checkNamespaces(pid, fixed);
    checkMounts(pid, fixed);
    await checkTop(engine, name, pid);
  } catch (error) {
    if (patience === 0) {
      throw error;
    }
    await checkWitnesses(engine, name, pid, patience - 1);
  }
}

/** `lsns` asks the kernel another way than `readlink` does. */
function checkNamespaces(pid: number, { links }: Fixed): void {
  const found = JSON.parse(output('lsns', ['-J', '-o', 'NS,TYPE', '-p', String(pid)])) as unknown;
  const byType = new Map(listAt(found, 'namespaces').map((row) => [textAt(row, 'type'), numberAt(row, 'ns')]));
  for (const type of namespaceTypes) {
    deepEqual(byType.get(type), links[type], `lsns and readlink of /proc/${pid}/ns/${type}`);
  }
}

function checkMounts(pid: number, { mounts }: Fixed): void {
  const columns = 'TARGET,SOURCE,FSROOT,FSTYPE,VFS-OPTIONS,FS-OPTIONS';
  const found = JSON.parse(output('findmnt', ['-J', '-l', '-v', '-c', '--task', String(pid), '-o', columns])) as unknown;
  const rows = listAt(found, 'filesystems').map((row) => ['target', 'source', 'fsroot', 'fstype', 'vfs-options', 'fs-options'].map((key) => textAt(row, key)).join(' '));
  const own = mounts.map(({ target, source, root, fsType, options, superOptions }) => [target, source, root, fsType, options.join(','), superOptions.join(',')].join(' '));
  deepEqual([...own].sort(), [...rows].sort(), `findmnt --task ${pid} and cat /proc/${pid}/mountinfo`);
}

async function checkTop(engine: TruthEngine, name: string, pid: number): Promise<void> {
  const pids = (await engine.docker('top', name, '-eo', 'pid,args')).split('\n').slice(1).map((line) => Number(line.trim().split(/\s+/)[0]));
  ok(pids.includes(pid), `docker top ${name} lists ${pids.join(', ')}, not ${pid}`);
}
