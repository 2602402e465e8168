/** The container that was asked for, or a message that says why it is not one. */
import { clip } from '../explain/foreignText.js';
import { findContainer } from '../model/findContainer.js';
import type { Container } from '../model/isolation.js';
import type { Snapshot } from '../model/snapshot.js';
import { hiding } from './hiding.js';
import { Problem } from './problem.js';

export function wanted(snapshot: Snapshot, containers: readonly Container[], name: string): Container {
  const answer = findContainer(snapshot, containers, name);
  if ('found' in answer) {
    return answer.found;
  }
  if ('ambiguous' in answer) {
    throw new Problem(`"${clip(name, 80)}" could be any of: ${answer.ambiguous.map((each) => clip(each, 120)).join(', ')}. Give more of the id.`);
  }
  const hidden = hiding(snapshot);
  throw new Problem(`No container was found by the name, id or pid "${clip(name, 80)}". ${found(containers)}${hidden === undefined ? '' : ` ${hidden}`}`);
}

function found(containers: readonly Container[]): string {
  if (containers.length === 0) {
    return 'No container was found at all.';
  }
  const names = containers.slice(0, 10).map(({ name }) => clip(name, 60)).join(', ');
  return `Found: ${names}${containers.length > 10 ? `, and ${String(containers.length - 10)} more` : ''}. "isolation-lens list --all" shows all.`;
}
