/** The matrix on a terminal: equal letters in a column are one namespace, A the machine's own; below stands who shares it. */
import * as l10n from '@vscode/l10n';
import { clip } from '../explain/foreignText.js';
import { namespaceOrder } from '../explain/sections/namespaces.js';
import type { NamespaceType } from '../model/isolation.js';
import type { MatrixEntry } from '../model/matrix.js';
import { table } from './table.js';

/** The machine's own namespaces. */
const machines = 'A';
/** Those of the machine of an engine elsewhere. */
const anotherMachines = '*';

export type MatrixRow = Omit<MatrixEntry, 'id'>;

export function matrixTable(rows: readonly MatrixRow[]): string {
  const letters = new Map(namespaceOrder.map((type) => [type, lettersOf(rows, type)]));
  const lines = rows.map((row) => [
    clip(row.name, 40), ...namespaceOrder.map((type) => cell(row, type, letters.get(type)?.get(group(row, type)))),
  ]);
  const head = [l10n.t('container'), ...namespaceOrder];
  const machine = [l10n.t('this machine'), ...namespaceOrder.map(() => machines)];
  return [table([head, machine, ...lines]), ...legend(letters, rows.some(({ elsewhere }) => elsewhere !== undefined))].join('');
}

/** The members of a shared namespace, joined, and the engine's machine where it is not this one: the same text for each of them. */
function group({ name, namespaces, elsewhere }: MatrixRow, type: NamespaceType): string {
  const { relation, sharedWith } = namespaces[type];
  const members = [name, ...sharedWith].sort().join(', ');
  return relation !== 'shared' ? '' : elsewhere === undefined ? members : `${members} (${elsewhere})`;
}

function lettersOf(rows: readonly MatrixRow[], type: NamespaceType): ReadonlyMap<string, string> {
  const groups = [...new Set(rows.map((row) => group(row, type)).filter((members) => members !== ''))];
  return new Map(groups.map((members, index) => [members, letter(index + 1)]));
}

/** A … Z, A1 … Z1, A2 … */
function letter(index: number): string {
  const round = Math.floor(index / 26);
  return String.fromCharCode(65 + (index % 26)) + (round === 0 ? '' : String(round));
}

function cell({ namespaces, elsewhere }: MatrixRow, type: NamespaceType, sign: string | undefined): string {
  switch (namespaces[type].relation) {
    case 'initial': return elsewhere === undefined ? machines : anotherMachines;
    case 'private': return l10n.t('private');
    case 'shared': return sign ?? l10n.t('shared');
    case 'unknown': return '?';
  }
}

function legend(letters: ReadonlyMap<NamespaceType, ReadonlyMap<string, string>>, withOthers: boolean): readonly string[] {
  const lines = [...letters].flatMap(([type, groups]) => [...groups].map(([members, sign]) => [type, sign, clip(members, 500)]));
  const words = l10n.t('{0} is the machine’s own; another letter is shared, by those that have the same one in the column; ? is not known.', machines);
  const others = withOthers ? [`${l10n.t('{0} is the own one of the engine’s machine, which is not this machine.', anotherMachines)}\n`] : [];
  return [`\n${words}\n`, ...others, ...(lines.length === 0 ? [] : [`\n${l10n.t('Shared by:')}\n`, table(lines)])];
}
