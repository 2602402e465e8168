import { machineFacts } from '../explain/machine/machineFacts.js';
import { plainFacts } from '../explain/plain.js';
import { machineOf } from '../model/machine.js';
import type { Command } from './command.js';
import { leadsIn } from './leads.js';
import { look } from './look.js';
import { json } from './table.js';

export const machine: Command = async ({ options }, terminal) => {
  const found = machineOf(await look(options, { depth: 'list' }, terminal));
  return options.json ? json(found) : plainFacts(machineFacts(found), terminal.columns, leadsIn(options.lang));
};
