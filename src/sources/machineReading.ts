/** What is kept of the machine itself: its kernel, its mounts, its own namespaces, what it is a guest of. */
import { engineSocketPaths, socketKey } from '../model/engineSockets.js';
import { hypervisorFiles } from '../model/hypervisor.js';
import { insideContainerFiles } from '../model/insideContainer.js';
import { machineFiles } from '../model/machine.js';
import type { EngineState, Entry, Roots } from '../model/snapshot.js';
import type { HostFs } from './hostFs.js';
import { readIdentity, readKin, readNamespaces, readTexts } from './processReading.js';
import type { Recording } from './recording.js';

export function readMachine(recording: Recording, roots: Roots, reader: 'self' | '1', environment: boolean): void {
  const { proc, sys } = roots;
  readIdentity(recording, `${proc}/${reader}`);
  readKin(recording, `${proc}/1`);
  readTexts(recording, `${proc}/1`, ['mountinfo', 'uid_map']);
  readNamespaces(recording, `${proc}/1`);
  recording.inode(`${proc}/1/net/dev`);
  readTexts(recording, proc, ['uptime', 'filesystems', 'cgroups', 'sys/kernel/pid_max', 'sys/kernel/cap_last_cap']);
  readTexts(recording, sys, ['kernel/security/lsm', 'fs/cgroup/cgroup.controllers']);
  for (const path of [...machineFiles(roots), ...hypervisorFiles(roots), ...insideContainerFiles(roots)]) {
    recording.text(path);
  }
  const environ = `${proc}/1/environ`;
  if (!environment) {
    recording.keep(environ, withoutValues(recording.text(environ)));
  }
}

/** Which sockets of engines are there, and where: a mounted folder may hold them. */
export function readEngineSockets(recording: Recording, fs: HostFs, engines: readonly EngineState[]): void {
  for (const path of engineSocketPaths(engines)) {
    const facts = fs.facts(path);
    if ('unread' in facts ? facts.unread === 'denied' : facts.kind === 'socket') {
      recording.keep(socketKey(path), 'unread' in facts ? facts : { link: fs.resolve(path) });
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
