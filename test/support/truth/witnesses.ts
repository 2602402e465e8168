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

/** `lsns` and `ps` ask the kernel another way than `readlink` does. One of them must answer. */
function checkNamespaces(pid: number, { links }: Fixed): void {
  const told = [byLsns(pid), byPs(pid)].filter((each) => each !== undefined);
  ok(told.length > 0, `neither lsns nor ps tells the namespaces of ${pid}`);
  for (const numbers of told) {
    for (const type of namespaceTypes) {
      deepEqual(numbers.get(type), links[type], `lsns, ps and readlink of /proc/${pid}/ns/${type}`);
    }
  }
}

/** It gives up, without a word, as long as any process of the machine has a name with ")" and a newline in it. */
function byLsns(pid: number): ReadonlyMap<string, number> | undefined {
  const text = outputIfAny('lsns', ['-J', '-o', 'NS,TYPE', '-p', String(pid)]);
  return text === undefined ? undefined
    : new Map(listAt(JSON.parse(text), 'namespaces').map((row) => [textAt(row, 'type'), numberAt(row, 'ns')]));
}

/** Undefined where this `ps` does not know all the columns. */
function byPs(pid: number): ReadonlyMap<string, number> | undefined {
  const numbers = outputIfAny('ps', [...namespaceTypes.flatMap((type) => ['-o', `${type}ns=`]), '-p', String(pid)])?.trim().split(/\s+/).map(Number);
  return numbers?.length === namespaceTypes.length ? new Map(namespaceTypes.map((type, index) => [type, numbers[index]!])) : undefined;
}

function outputIfAny(program: string, args: readonly string[]): string | undefined {
  try {
    const text = output(program, args);
    return text.trim() === '' ? undefined : text;
  } catch {
    return undefined;
  }
}

function checkMounts(pid: number, { mounts }: Fixed): void {
  const columns = 'TARGET,SOURCE,MAJ:MIN,FSROOT,FSTYPE,VFS-OPTIONS,FS-OPTIONS';
  const found = JSON.parse(output('findmnt', ['-J', '-l', '-v', '-c', '--task', String(pid), '-o', columns])) as unknown;
  const rows = listAt(found, 'filesystems').map((row) => ['target', 'source', 'maj:min', 'fsroot', 'fstype', 'vfs-options', 'fs-options'].map((key) => textAt(row, key)).join(' '));
  const own = mounts.map(({ target, source, device, root, fsType, options, superOptions }) => [target, source, device, root, fsType, options.join(','), superOptions.join(',')].join(' '));
  deepEqual([...own].sort(), [...rows].sort(), `findmnt --task ${pid} and cat /proc/${pid}/mountinfo`);
}

async function checkTop(engine: TruthEngine, name: string, pid: number): Promise<void> {
  const pids = (await engine.docker('top', name, '-eo', 'pid,args')).split('\n').slice(1).map((line) => Number(line.trim().split(/\s+/)[0]));
  ok(pids.includes(pid), `docker top ${name} lists ${pids.join(', ')}, not ${pid}`);
}
