/** What is true now of the running containers that came from a file, and how they were found. */
import * as l10n from '@vscode/l10n';
import { listedContainers } from '../../model/engineAnswer.js';
import type { BuiltOn } from '../../model/imageLayers.js';
import { valueOf } from '../../model/reading.js';
import type { Snapshot } from '../../model/snapshot.js';
import type { Container } from '../../model/isolation.js';
import type { Fact, Section } from '../explanation.js';
import type { Hover, LiveLine, Paragraph } from './hover.js';
import { say } from './say.js';

/** What a hover needs of a container; only what is known already, so that no hover waits for an engine. */
export interface LiveContainer {
  readonly container: Pick<Container, 'id' | 'name' | 'image'>;
  readonly labels: ReadonlyMap<string, string>;
  /** Whether its image is built on the one that is called so, as far as the engine told. */
  readonly builtOn: (image: string) => BuiltOn | undefined;
  /** The sections of its Explanation; asked for only where the container belongs to the file. */
  readonly sections: () => readonly Section[];
}

const most = 3;
const longestSource = 60;

/** Labels say that it came from the file; layers only that it is built on the same image. */
export type Evidence =
  | { readonly by: 'compose' | 'devcontainer' | 'title' }
  | { readonly by: BuiltOn; readonly image: string };

export interface Came {
  readonly live: LiveContainer;
  readonly evidence: Evidence;
}

/** `facts` are `section/fact`, the most telling first; the first one that a container has is its line. */
export function liveOf(facts: readonly string[], came: readonly Came[]): Pick<Hover, 'live' | 'found'> {
  const shown = came.slice(0, most).flatMap(({ live, evidence }) => {
    const sections = live.sections();
    const fact = facts.map((path) => factAt(sections, path)).find((found) => found !== undefined);
    return fact === undefined ? [] : [{ line: lineOf(live, fact, evidence), evidence }];
  });
  return { live: shown.map(({ line }) => line), ...shown.length > 0 && { found: foundBy(shown.map(({ evidence }) => evidence), came.length - Math.min(most, came.length)) } };
}

function foundBy(evidence: readonly Evidence[], more: number): Paragraph {
  const kinds = evidence.filter(({ by }, index) => evidence.findIndex((other) => other.by === by) === index);
  const says = [...kinds.map(evidenceSaid), ...more === 0 ? [] : [say(l10n.t('And {0} more.', more))]];
  return says.flatMap((each, index) => (index === 0 ? each : [{ kind: 'text' as const, text: ' ' }, ...each]));
}

function evidenceSaid(evidence: Evidence): Paragraph {
  switch (evidence.by) {
    case 'compose': return say(l10n.t('Found by the labels of Compose.'));
    case 'devcontainer': return say(l10n.t('Found by the labels of the dev container.'));
    case 'title': return say(l10n.t('Found by the title that this file’s `LABEL` gives its image.'));
    case 'more': return say(l10n.t('Built on {0}: the image begins with its layers. Layers do not tell whether this file made it.'), evidence.image);
    case 'same': return say(l10n.t('The image has the layers of {0} and no others. Layers do not tell whether this file made it.'), evidence.image);
  }
}

function lineOf({ container }: LiveContainer, fact: Fact, { by }: Evidence): LiveLine {
  // `capabilities: 16 capabilities` says it twice.
  const label = fact.value.includes(fact.label) ? '' : fact.label;
  return { container: container.name, id: container.id, label, value: fact.value, source: shortSource(fact.source), onBase: by === 'more' || by === 'same' };
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
