/**
 * Tooltips: the meaning, where it was read, and the command that shows the same. Foreign text goes in escaped or as a code
 * block, and the Markdown is not trusted: a container's name can link to nothing. (`appendText` would do it too, but writes
 * every space as one at which no line breaks.)
 */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { configWords, diagnosisText } from '../../explain/diagnosis/diagnosisText.js';
import { clip, visible } from '../../explain/foreignText.js';
import type { Fact, FindingText, Section } from '../../explain/explanation.js';
import { plain } from '../../explain/hovers/markdownText.js';
import { incompleteWords } from '../../explain/incomplete.js';
import type { EngineState } from '../../model/snapshot.js';
import { settingIds } from '../../settings.js';
import { oneLine } from '../plainText.js';
import type { ContainerItem, DiagnosisItem, Item } from './item.js';
import { nodeWords, placeMeaning, taskWords } from './swarmWords.js';
import { chosenWords, hidesWords, pidWords, stateWords } from './words.js';

const longest = 2000;

export function tooltipOf(item: Item): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', false);
  switch (item.kind) {
    case 'machine': return paragraphs(text, ...item.meaning);
    case 'engine': return engineTooltip(text, item.engine);
    case 'node': return paragraphs(text, nodeWords(item.node), l10n.t('Source: {0}', 'GET /nodes'));
    case 'task': return paragraphs(text, taskWords(item.task, item.hostname), placeMeaning(item.task), l10n.t('Source: {0}', 'GET /tasks'));
    case 'diagnosis': return diagnosisTooltip(text, item);
    case 'container': return containerTooltip(text, item);
    case 'hidden': return paragraphs(text, l10n.t('The setting {0} does not list containers of these runtimes here. They run all the same.', settingIds.hideRuntimes));
    case 'problem': return paragraphs(text, item.says);
    case 'findings': return paragraphs(text, ...item.findings.map((finding) => finding.says));
    case 'finding': return findingTooltip(text, item.finding);
    case 'section': return sectionTooltip(text, item.section);
    case 'fact': return factTooltip(text, item.fact);
  }
}

function paragraphs(text: vscode.MarkdownString, ...parts: readonly string[]): vscode.MarkdownString {
  parts.filter((part) => part !== '').forEach((part) => text.appendMarkdown(`${plain(visible(clip(part, longest)).trim())}\n\n`));
  return text;
}

function code(text: vscode.MarkdownString, says: string, body: string, language: string): vscode.MarkdownString {
  return paragraphs(text, says).appendCodeblock(clip(body, longest), language);
}

function factTooltip(text: vscode.MarkdownString, fact: Fact): vscode.MarkdownString {
  paragraphs(text, `${oneLine(fact.label)}: ${fact.value}`, fact.meaning, l10n.t('Source: {0}', fact.source));
  return fact.command === undefined ? text : code(text, l10n.t('This command shows the same:'), fact.command, 'sh');
}

function findingTooltip(text: vscode.MarkdownString, finding: FindingText): vscode.MarkdownString {
  paragraphs(text, finding.says, finding.why);
  code(text, l10n.t('What changes it:'), finding.fix, 'text');
  return paragraphs(text, l10n.t('Source: {0}', finding.evidence.join(', ')));
}

function sectionTooltip(text: vscode.MarkdownString, section: Section): vscode.MarkdownString {
  return paragraphs(text, `${section.title}: ${section.summary}`);
}

function containerTooltip(text: vscode.MarkdownString, { container, explained }: ContainerItem): vscode.MarkdownString {
  const explanation = explained !== undefined && 'explanation' in explained ? explained.explanation : undefined;
  const untold = explanation === undefined ? '' : incompleteWords(explanation) ?? '';
  return paragraphs(text, explanation?.sentence ?? '', untold, stateWords(container), pidWords(container, explained), l10n.t('Id: {0}', container.id));
}

function engineTooltip(text: vscode.MarkdownString, engine: EngineState): vscode.MarkdownString {
  const version = engine.version === undefined ? '' : l10n.t('Version {0}', engine.version);
  const context = engine.context === undefined ? '' : l10n.t('Docker context {0}', oneLine(engine.context, 80));
  return paragraphs(text, engine.endpoint, chosenWords(engine.chosenBy), context, hidesWords(engine), engine.configTrouble === undefined ? '' : configWords(engine.configTrouble), version);
}

function diagnosisTooltip(text: vscode.MarkdownString, item: DiagnosisItem): vscode.MarkdownString {
  const { says, detail, evidence, todo } = diagnosisText(item.engine, item.diagnosis);
  return paragraphs(code(paragraphs(text, says), '', detail, 'text'), ...evidence, ...todo);
}
