/** What the sentence says about processes and network: its own, the machine's, or another container's. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Relation } from '../model/isolation.js';
import { clip } from './foreignText.js';

export function sightClauses({ namespaces: { pid, net } }: Isolation): readonly string[] {
  if (pid.relation === net.relation) {
    const both = bothClause(pid.relation);
    if (both !== undefined) {
      return [both];
    }
  }
  return [...pidClause(pid.relation, named(pid.sharedWith)), ...netClause(net.relation, named(net.sharedWith))];
}

function bothClause(relation: Relation): string | undefined {
  switch (relation) {
    case 'private': return l10n.t('sees its own processes and network');
    case 'initial': return l10n.t('sees the machine’s processes and network');
    default: return undefined;
  }
}

function pidClause(relation: Relation, others: string): readonly string[] {
  switch (relation) {
    case 'private': return [l10n.t('sees its own processes')];
    case 'initial': return [l10n.t('sees every process of the machine')];
    case 'shared': return [l10n.t('shares its processes with {0}', others)];
    case 'unknown': return [];
  }
}

function netClause(relation: Relation, others: string): readonly string[] {
  switch (relation) {
    case 'private': return [l10n.t('has a network of its own')];
    case 'initial': return [l10n.t('uses the machine’s network')];
    case 'shared': return [l10n.t('shares its network with {0}', others)];
    case 'unknown': return [];
  }
}

function named(names: readonly string[]): string {
  const [first, second, ...more] = names.map((name) => clip(name, 60));
  if (first === undefined) {
    return l10n.t('another container');
  }
  if (second === undefined) {
    return first;
  }
  return more.length === 0 ? l10n.t('{0} and {1}', first, second) : l10n.t('{0} and {1} others', first, more.length + 1);
}
