/** Asks every engine at the same time what it runs. A slow one holds the others up for its time limit and no longer. */
import { infoKey, textAt } from '../model/engineAnswer.js';
import { type WhichContainers, askForContainers } from './engineAsking.js';
import { withinTime } from '../withinTime.js';
import type { Asked, Work } from './work.js';

const usualLimit = 6000;

/** Afterwards each engine is there once, however many ways lead to it. */
export async function askEngines(work: Work): Promise<void> {
  const { options: { all = false, depth, engineLimit = usualLimit } } = work;
  const what = { all, namesOnly: depth === 'names' };
  const alone = work.asked.length === 1;
  await Promise.all(work.asked.map((asked) => (alone ? ask(asked, what) : askInTime(asked, what, engineLimit))));
  const kept = work.asked.filter((asked, index) => !work.asked.slice(0, index).some((earlier) => isTwin(earlier, asked)));
  const dropped = new Set(work.asked.filter((asked) => !kept.includes(asked)).map(({ state }) => state.endpoint));
  work.asked = kept;
  work.engines = work.engines.filter(({ endpoint }) => !dropped.has(endpoint));
}

async function ask(asked: Asked, what: WhichContainers): Promise<void> {
  asked.state = await askForContainers(asked.engine, what, asked.answers);
}

async function askInTime(asked: Asked, what: WhichContainers, limit: number): Promise<void> {
  const { engine, answers, state } = asked;
  const inTime = await withinTime(limit, askForContainers(engine, what, answers));
  asked.answers = new Map(answers);
  if (inTime === undefined) {
    engine.giveUp({ status: 'timeout', detail: `it did not tell what it runs within ${limit / 1000} s` });
  }
  asked.state = inTime ?? { ...state, ...engine.lastTrouble };
}

/** Docker keeps its id for good; of a cloned machine the name differs. (Podman makes up a new id for each answer.) */
function isTwin(one: Asked, other: Asked): boolean {
  const [id, name] = [idOf(one), nameOf(one)];
  return id !== '' && id === idOf(other) && name === nameOf(other);
}

const idOf = ({ answers }: Asked): string => textAt(answers.get(infoKey), 'ID') ?? '';
const nameOf = ({ answers }: Asked): string => textAt(answers.get(infoKey), 'Name') ?? '';
