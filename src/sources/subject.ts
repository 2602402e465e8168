/** Finds the container that a snapshot is taken of, asking further where it is not among those that run. */
import { containersOf } from '../model/containers.js';
import { inspectKey } from '../model/engineAnswer.js';
import { findContainer } from '../model/findContainer.js';
import type { Container } from '../model/isolation.js';
import { readMembers } from './containerFiles.js';
import { askForList, inspect, notInspected } from './engineAsking.js';
import { type Work, askedOf, draft } from './work.js';

/** Null where nothing, or more than one, is meant by it: who asked finds out by `findContainer` in the snapshot. */
export async function findSubject(work: Work, wanted: string): Promise<Container | null> {
  const found = find(work, wanted) ?? await amongMembers(work, wanted) ?? await amongStopped(work, wanted);
  if (found?.engine) {
    await inspectOnce(work, found);
  }
  return found ?? null;
}

function find(work: Work, wanted: string): Container | undefined {
  const known = draft(work);
  const found = findContainer(known, containersOf(known, { all: true }), wanted);
  return 'found' in found ? found.found : undefined;
}

/** A pid may be that of any process inside. */
async function amongMembers(work: Work, wanted: string): Promise<Container | undefined> {
  if (!work.linux || !/^\d+$/.test(wanted)) {
    return undefined;
  }
  const known = draft(work);
  await readMembers(work, known, containersOf(known));
  return find(work, wanted);
}

async function amongStopped(work: Work, wanted: string): Promise<Container | undefined> {
  if (work.asked.length === 0 || work.options.all === true) {
    return undefined;
  }
  await Promise.all(work.asked.map(({ engine, answers }) => askForList(engine, true, answers)));
  return find(work, wanted);
}

async function inspectOnce(work: Work, container: Container): Promise<void> {
  const asked = askedOf(work, container);
  const known = asked?.answers.get(inspectKey(container.id));
  if (asked && (known === undefined || known === notInspected)) {
    await inspect(asked.engine, container.id, asked.answers);
  }
}
