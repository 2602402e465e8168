import { containersOf } from '../model/containers.js';
import type { Command } from './command.js';
import { look } from './look.js';
import { json } from './table.js';
import { wanted } from './wanted.js';

export const snapshot: Command = async ({ operands: [name = ''], options }, terminal) => {
  const taken = await look(options, { subject: name, depth: 'facts', top: true, all: true, environment: options.env }, terminal);
  const { id } = wanted(taken, containersOf(taken, { all: true }), name);
  return json({ ...taken, subject: id });
};
