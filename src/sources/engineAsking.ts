/** The questions put to an engine, and its answers by the keys that the model knows. */
import {
  type Listed, infoKey, inspectKey, libpodListKey, listKey, listedContainers, numberAt, statsKey, topKey,
} from '../model/engineAnswer.js';
import { type Reading, isRead, valueOf } from '../model/reading.js';
import type { EngineState } from '../model/snapshot.js';
import { isManager, nodesKey, servicesKey, tasksKey } from '../model/swarm.js';
import type { Engine } from './connection.js';
import type { EngineTrouble } from './errors.js';
import { draftOf } from './draft.js';
import { askStats } from './stats.js';
import { askTop } from './top.js';

/** What is written into a snapshot: the answer itself, or why there is none. */
export function kept(reading: Reading<unknown>): unknown {
  return isRead(reading) ? reading.value : {
    unread: reading.unread, ...(reading.detail === undefined ? {} : { detail: reading.detail }),
  };
}

export interface WhichContainers {
  /** Stopped ones too. */
  readonly all: boolean;
  /** The list alone, without an inspection of each. */
  readonly namesOnly: boolean;
}

/** Containers of one engine in one look: more are listed by their names. */
const mostInspected = 2000;

/** Stands for the inspection of each container after those; who opens one of them has it inspected. */
export const notInspected = { unread: 'failed', detail: `not asked: the engine lists more than ${mostInspected} running containers` } as const;

/**
 * The list, what the engine says about itself, and an inspection of each container that runs; all into `answers`.
 * Gives the engine's state: `ok` while its containers can be listed.
 */
export async function askForContainers(engine: Engine, { all, namesOnly }: WhichContainers, answers: Map<string, unknown>): Promise<EngineState> {
  answers.set('GET /version', engine.about);
  const state = await askForList(engine, all, answers);
  const info = engine.get('/info');
  const running = namesOnly ? [] : listedIn(answers).filter((listed) => listed.state !== 'exited' && listed.state !== 'created' && listed.state !== 'dead');
  const ids = [...new Set(running.map(({ id }) => id))];
  ids.slice(mostInspected).forEach((id) => answers.set(inspectKey(id), notInspected));
  await Promise.all(ids.slice(0, mostInspected).map((id) => inspect(engine, id, answers)));
  const about = await info;
  answers.set(infoKey, kept(about));
  if (!namesOnly && isManager(valueOf(about))) {
    await askForSwarm(engine, answers);
  }
  return state;
}

/** Tasks that are meant to run; the manager keeps those of the past as well. */
const tasksPath = `/tasks?filters=${encodeURIComponent(JSON.stringify({ 'desired-state': ['running'] }))}`;

async function askForSwarm(engine: Engine, answers: Map<string, unknown>): Promise<void> {
  await Promise.all([[nodesKey, '/nodes'], [tasksKey, tasksPath], [servicesKey, '/services']].map(async ([key = '', path = '']) => {
    answers.set(key, kept(await engine.get(path)));
  }));
}

/** Docker's list, and Podman's own beside it, which knows pods and namespaces. Gives the engine's state. */
export async function askForList(engine: Engine, all: boolean, answers: Map<string, unknown>): Promise<EngineState> {
  const list = await engine.get(all ? '/containers/json?all=1' : '/containers/json');
  const trouble = troubleOf(engine, list);
  const state = trouble === undefined ? engine.state : { ...engine.state, ...trouble };
  // The list of those that run is better than none of all.
  if (isRead(list) || !answers.has(listKey)) {
    answers.set(listKey, kept(list));
  }
  if (engine.libpodPrefix !== undefined && isRead(list)) {
    const libpod = `${engine.libpodPrefix}/libpod/containers/json?namespace=true${all ? '&all=true' : ''}`;
    answers.set(libpodListKey, kept(await engine.get(libpod)));
  }
  return state;
}

/** The engine was there a moment ago; now it is not, or what it says cannot be used. */
function troubleOf({ lastTrouble }: Engine, list: Reading<unknown>): EngineTrouble | undefined {
  if (!isRead(list)) {
    return lastTrouble ?? { status: 'malformed', detail: list.detail ?? '' };
  }
  return Array.isArray(list.value) ? undefined : { status: 'malformed', detail: 'its answer is no list of containers' };
}

export async function inspect(engine: Engine, id: string, answers: Map<string, unknown>): Promise<void> {
  answers.set(inspectKey(id), kept(await engine.get(`/containers/${id}/json`)));
}

/** The history of an image; `image` is the one of its names that the engine is asked by. */
export async function askForHistory(engine: Engine, image: string, answers: Map<string, unknown>): Promise<void> {
  answers.set(`GET /images/${image}/history`, kept(await engine.get(`/images/${image}/history`)));
}

export async function askForTop(engine: Engine, id: string, answers: Map<string, unknown>): Promise<void> {
  answers.set(topKey(id), kept(await askTop(engine, id)));
}

export async function askForStats(engine: Engine, id: string, answers: Map<string, unknown>): Promise<void> {
  answers.set(statsKey(id), kept(await askStats(engine, id)));
}

/** The pids that the engine knows, on whatever kernel they are. */
export function enginePids(answers: ReadonlyMap<string, unknown>): readonly number[] {
  return listedIn(answers)
    .map(({ id }) => numberAt(answers.get(inspectKey(id)), 'State', 'Pid'))
    .filter((pid) => pid !== undefined && Number.isSafeInteger(pid) && pid > 0) as readonly number[];
}

function listedIn(answers: ReadonlyMap<string, unknown>): readonly Listed[] {
  return valueOf(listedContainers(draftOf({ answers }))) ?? [];
}
