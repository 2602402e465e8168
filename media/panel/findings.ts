/** The findings, calmly: one line each; why, the fix and the evidence when opened. */
import type { Explanation, FindingText } from '../../src/explain/explanation.js';
import type { WordId } from '../../src/wordIds.js';
import { conceptLink } from './actions.js';
import { disclosure } from './disclosure.js';
import { h } from './element.js';
import { fixElement } from './fix.js';
import { icon, type IconName } from './icons.js';
import { sourceChip } from './source.js';
import { word } from './words.js';

const severities: Readonly<Record<FindingText['severity'], { readonly icon: IconName; readonly word: WordId }>> = {
  info: { icon: 'info', word: 'severityInfo' },
  warning: { icon: 'warning', word: 'severityWarning' },
  danger: { icon: 'danger', word: 'severityDanger' },
};

export function findingsSection({ findings, incomplete }: Pick<Explanation, 'findings' | 'incomplete'>): HTMLElement {
  return h('section', { class: 'findings', 'aria-labelledby': 'findings' },
    h('div', { class: 'section-head' },
      h('h2', { id: 'findings' }, word('findings')),
      findings.length === 0 ? null : h('span', { class: 'section-summary' }, String(findings.length))),
    findings.length === 0 ? null : h('ul', { class: 'finding-list' }, findings.map(findingItem)),
    quietLine(findings.length === 0, incomplete === true));
}

/** None found, or that not all was read which would tell. */
function quietLine(none: boolean, incomplete: boolean): HTMLElement | null {
  const id = none ? (incomplete ? 'findingsUntold' : 'noFindings') : incomplete ? 'moreFindingsUntold' : undefined;
  return id === undefined ? null : h('p', { class: 'quiet' }, word(id));
}

function findingItem(finding: FindingText): HTMLElement {
  const severity = severities[finding.severity];
  const summary = [
    h('span', { class: `severity severity-${finding.severity}` }, icon(severity.icon), word(severity.word)),
    h('span', { class: 'finding-says' }, finding.says),
  ];
  return h('li', {}, disclosure(`finding/${finding.id}`, 'finding', summary, () => findingBody(finding)));
}

function findingBody(finding: FindingText): HTMLElement[] {
  const key = `finding/${finding.id}`;
  return [
    h('p', { class: 'finding-why' }, finding.why, ' ', conceptLink(finding.concept, finding.says, key)),
    h('dl', {},
      h('dt', {}, word('fix')),
      h('dd', {}, fixElement(finding.fix, key)),
      finding.evidence.length === 0 ? null : [h('dt', {}, word('evidence')), h('dd', { class: 'chips' }, finding.evidence.map(sourceChip))]),
  ];
}
