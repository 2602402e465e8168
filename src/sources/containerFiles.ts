/** The files that the pictures of some containers need beside their identities: cgroups, members, privileges, layers. */
import { cgroupDirs, cgroupFiles } from '../model/cgroupFiles.js';
import type { Container } from '../model/isolation.js';
import { memberPids } from '../model/processes.js';
import { programPid } from '../model/program.js';
import { kernelDir } from '../model/proof.js';
import { valueOf } from '../model/reading.js';
import type { Snapshot } from '../model/snapshot.js';
import type { MachineFs } from './hostFs.js';
import { eachWithPauses } from './pauses.js';
import { readKin, readPrivileges, readTexts } from './processReading.js';
import { descendantsOf } from './processScan.js';
import { textIn } from './recording.js';
import { type Work, draft } from './work.js';

/** A container may make cgroups as it likes; what lies deeper, or comes after so many, is not looked at. */
const deepestFolder = 8;
const mostFolders = 500;
const mostDescendants = 2000;

export async function readContainerFiles(work: Work, containers: readonly Container[]): Promise<void> {
  const known = draft(work);
  await eachWithPauses(containers, (container) => {
    const dir = valueOf(kernelDir(known, container));
    if (dir !== undefined) {
      readPrivileges(work.recording, dir);
      readLayerLinks(work, dir);
    }
    for (const path of cgroupFiles(known, container)) {
      work.recording.text(path);
    }
  });
  await readMembers(work, known, containers);
  const withMembers = draft(work);
  await eachWithPauses(containers, (container) => readProcesses(work, withMembers, container));
  const withProcesses = draft(work);
  await eachWithPauses(containers, (container) => readProgram(work, withProcesses, container));
}

/** Of a program that is held by the first process: its rights. */
function readProgram({ host, recording }: Work, known: Snapshot, container: Container): void {
  const pid = programPid(known, container);
  if (pid !== undefined && pid !== container.pid) {
    readPrivileges(recording, `${host.roots.proc}/${pid}`);
    readTexts(recording, `${host.roots.proc}/${pid}`, ['uid_map', 'gid_map']);
  }
}

/** `cgroup.procs` of each container's own cgroups and of those below. */
export async function readMembers({ host, recording }: Work, known: Snapshot, containers: readonly Container[]): Promise<void> {
  await eachWithPauses(containers, (container) => {
    for (const folder of cgroupDirs(known, container).flatMap((dir) => foldersFrom(host.fs, dir))) {
      recording.text(`${folder}/cgroup.procs`);
    }
  });
}

/** Who is inside: the members of its cgroup; where it has none, whoever its first process started. */
function readProcesses({ host, recording, scan }: Work, known: Snapshot, container: Container): void {
  const { proc } = host.roots;
  const members = memberPids(known, container);
  for (const pid of members) {
    readKin(recording, `${proc}/${pid}`);
  }
  if (members.length === 0 && container.pid !== null && valueOf(kernelDir(known, container)) !== undefined) {
    // From within everything that `/proc` shows is inside, whoever started it.
    for (const pid of descendantsOf(scan, container.holdsReader === true ? 0 : container.pid).slice(0, mostDescendants)) {
      readKin(recording, `${proc}/${pid}`);
      recording.link(`${proc}/${pid}/ns/pid`);
    }
  }
}

/** The short names that Docker mounts its layers by are links to the long ones; only root may follow them. */
function readLayerLinks({ recording }: Work, dir: string): void {
  const mountinfo = textIn(recording.files.get(`${dir}/mountinfo`)) ?? '';
  for (const [, path = ''] of mountinfo.matchAll(/[=:](\/[^\s:,=]*\/l\/[A-Z0-9]{26})(?=[:,\s])/g)) {
    recording.link(path);
  }
}

function foldersFrom(fs: MachineFs, dir: string): readonly string[] {
  const found = [{ path: dir, depth: 0 }];
  for (const { path, depth } of found) {
    const left = mostFolders - found.length;
    const entry = depth < deepestFolder && left > 0 ? fs.listFolders(path) : undefined;
    const names = typeof entry === 'object' && 'list' in entry ? entry.list.slice(0, left) : [];
    found.push(...names.map((name) => ({ path: `${path}/${name}`, depth: depth + 1 })));
  }
  return found.map(({ path }) => path);
}
