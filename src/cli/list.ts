import * as l10n from '@vscode/l10n';
import { clip } from '../explain/foreignText.js';
import { containersOf } from '../model/containers.js';
import type { Container } from '../model/isolation.js';
import type { Command } from './command.js';
import { hiding } from './hiding.js';
import { look } from './look.js';
import { json, table } from './table.js';

export const list: Command = async ({ options }, terminal) => {
  const { all } = options;
  const snapshot = await look(options, { depth: 'list', all }, terminal);
  const containers = containersOf(snapshot, { all });
  const hidden = hiding(snapshot);
  if (hidden !== undefined) {
    terminal.say(hidden);
  }
  if (options.json) {
    return json(containers);
  }
  if (containers.length === 0) {
    terminal.say(l10n.t('No container was found.'));
  }
  return table(containers.map(row));
};

function row({ runtime, id, name, image, state, pid }: Container): readonly string[] {
  return [runtime, /^[0-9a-f]{64}$/.test(id) ? id.slice(0, 12) : clip(id, 40), clip(name, 60), clip(image ?? '-', 60), state, pid === null ? '-' : String(pid)];
}
