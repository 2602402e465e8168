/** The door for what a page says: anything that is not one of the known messages is refused. */
import type { FromPanel } from '../../protocol.js';

/** More than any value or command that a page shows. Characters. */
const longest = 1_000_000;

export function isFromPanel(message: unknown): message is FromPanel {
  if (typeof message !== 'object' || message === null) {
    return false;
  }
  const { type, text, command, id } = message as Record<string, unknown>;
  switch (type) {
    case 'ready':
    case 'readFar':
    case 'showContainers':
    case 'refresh': return true;
    case 'copy': return isText(text);
    case 'runInTerminal': return isText(command);
    case 'concept':
    case 'choose':
    case 'explain': return isText(id);
    default: return false;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longest;
}
