/** What the page takes in: the messages of the protocol. Everything else is refused. */
import type { ToPanel } from '../../src/protocol.js';

export function isToPanel(data: unknown): data is ToPanel {
  if (!isRecord(data)) {
    return false;
  }
  switch (data.type) {
    case 'explanation': return isExplanation(data.explanation) && isRecord(data.words);
    case 'concept': return isRecord(data.page) && Array.isArray(data.page.blocks) && Array.isArray(data.containers) && isRecord(data.words);
    case 'sample': return isRecord(data.sample) && typeof data.sample.at === 'number';
    case 'ended': return typeof data.name === 'string' && typeof data.says === 'string';
    case 'problem': return typeof data.says === 'string';
    default: return false;
  }
}

function isExplanation(value: unknown): boolean {
  return isRecord(value) && isRecord(value.container) && typeof value.sentence === 'string'
    && Array.isArray(value.findings) && Array.isArray(value.sections);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
