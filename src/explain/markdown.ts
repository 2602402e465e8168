/** The explanation as Markdown. Foreign text goes into code spans; in sentences whatever Markdown or HTML could act on is escaped. */
import * as l10n from '@vscode/l10n';
import type { Explanation, Fact, FindingText, Section } from './explanation.js';
import { visible } from './foreignText.js';
import { incompleteWords } from './incomplete.js';
import { severityWord } from './plain.js';
import { withoutRepeats } from './quietRepeats.js';

/** Ends with a newline. */
export function markdown(explanation: Explanation): string {
  const lines = [
    `# ${code(explanation.container.name)}`, '',
    escaped(explanation.sentence), '',
    ...(explanation.far === undefined ? [] : [escaped(explanation.far.says), '']),
    ...findingsLines(explanation),
    ...withoutRepeats(explanation.sections).flatMap(sectionLines),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** A code span with a fence longer than any run of backticks in the text. https://spec.commonmark.org/0.31.2/#code-spans */
export function code(text: string): string {
  const line = visible(text).trim();
  if (line === '') {
    return '';
  }
  const runs = Array.from(line.matchAll(/`+/g), ([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const blank = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${blank}${line}${blank}${fence}`;
}

/** Text in which nothing is a link, an image, HTML, emphasis, a heading or a list any more. */
export function escaped(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]<>|~!$#@]/g, String.raw`\$&`)
    .replace(/&/g, '&amp;')
    .replace(/:(?=\S)/g, String.raw`\:`)
    .replace(/www\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replace(/^\s*([-+=])/, String.raw`\$1`)
    .replace(/^\s*(\d+)([.)])/, String.raw`$1\$2`);
}

function findingsLines(explanation: Explanation): readonly string[] {
  const { findings } = explanation;
  const untold = incompleteWords(explanation);
  return [
    ...(findings.length === 0 ? [] : [`## ${l10n.t('Findings')}`, '', ...findings.flatMap(findingLines), '']),
    ...(untold === undefined ? [] : [escaped(untold), '']),
  ];
}

function findingLines({ severity, says, why, fix, evidence, id }: FindingText): readonly string[] {
  return [
    `- **${severityWord(severity)}** ${code(id)} ${escaped(says)} ${escaped(why)}`,
    `  - ${l10n.t('Fix:')} ${escaped(fix)}`,
    `  - ${l10n.t('Seen in:')} ${evidence.map(code).join(', ')}`,
  ];
}

function sectionLines({ title, summary, facts }: Section): readonly string[] {
  return [`## ${escaped(title)}`, '', code(summary), '', ...facts.flatMap((fact) => factLines(fact, '')), ''];
}

function factLines(fact: Fact, indent: string): readonly string[] {
  const { label, value, meaning, command, source, children } = fact;
  const says = [code(value), escaped(meaning)].filter((part) => part !== '').join(' · ');
  const where = indent === '' ? [`${indent}  - ${command === undefined ? l10n.t('from') : l10n.t('shown by')} ${code(command ?? source)}`] : [];
  return [
    `${indent}- ${code(label)}: ${says}`,
    ...where,
    ...(children ?? []).flatMap((child) => factLines(child, `${indent}  `)),
  ];
}
