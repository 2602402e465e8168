/** Rows of cells in columns, two blanks between; control characters spelled out, so that a name stays on its line. */
import { visible } from '../explain/foreignText.js';
import { padded, textWidth } from '../explain/textWidth.js';

export function table(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(visible));
  const count = Math.max(0, ...cells.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, index) => Math.max(0, ...cells.map((row) => textWidth(row[index] ?? ''))));
  return cells.map((row) => `${row.map((cell, index) => padded(cell, columns[index] ?? 0)).join('  ').trimEnd()}\n`).join('');
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
