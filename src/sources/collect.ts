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
import { isOutOfSight } from '../model/proof.js';
import type { EngineState, Snapshot } from '../model/snapshot.js';
import { readContainerFiles } from './containerFiles.js';
import { askForHistory, askForStats, askForTop, enginePids } from './engineAsking.js';
import { askEngines } from './engines.js';
import type { FarMachine, Host } from './host.js';
import { readIdentities, readStartTimesAgain } from './identities.js';
import { readEngineSockets, readMachine } from './machineReading.js';
import { withoutEnvironment } from './mask.js';
import { forOneLook } from './oneLook.js';
import { noProcesses, scanProcesses } from './processScan.js';
import { recordingOf } from './recording.js';
import { findSubject } from './subject.js';
import { type Asked, type CollectOptions, type Work, askedOf, draft } from './work.js';

export type { CollectOptions } from './work.js';

/** Never rejects for what cannot be read: that is in the snapshot, with its reason. */
export async function collect(host: Host, options: CollectOptions): Promise<Snapshot> {
  const work = begin(host, options);
  const asking = askEngines(work);
  if (host.far !== undefined) {
    await asking;
    await bringFiles(work, host.far);
  }
  if (work.linux) {
    readMachine(work.recording, host.roots, host.reader, options.environment === true);
    if (host.reader === 'self') {
      readEngineSockets(work.recording, host.fs, work.engines, host.far?.sockets());
    }
  } else {
    work.recording.keep(host.roots.proc, { unread: 'unsupported', detail: `no Linux kernel on this platform (${host.platform})` });
  }
  const names = options.depth === 'names';
  await Promise.all([asking, names ? undefined : scan(work)]);
  if (work.linux && !names) {
    await readIdentities(work);
  }
  const subject = options.subject === undefined ? null : await findSubject(work, options.subject);
  await readFacts(work, subject);
  if (work.linux) {
    await readStartTimesAgain(work);
  }
  const asked = work.asked.map((each) => ({
    ...each, state: stateAfterAll(each), answers: options.environment === true ? each.answers : withoutEnvironment(each.answers),
  }));
  return draft({ ...work, asked }, subject?.id ?? null);
}

function begin(host: Host, options: CollectOptions): Work {
  const { engines, states } = host.connections;
  return {
    host, options, takenAt: host.clock(), linux: host.platform === 'linux',
    asked: engines.map((engine) => ({ engine: forOneLook(engine), answers: new Map(), state: engine.state })),
    recording: recordingOf(host.fs), engines: states, scan: noProcesses,
  };
}

/** Of a container without a process there is nothing to bring. */
async function bringFiles(work: Work, far: FarMachine): Promise<void> {
  const pids = work.asked.flatMap(({ answers }) => enginePids(answers));
  const subject = (await findSubject(work, work.options.subject ?? ''))?.pid ?? null;
  if (subject !== null) {
    await far.bring(subject, pids.filter((pid) => pid !== subject));
  }
}

/** An engine that listed what it runs may have stopped answering since. */
function stateAfterAll({ state, engine: { lastTrouble } }: Asked): EngineState {
  return state.status === 'ok' && lastTrouble !== undefined ? { ...state, ...lastTrouble } : state;
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

/** Only of what was opened, and only where its cgroup's files cannot be seen. */
async function askForStatsOf(work: Work, known: Snapshot, subject: Container): Promise<void> {
  const asked = askedOf(work, subject);
  if (asked && isOutOfSight(known, subject) && (subject.state === 'running' || subject.state === 'paused') && countsContainers(asked.answers.get(infoKey))) {
    await askForStats(asked.engine, subject.id, asked.answers);
  }
}

async function askForHistoryOf(work: Work, known: Snapshot, subject: Container): Promise<void> {
  const [image] = imageKeys(known, subject);
  const asked = askedOf(work, subject);
  if (asked && image !== undefined) {
    await askForHistory(asked.engine, image, asked.answers);
  }
}

async function askForTops(work: Work, containers: readonly Container[]): Promise<void> {
  await Promise.all(containers.filter(({ state }) => state !== 'exited' && state !== 'created').map(async (container) => {
    const asked = askedOf(work, container);
    if (asked) {
      await askForTop(asked.engine, container.id, asked.answers);
    }
  }));
}
