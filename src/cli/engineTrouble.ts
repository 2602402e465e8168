/** Why an engine does not answer, what the system said, and what to do next. */
import * as l10n from '@vscode/l10n';
import { configWords, diagnosisText } from '../explain/diagnosis/diagnosisText.js';
import { clip } from '../explain/foreignText.js';
import type { Diagnosis } from '../model/diagnosis.js';
import { listedContainers } from '../model/engineAnswer.js';
import { isRead } from '../model/reading.js';
import type { EngineState, Snapshot } from '../model/snapshot.js';
import type { Options } from './options.js';
import { Problem } from './problem.js';

/** One line: where, who chose it, what is wrong, what the system said, what is there, what to do. */
export function engineTrouble(engine: EngineState, diagnosis?: Diagnosis): string {
  const { says, evidence, todo } = diagnosisText(engine, diagnosis);
  const { endpoint, detail } = engine;
  const system = detail === undefined ? [] : [l10n.t('The system said: {0}.', clip(detail, 300).replace(/\.$/, ''))];
  const steps = todo.length === 1 ? todo : todo.map((step, index) => `${index + 1}) ${step}`);
  return [`${clip(endpoint, 200)}${chosenWords(engine)}: ${says}.`, ...system, ...evidence.map((each) => `${each}.`), ...steps].join(' ');
}

function chosenWords({ chosenBy, context, endpoint }: EngineState): string {
  const by = chosenBy === 'default' || chosenBy === 'well-known' ? [] : [chosenBy === 'option' ? l10n.t('chosen by an option') : l10n.t('chosen by {0}', chosenBy)];
  const words = [...by, ...(context === undefined || endpoint === `context ${context}` ? [] : [l10n.t('Docker context {0}', clip(context, 80))])];
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

export interface Asked {
  readonly snapshot: Snapshot;
  readonly diagnoses: readonly Diagnosis[];
  readonly options: Pick<Options, 'context'>;
}

/** Each engine that was asked for by its name must answer; any other one is only missed. What one listed is not thrown away. */
export function checkEngines({ snapshot, diagnoses, options }: Asked, say: (line: string) => void): void {
  const trouble = (engine: EngineState): string => engineTrouble(engine, diagnoses.find(({ endpoint }) => endpoint === engine.endpoint));
  snapshot.engines.forEach(({ configTrouble }) => (configTrouble === undefined ? undefined : say(configWords(configTrouble))));
  const failed = snapshot.engines.filter(({ status }) => status !== 'ok');
  const listed = failed.filter((engine) => hasListed(snapshot, engine));
  const silent = failed.filter((engine) => !listed.includes(engine));
  const demanded = silent.find(({ chosenBy, context }) => chosenBy === 'option' && (context === undefined || options.context.includes(context)));
  if (demanded !== undefined) {
    throw new Problem(trouble(demanded));
  }
  listed.forEach((each) => say(`${trouble(each)} ${l10n.t('What it told before follows.')}`));
  // Where nobody said which engine, none is missed as long as one answers; where none does, the first one tells why.
  const chosen = silent.filter(({ chosenBy }) => chosenBy !== 'default' && chosenBy !== 'well-known');
  const none = silent.length === snapshot.engines.length;
  const missed = none && chosen.length === 0 ? silent.slice(0, 1) : chosen;
  missed.forEach((each, index) => say([trouble(each), ...(none && index === missed.length - 1 ? [l10n.t('What follows is what the kernel shows.')] : [])].join(' ')));
}

/** It was reached, for it told its version, and stopped answering after it gave its list. */
function hasListed(snapshot: Snapshot, { endpoint, version }: EngineState): boolean {
  return version !== undefined && isRead(listedContainers(snapshot, endpoint));
}
