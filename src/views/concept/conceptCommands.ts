/** The commands that a concept's page shows: of its text, of the machine's facts, of the chosen container. */
import type { ConceptMessage } from '../../conceptMessage.js';
import { factShows, shows } from '../panel/terminalCommand.js';

export function showsCommand({ page, machine, explanation }: Pick<ConceptMessage, 'page' | 'machine' | 'explanation'>, command: string): boolean {
  return page.blocks.some((block) => block.kind === 'code' && block.text.split('\n').includes(command))
    || machine?.facts.some((fact) => factShows(fact, command)) === true
    || (explanation !== undefined && shows(explanation, command));
}
