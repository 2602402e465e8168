import { containersOf } from '../model/containers.js';

import { matrixOf } from '../model/matrix.js';
import type { Command } from './command.js';
import { look } from './look.js';
import { matrixTable } from './matrixTable.js';
import { json } from './table.js';

export const matrix: Command = async ({ options }, terminal) => {
  const snapshot = await look(options, { depth: 'facts', top: true }, terminal);
  const found = matrixOf(snapshot, containersOf(snapshot));
  return options.json ? json(found) : matrixTable(found.containers);
};
