/** What a row says: its label, and beside it the answer. Pure; made one line each, for the text may be anybody's. */
import * as l10n from '@vscode/l10n';
import { oneLine } from '../plainText.js';
import { whatItIs } from '../../explain/row.js';
import { diagnosisText } from '../../explain/diagnosis/diagnosisText.js';
import type { ContainerItem, DiagnosisItem, EngineItem, FactItem, HiddenItem, Item } from './item.js';
import { nodeName, nodeWords, taskWords } from './swarmWords.js';
import { engineLabel, findingsCount, hiddenCount, stateWord } from './words.js';

export interface RowText {
  readonly label: string;
  readonly description: string;
}

export function rowText(item: Item): RowText {
  const { label, description } = textOf(item);
  return { label: oneLine(label), description: oneLine(description) };
}

function textOf(item: Item): RowText {
  switch (item.kind) {
    case 'machine': return { label: l10n.t('This machine'), description: item.description };
    case 'engine': return { label: engineLabel(item.engine), description: engineDescription(item.engine.status, runningIn(item)) };
    case 'node': return { label: nodeName(item.node), description: nodeWords(item.node) };
    case 'task': return { label: item.task.name, description: taskWords(item.task, item.hostname) };
    case 'diagnosis': return diagnosisRow(item);
    case 'container': return { label: item.container.name, description: containerDescription(item) };
    case 'hidden': return { label: hiddenCount(sumOf(item)), description: item.counts.map(([runtime, count]) => `${count} ${runtime}`).join(' · ') };
    case 'problem': return { label: l10n.t('This container could not be explained'), description: item.says };
    case 'findings': return { label: findingsCount(item.findings.length), description: '' };
    case 'finding': return { label: item.finding.says, description: '' };
    case 'section': return { label: item.section.title, description: item.section.summary };
    case 'fact': return { label: item.fact.label, description: factDescription(item) };
  }
}

/** A swarm's nodes are no containers, but those of its tasks that are here are. */
function runningIn({ children }: EngineItem): number {
  return children.reduce((sum, child) => sum + runningBelow(child), 0);
}

function runningBelow(child: Item): number {
  switch (child.kind) {
    case 'node': return child.children.flatMap((task) => task.children).length;
    case 'hidden': return sumOf(child);
    default: return 1;
  }
}

function sumOf({ counts }: HiddenItem): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

function engineDescription(status: string, containers: number): string {
  return status === 'ok' ? l10n.t('{0} running', containers) : l10n.t('does not answer');
}

/** "private · PID 1 in there is 5873 out here" */
function factDescription({ fact, withMeaning }: FactItem): string {
  const meaning = withMeaning && !fact.unread ? fact.meaning.replace(/\.$/u, '') : '';
  return [fact.value, meaning].filter((part) => part !== '').join(' · ');
}

function diagnosisRow({ engine, diagnosis }: DiagnosisItem): RowText {
  const { says, detail, todo } = diagnosisText(engine, diagnosis);
  return { label: says, description: [detail, todo[0] ?? ''].filter((part) => part !== '').join(' · ') };
}

function containerDescription({ container, explained }: ContainerItem): string {
  const explanation = explained !== undefined && 'explanation' in explained ? explained.explanation : null;
  const found = explanation === null || explanation.findings.length === 0 ? '' : findingsCount(explanation.findings.length);
  const state = container.state === 'running' ? '' : stateWord(container.state);
  const row = explanation?.row ?? [whatItIs(container), state].filter((part) => part !== '').join(' · ');
  const here = container.holdsReader === true ? l10n.t('VS Code runs in it') : '';
  return [here, row, found].filter((part) => part !== '').join(' · ');
}
