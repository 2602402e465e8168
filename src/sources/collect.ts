/**
 * Takes a snapshot: asks the engine, looks at every process once, reads the files of those that are a container's. What
 * to read is the model's to say; nothing is concluded here.
 */
import { containersOf } from '../model/containers.js';
import { infoKey } from '../model/engineAnswer.js';
import { countsContainers } from '../model/engineStats.js';
import { imageKeys } from '../model/imageHistory.js';
import type { Container } from '../model/isolation.js';
import { readerDepth } from '../model/processFacts.js';
import { kernelDir } from '../model/proof.js';
import { isRead } from '../model/reading.js';
import type { Snapshot } from '../model/snapshot.js';
import { readContainerFiles } from './containerFiles.js';
import { askForContainers, askForHistory, askForStats, askForTop } from './engineAsking.js';
import type { Host } from './host.js';
import { readIdentities, readStartTimesAgain } from './identities.js';
import { readEngineSockets, readMachine } from './machineReading.js';
import { withoutEnvironment } from './mask.js';
import { noProcesses, scanProcesses } from './processScan.js';
import { recordingOf } from './recording.js';
import { findSubject } from './subject.js';
import { type CollectOptions, type Work, draft } from './work.js';

export type { CollectOptions } from './work.js';

/** Never rejects for what cannot be read: that is in the snapshot, with its reason. */
export async function collect(host: Host, options: CollectOptions): Promise<Snapshot> {
  const work = begin(host, options);
  if (work.linux) {
    readMachine(work.recording, host.roots, host.reader, options.environment === true);
    if (host.reader === 'self') {
      readEngineSockets(work.recording, host.fs, work.engines);
    }
  } else {
    work.recording.keep(host.roots.proc, { unread: 'unsupported', detail: `no Linux kernel on this platform (${host.platform})` });
  }
  await Promise.all([askEngine(work), scan(work)]);
  if (work.linux) {
    await readIdentities(work);
  }
  const subject = options.subject === undefined ? null : await findSubject(work, options.subject);
  await readFacts(work, subject);
  if (work.linux) {
    await readStartTimesAgain(work);
  }
  const answers = options.environment === true ? work.answers : withoutEnvironment(work.answers);
  return draft({ ...work, answers }, subject?.id ?? null);
}

function begin(host: Host, options: CollectOptions): Work {
  const { engines, states } = host.connections;
  return {
    host, options, takenAt: host.clock(), engine: engines[0], linux: host.platform === 'linux',
    recording: recordingOf(host.fs), answers: new Map(), engines: states, scan: noProcesses,
  };
}

async function askEngine(work: Work): Promise<void> {
  if (work.engine) {
    const state = await askForContainers(work.engine, work.options.all === true, work.answers);
    work.engines = work.engines.map((each) => (each.endpoint === state.endpoint ? state : each));
  }
}

async function scan(work: Work): Promise<void> {
  const { host, linux } = work;
  if (linux) {
    work.scan = await scanProcesses(host.fs, host.roots, readerDepth(draft(work)));
  }
}

async function readFacts(work: Work, subject: Container | null): Promise<void> {
  const { options, linux } = work;
  const known = draft(work);
  const wanted = subject !== null ? [subject] : options.subject === undefined ? containersOf(known) : [];
  if (options.depth === 'facts' && linux) {
    await readContainerFiles(work, wanted);
  }
  await Promise.all([
    options.depth === 'facts' && subject !== null ? askForHistoryOf(work, known, subject) : undefined,
    options.depth === 'facts' && subject !== null && options.top === true ? askForStatsOf(work, known, subject) : undefined,
    options.top === true ? askForTops(work, wanted) : undefined,
  ]);
}

/** Only of what was opened, and only where its cgroup's files are another kernel's. */
async function askForStatsOf({ engine, answers }: Work, known: Snapshot, subject: Container): Promise<void> {
  const dir = kernelDir(known, subject);
  const elsewhere = !isRead(dir) && dir.unread === 'remote';
  if (engine && subject.engine && elsewhere && (subject.state === 'running' || subject.state === 'paused') && countsContainers(answers.get(infoKey))) {
    await askForStats(engine, subject.id, answers);
  }
}

async function askForHistoryOf({ engine, answers }: Work, known: Snapshot, subject: Container): Promise<void> {
  const [image] = imageKeys(known, subject);
  if (engine && subject.engine && image !== undefined) {
    await askForHistory(engine, image, answers);
  }
}

async function askForTops({ engine, answers }: Work, containers: readonly Container[]): Promise<void> {
  const asked = containers.filter((container) => container.engine !== null && container.state !== 'exited' && container.state !== 'created');
  await Promise.all(engine ? asked.map(({ id }) => askForTop(engine, id, answers)) : []);
}
