/** The explanation on a terminal: plain text, wrapped, every control character of foreign text spelled out. */
import * as l10n from '@vscode/l10n';
import type { ConceptId, Severity } from '../model/isolation.js';
import type { Explanation, Fact, FindingText, Section } from './explanation.js';
import { visible } from './foreignText.js';
import { incompleteWords } from './incomplete.js';
import { withoutRepeats } from './quietRepeats.js';
import { padded, textWidth, wrapped } from './textWidth.js';

/** Widest column of labels; a longer label gets its value on the next line. */
const widestLabel = 24;

/** The concept in a sentence; undefined where there is none. */
export type Lead = (concept: ConceptId) => string | undefined;

/** `columns` is the terminal's width; each concept's lead is said once. Ends with a newline. */
export function plain(explanation: Explanation, columns: number, lead: Lead = () => undefined): string {
  const width = Math.max(40, columns);
  const leadOnce = once(lead);
  const lines = [
    ...paragraph(explanation.sentence, '', width),
    '',
    ...farLines(explanation, width),
    ...findingsLines(explanation, width),
    ...withoutRepeats(explanation.sections).flatMap((section) => [...sectionLines(section, width, leadOnce), '']),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Facts alone, such as those of the machine. Ends with a newline. */
export function plainFacts(facts: readonly Fact[], columns: number, lead: Lead = () => undefined): string {
  return `${factsLines(facts, '', Math.max(40, columns), once(lead)).join('\n')}\n`;
}

function once(lead: Lead): Lead {
  const said = new Set<ConceptId>();
  return (concept) => {
    const first = !said.has(concept);
    said.add(concept);
    return first ? lead(concept) : undefined;
  };
}

/** Wrapped to the width, every line with the indent. */
function paragraph(text: string, indent: string, width: number): readonly string[] {
  return wrapped(visible(text), Math.max(20, width - indent.length)).map((line) => `${indent}${line}`.trimEnd());
}

function farLines({ far }: Explanation, width: number): readonly string[] {
  const how = far?.mayRead === true && far.readAt === undefined ? [l10n.t('With --far-proc it is.')] : [];
  return far === undefined ? [] : [...paragraph([far.says, ...how].join(' '), '', width), ''];
}

function findingsLines(explanation: Explanation, width: number): readonly string[] {
  const { findings } = explanation;
  const untold = incompleteWords(explanation);
  const title = findings.length === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', findings.length);
  return findings.length === 0
    ? [...paragraph(untold ?? l10n.t('Nothing stands out.'), '', width), '']
    : [title, ...findings.flatMap((finding) => findingLines(finding, width)), ...(untold === undefined ? [] : paragraph(untold, '  ', width)), ''];
}

function findingLines({ severity, says, why, fix, evidence, id }: FindingText, width: number): readonly string[] {
  return [
    ...hanging(`  ${padded(severityWord(severity), textWidth(l10n.t('warning')))}  `, `${says} ${why}`, width),
    ...paragraph(l10n.t('Fix: {0}', fix), indentOfFinding(), width),
    ...paragraph(l10n.t('Seen in: {0} ({1})', evidence.join(', '), id), indentOfFinding(), width),
  ];
}

function indentOfFinding(): string {
  return ' '.repeat(textWidth(l10n.t('warning')) + 4);
}

export function severityWord(severity: Severity): string {
  switch (severity) {
    case 'danger': return l10n.t('danger');
    case 'warning': return l10n.t('warning');
    case 'info': return l10n.t('note');
  }
}

/** The first line after `start`, the others below where it began. */
function hanging(start: string, text: string, width: number): readonly string[] {
  const indent = ' '.repeat(textWidth(start));
  const [first = '', ...rest] = paragraph(text, indent, width);
  return [`${start}${first.slice(indent.length)}`.trimEnd(), ...rest];
}

function sectionLines({ title, summary, concept, facts }: Section, width: number, lead: Lead): readonly string[] {
  return [
    ...hanging(`${title}   `, summary, width),
    ...leadLines(lead(concept), '  ', width),
    ...factsLines(facts, '  ', width, lead),
  ];
}

/** Labels of one level share a column. */
function factsLines(facts: readonly Fact[], indent: string, width: number, lead?: Lead): readonly string[] {
  const labels = facts.map(({ label }) => textWidth(visible(label))).filter((columns) => columns <= widestLabel);
  const column = Math.max(4, ...labels);
  return facts.flatMap((fact) => [
    ...factLines(fact, indent, column, width),
    ...(lead === undefined ? [] : evidenceLines(fact, lead, `${indent}${' '.repeat(column)}  `, width)),
    ...factsLines(fact.children ?? [], `${indent}    `, width),
  ]);
}

function factLines({ label, value, meaning }: Fact, indent: string, column: number, width: number): readonly string[] {
  const name = visible(label);
  const says = meaning === '' ? value : `${value} · ${meaning}`;
  return textWidth(name) > column
    ? [`${indent}${name}`, ...paragraph(says, `${indent}${' '.repeat(column)}  `, width)]
    : hanging(`${indent}${padded(name, column)}  `, says, width);
}

/** The command is not wrapped, so that it can be copied from the terminal. */
function evidenceLines({ command, source, concept }: Fact, lead: Lead, indent: string, width: number): readonly string[] {
  const shown = command !== undefined ? [`${indent}$ ${visible(command)}`]
    : source === '' ? [] : [`${indent}${l10n.t('from {0}', visible(source))}`];
  return [...shown, ...leadLines(lead(concept), indent, width)];
}

function leadLines(lead: string | undefined, indent: string, width: number): readonly string[] {
  return lead === undefined ? [] : hanging(`${indent}? `, lead, width);
}
