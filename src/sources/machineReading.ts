/** What is kept of the machine itself: its kernel, its mounts, its own namespaces, what it is a guest of. */
import { engineSocketPaths, socketKey } from '../model/engineSockets.js';
import { hypervisorFiles } from '../model/hypervisor.js';
import { insideContainerFiles } from '../model/insideContainer.js';
import { machineFiles } from '../model/machine.js';
import type { EngineState, Entry, Roots } from '../model/snapshot.js';
import type { MachineFs } from './hostFs.js';
import { readIdentity, readKin, readNamespaces, readTexts } from './processReading.js';
import type { Recording } from './recording.js';

/** Of the first process, beside what tells who it is. */
export const firstProcessFiles = ['mountinfo', 'uid_map'] as const;

/** The files of the machine itself. */
export function machineTexts(roots: Roots): readonly string[] {
  const { proc, sys } = roots;
  return [
    ...['uptime', 'filesystems', 'cgroups', 'sys/kernel/pid_max', 'sys/kernel/cap_last_cap'].map((name) => `${proc}/${name}`),
    ...['kernel/security/lsm', 'fs/cgroup/cgroup.controllers'].map((name) => `${sys}/${name}`),
    ...machineFiles(roots), ...hypervisorFiles(roots), ...insideContainerFiles(roots),
  ];
}

export function readMachine(recording: Recording, roots: Roots, reader: 'self' | '1', environment: boolean): void {
  const { proc } = roots;
  readIdentity(recording, `${proc}/${reader}`);
  readKin(recording, `${proc}/1`);
  readTexts(recording, `${proc}/1`, firstProcessFiles);
  readNamespaces(recording, `${proc}/1`);
  recording.inode(`${proc}/1/net/dev`);
  for (const path of machineTexts(roots)) {
    recording.text(path);
  }
  const environ = `${proc}/1/environ`;
  if (!environment) {
    recording.keep(environ, withoutValues(recording.text(environ)));
  }
}

/** Which sockets of engines are there, and where: a mounted folder may hold them. */
export function readEngineSockets(recording: Recording, fs: MachineFs, engines: readonly EngineState[], more: readonly string[] = []): void {
  for (const path of new Set([...engineSocketPaths(engines), ...more])) {
    const kind = fs.kind(path);
    if (typeof kind !== 'string' ? kind.unread === 'denied' || kind.unread === 'failed' : kind === 'socket') {
      recording.keep(socketKey(path), typeof kind === 'string' ? { link: fs.resolve(path) } : kind);
    }
  }
}

/** `container=lxc` is a fact about the machine; every other value is somebody's own. */
function withoutValues(environ: Entry): Entry {
  return typeof environ !== 'string' ? environ : environ
    .split('\0')
    .map((variable) => (variable.startsWith('container=') ? variable : variable.replace(/=.*$/s, '=…')))
    .join('\0');
}
