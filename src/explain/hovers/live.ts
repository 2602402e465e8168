/** The running containers that came from a file, by the labels that compose and dev container tools put on them. */
import { listedContainers } from '../../model/engineAnswer.js';
import { valueOf } from '../../model/reading.js';
import type { Snapshot } from '../../model/snapshot.js';
import type { Container } from '../../model/isolation.js';
import type { Fact, Section } from '../explanation.js';
import type { LiveLine } from './hover.js';

/** What a hover needs of a container; only what is known already, so that no hover waits for an engine. */
export interface LiveContainer {
  readonly container: Pick<Container, 'id' | 'name' | 'image'>;
  readonly labels: ReadonlyMap<string, string>;
  /** The sections of its Explanation; asked for only where the container belongs to the file. */
  readonly sections: () => readonly Section[];
}

const most = 3;
const longestSource = 60;

/** `facts` are `section/fact`, the most telling first; the first one that a container has is its line. */
export function liveLines(facts: readonly string[], containers: readonly LiveContainer[]): LiveLine[] {
  return containers.slice(0, most).flatMap((live) => {
    const sections = facts.length === 0 ? [] : live.sections();
    const fact = facts.map((path) => factAt(sections, path)).find((found) => found !== undefined);
    return fact === undefined ? [] : [lineOf(live, fact)];
  });
}

function lineOf({ container }: LiveContainer, fact: Fact): LiveLine {
  // `capabilities: 16 capabilities` says it twice.
  const label = fact.value.includes(fact.label) ? '' : fact.label;
  return { container: container.name, id: container.id, label, value: fact.value, source: shortSource(fact.source) };
}

/** The first of several; of a long path both ends, for the file's name says most. */
function shortSource(source: string): string {
  const [first = ''] = source.split(/, (?=\/|[A-Z]+ \/)/);
  const file = first.slice(first.lastIndexOf('/'));
  return first.length <= longestSource || file.length >= longestSource ? first : `${first.slice(0, longestSource - 1 - file.length)}…${file}`;
}

function factAt(sections: readonly Section[], path: string): Fact | undefined {
  const [section, id] = path.split('/');
  const found = sections.find((one) => one.id === section);
  return found === undefined || id === undefined ? undefined : within(found.facts, id);
}

function within(facts: readonly Fact[], id: string): Fact | undefined {
  for (const fact of facts) {
    const found = fact.id === id ? fact : within(fact.children ?? [], id);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The labels of a container in its engine's list; none where no engine answered. */
export function labelsOf(snapshot: Snapshot, { id, engine }: Pick<Container, 'id' | 'engine'>): ReadonlyMap<string, string> {
  return valueOf(listedContainers(snapshot, engine?.endpoint))?.find((listed) => listed.id === id)?.labels ?? new Map();
}
