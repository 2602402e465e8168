/** What is true now of the running containers that came from a file, and how they were found. */
import * as l10n from '@vscode/l10n';
import { listedContainers } from '../../model/engineAnswer.js';
import type { BuiltOn } from '../../model/imageLayers.js';
import { valueOf as valueRead } from '../../model/reading.js';
import type { Snapshot } from '../../model/snapshot.js';
import type { Container } from '../../model/isolation.js';
import type { Fact, Section, SectionId } from '../explanation.js';
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

/** Strangers on the same base are told of more briefly. */
const most = { labelled: 3, onBase: 2 };
const longestSource = 60;

/** Labels say that it came from the file, or that Compose built it in the file's project; layers only that it is built on the same image. */
export type Evidence =
  | { readonly by: 'compose' | 'built' | 'devcontainer' | 'title' }
  | { readonly by: BuiltOn; readonly image: string };

export interface Came {
  readonly live: LiveContainer;
  readonly evidence: Evidence;
}

/** `facts` are `section/fact`, the most telling first; the first one that a container has is its line. */
export function liveOf(facts: readonly string[], came: readonly Came[]): Pick<Hover, 'live' | 'found'> {
  const first = came.slice(0, came.some(({ evidence }) => isOnBase(evidence)) ? most.onBase : most.labelled);
  const shown = first.flatMap(({ live, evidence }) => {
    const sections = live.sections();
    const fact = facts.map((path) => factAt(sections, path)).find((found) => found !== undefined);
    return fact === undefined ? [] : [{ line: lineOf(live, fact, evidence), evidence }];
  });
  return { live: shown.map(({ line }) => line), ...shown.length > 0 && { found: foundBy(shown.map(({ evidence }) => evidence), came.length - first.length) } };
}

function isOnBase({ by }: Evidence): boolean {
  return by === 'same' || by === 'more';
}

function foundBy(evidence: readonly Evidence[], more: number): Paragraph {
  // To have the same layers is to begin with them.
  const told = evidence.some(({ by }) => by === 'more') ? evidence.filter(({ by }) => by !== 'same') : evidence;
  const kinds = told.filter(({ by }, index) => told.findIndex((other) => other.by === by) === index);
  const says = [...kinds.map(evidenceSaid), ...more === 0 ? [] : [say(l10n.t('And {0} more.', more))]];
  return says.flatMap((each, index) => (index === 0 ? each : [{ kind: 'text' as const, text: ' ' }, ...each]));
}

function evidenceSaid(evidence: Evidence): Paragraph {
  switch (evidence.by) {
    case 'compose': return say(l10n.t('Found by the labels of Compose.'));
    case 'built': return say(l10n.t('Built by Compose in this project. Labels do not tell from which Dockerfile.'));
    case 'devcontainer': return say(l10n.t('Found by the labels of the dev container.'));
    case 'title': return say(l10n.t('Found by the title that this file’s `LABEL` gives its image.'));
    case 'more': return say(l10n.t('Built on {0}: the image begins with its layers. Layers do not tell whether this file made it.'), evidence.image);
    case 'same': return say(l10n.t('The image has the layers of {0} and no others. Layers do not tell whether this file made it.'), evidence.image);
  }
}

function lineOf({ container }: LiveContainer, { section, fact }: FactOfSection, evidence: Evidence): LiveLine {
  return { container: container.name, id: container.id, label: labelOf(section, fact), value: valueOf(fact), source: shortSource(fact.source), onBase: isOnBase(evidence) };
}

/** `capabilities: 16 capabilities` says it twice, and so does `user: uid 0`. */
function labelOf(section: SectionId, fact: Fact): string {
  return fact.value.includes(fact.label) || isUser(fact) ? '' : section === 'namespaces' ? l10n.t('{0} namespace', fact.label) : fact.label;
}

/** Of a uid what counts is who that is outside. */
function valueOf(fact: Fact): string {
  return isUser(fact) ? `${fact.value}. ${fact.meaning}` : fact.value;
}

function isUser({ id, concept, unread }: Fact): boolean {
  return id === 'user' && concept === 'user-ids' && !unread;
}

/** The first of several; of a long path both ends, for the file's name says most. */
function shortSource(source: string): string {
  const [first = ''] = source.split(/, (?=\/|[A-Z]+ \/)/);
  const file = first.slice(first.lastIndexOf('/'));
  return first.length <= longestSource || file.length >= longestSource ? first : `${first.slice(0, longestSource - 1 - file.length)}…${file}`;
}

interface FactOfSection {
  readonly section: SectionId;
  readonly fact: Fact;
}

/** `section/fact`, or `section/fact@label` for one below it that is called so. */
function factAt(sections: readonly Section[], path: string): FactOfSection | undefined {
  const [, section, id = '', label] = /^(\w+)\/([^@]+)(?:@(.*))?$/s.exec(path) ?? [];
  const found = sections.find((one) => one.id === section);
  const whole = within(found?.facts ?? [], id);
  const fact = label === undefined ? whole : whole?.children?.find((child) => child.label === label);
  return found === undefined || fact === undefined ? undefined : { section: found.id, fact };
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
  return valueRead(listedContainers(snapshot, engine?.endpoint))?.find((listed) => listed.id === id)?.labels ?? new Map();
}
