/** A namespace that is the machine's own, or another container's. */
import * as l10n from '@vscode/l10n';
import type { Isolation, NamespaceType, Severity } from '../../model/isolation.js';
import type { FindingText } from '../explanation.js';
import { type Fix, fixText } from '../fixes.js';
import { clip } from '../foreignText.js';
import { namespaceConcept } from '../sections/namespaces.js';
import { namespaceFix } from './namespaceFixes.js';

export const judgedTypes = ['pid', 'net', 'ipc', 'uts', 'user', 'cgroup'] as const;
export type JudgedType = (typeof judgedTypes)[number];

const severityOfInitial: Readonly<Record<JudgedType, Severity>> = {
  pid: 'warning', net: 'warning', ipc: 'warning', uts: 'info', user: 'info', cgroup: 'info',
};

export function initialNamespaces(isolation: Isolation): readonly FindingText[] {
  return judgedTypes.filter((type) => isolation.namespaces[type].relation === 'initial').map((type) => finding(isolation, type, {
    id: `${type}-namespace-initial`,
    severity: severityOfInitial[type],
    says: l10n.t('It uses the machine’s own {0} namespace.', type),
    why: initialWhy(type),
  }));
}

export function sharedNamespaces(isolation: Isolation): readonly FindingText[] {
  return judgedTypes.filter((type) => isolation.namespaces[type].relation === 'shared').map((type) => finding(isolation, type, {
    id: `${type}-namespace-shared`,
    severity: 'info',
    says: sharedSays(type, isolation.namespaces[type].sharedWith),
    why: sharedWhy(type),
  }));
}

function finding(isolation: Isolation, type: JudgedType, words: Pick<FindingText, 'id' | 'severity' | 'says' | 'why'>): FindingText {
  const { id, relationFrom } = isolation.namespaces[type];
  const fix: Fix = namespaceFix(type);
  return {
    ...words,
    concept: namespaceConcept(type satisfies NamespaceType),
    evidence: relationFrom.length > 0 ? relationFrom : [id.from],
    fix: fixText(isolation.container, fix),
  };
}

function sharedSays(type: JudgedType, names: readonly string[]): string {
  return names.length === 0
    ? l10n.t('It shares its {0} namespace with another container.', type)
    : l10n.t('It shares its {0} namespace with {1}.', type, clip(names.join(', '), 300));
}

function initialWhy(type: JudgedType): string {
  switch (type) {
    case 'pid': return l10n.t('It sees every process of the machine and can signal those of the same user.');
    case 'net': return l10n.t('Every port of the machine is within its reach, also those that listen on localhost only.');
    case 'ipc': return l10n.t('Programs of the machine that use shared memory or message queues are within its reach.');
    case 'uts': return l10n.t('It knows the machine’s host name and, with enough rights, can change it.');
    case 'user': return l10n.t('User ids in there are the machine’s; this is the default of most engines.');
    case 'cgroup': return l10n.t('It can read where it lies in the machine’s cgroup tree; this is the default on cgroup v1.');
  }
}

function sharedWhy(type: JudgedType): string {
  switch (type) {
    case 'pid': return l10n.t('Their processes see each other and, as the same user, can stop each other.');
    case 'net': return l10n.t('They reach each other’s ports on localhost and cannot both use the same one. In a pod this is meant.');
    case 'ipc': return l10n.t('They can read and write each other’s shared memory. In a pod this is meant.');
    case 'uts': return l10n.t('A host name that one of them sets is the other’s too. In a pod this is meant.');
    case 'user': return l10n.t('The same user ids stand for the same users outside, so one’s files are open to the other’s users.');
    case 'cgroup': return l10n.t('They see the same part of the cgroup tree.');
  }
}
