/** The processes that stand for containers, and those that started them. */
import { pidAround } from '../model/aroundReader.js';
import { ancestorsWanted } from '../model/containers.js';
import { frozenFile } from '../model/frozen.js';
import { monitorsKey } from '../model/virtualMachines.js';
import { enginePids } from './engineAsking.js';
import type { MachineFs } from './hostFs.js';
import { eachWithPauses } from './pauses.js';
import { readIdentity, readKin } from './processReading.js';
import { type Work, draft } from './work.js';

/** More than the deepest nesting of pid namespaces (32) with a few processes on each level. */
const mostGenerations = 200;

export async function readIdentities(work: Work): Promise<void> {
  const { host, recording, scan, options } = work;
  const { proc } = host.roots;
  const here = work.asked.flatMap(({ answers }) => enginePids(answers)).filter((pid) => isThere(host.fs, `${proc}/${pid}`));
  const around = pidAround(draft(work)) ?? [];
  await eachWithPauses(new Set([...scan.candidates, ...here].concat(around)), (pid) => readIdentity(recording, `${proc}/${pid}`));
  const known = draft(work);
  for (const file of new Set(scan.candidates.map((pid) => frozenFile(known, `${proc}/${pid}`)))) {
    if (file !== undefined) {
      recording.text(file);
    }
  }
  recording.keep(`${proc}/#${monitorsKey}`, { list: scan.monitors.map(String) });
  for (const pid of scan.monitors) {
    readMonitor(work, `${proc}/${pid}`);
  }
  if (/^[1-9]\d{0,9}$/.test(options.subject ?? '') && isThere(host.fs, `${proc}/${options.subject ?? ''}`)) {
    readKin(recording, `${proc}/${options.subject ?? ''}`);
  }
  readAncestors(work);
}

/** The start times once more: whoever has another one now is not who it was. */
export async function readStartTimesAgain({ recording, host }: Work): Promise<void> {
  const stats = [...recording.files.keys()].filter((path) => /\/\d+\/stat$/.test(path));
  await eachWithPauses(stats, (path) => recording.keep(`${path}#again`, host.fs.readAgain(path)));
}

function readAncestors(work: Work): void {
  for (let generation = 0; generation < mostGenerations; generation += 1) {
    const wanted = ancestorsWanted(draft(work));
    if (wanted.length === 0) {
      return;
    }
    for (const pid of wanted) {
      readKin(work.recording, `${work.host.roots.proc}/${pid}`);
    }
  }
}

/** QEMU names the threads of its virtual CPUs. */
function readMonitor({ host, recording }: Work, dir: string): void {
  readKin(recording, dir);
  const tasks = host.fs.list(`${dir}/task`);
  for (const task of typeof tasks === 'object' && 'list' in tasks ? tasks.list.slice(0, 256) : []) {
    recording.text(`${dir}/task/${task}/comm`);
  }
}

/** What nobody may look at is there as well. */
function isThere(fs: MachineFs, dir: string): boolean {
  const kind = fs.kind(dir);
  return typeof kind === 'string' || (kind.unread !== 'absent' && kind.unread !== 'gone');
}
