/** The matrix on a terminal: equal letters in a column are one namespace, A the machine's own; below stands who shares it. */
import * as l10n from '@vscode/l10n';
import { clip } from '../explain/foreignText.js';
import { namespaceOrder } from '../explain/sections/namespaces.js';
import type { Namespace, NamespaceType } from '../model/isolation.js';
import { table } from './table.js';

/** The machine's own namespaces. */
const machines = 'A';

export interface MatrixRow {
  readonly name: string;
  readonly namespaces: Readonly<Record<NamespaceType, Namespace>>;
}

export function matrixTable(rows: readonly MatrixRow[]): string {
  const letters = new Map(namespaceOrder.map((type) => [type, lettersOf(rows, type)]));
  const lines = rows.map(({ name, namespaces }) => [
    clip(name, 40), ...namespaceOrder.map((type) => cell(namespaces[type], letters.get(type)?.get(group(name, namespaces[type])))),
  ]);
  const head = [l10n.t('container'), ...namespaceOrder];
  const machine = [l10n.t('this machine'), ...namespaceOrder.map(() => machines)];
  return [table([head, machine, ...lines]), ...legend(letters)].join('');
}

/** The members of a shared namespace, joined: the same text for each of them. */
function group(name: string, { relation, sharedWith }: Namespace): string {
  return relation === 'shared' ? [name, ...sharedWith].sort().join(', ') : '';
}

function lettersOf(rows: readonly MatrixRow[], type: NamespaceType): ReadonlyMap<string, string> {
  const groups = [...new Set(rows.map(({ name, namespaces }) => group(name, namespaces[type])).filter((members) => members !== ''))];
  return new Map(groups.map((members, index) => [members, letter(index + 1)]));
}

/** A … Z, A1 … Z1, A2 … */
function letter(index: number): string {
  const round = Math.floor(index / 26);
  return String.fromCharCode(65 + (index % 26)) + (round === 0 ? '' : String(round));
}

function cell({ relation }: Namespace, sign: string | undefined): string {
  switch (relation) {
    case 'initial': return machines;
    case 'private': return l10n.t('private');
    case 'shared': return sign ?? l10n.t('shared');
    case 'unknown': return '?';
  }
}

function legend(letters: ReadonlyMap<NamespaceType, ReadonlyMap<string, string>>): readonly string[] {
  const lines = [...letters].flatMap(([type, groups]) => [...groups].map(([members, sign]) => [type, sign, clip(members, 500)]));
  const words = l10n.t('{0} is the machine’s own; another letter is shared, by those that have the same one in the column; ? is not known.', machines);
  return [`\n${words}\n`, ...(lines.length === 0 ? [] : [`\n${l10n.t('Shared by:')}\n`, table(lines)])];
}
