import * as l10n from '@vscode/l10n';
import { explain } from '../explain/explain.js';
import { baseOfFile, hoverOfFile } from '../explain/hovers/hoverOfFile.js';
import { labelsOf, type LiveContainer } from '../explain/hovers/live.js';
import { build } from '../model/build.js';
import { containersOf } from '../model/containers.js';
import { builtOn } from '../model/imageLayers.js';
import { hostFs } from '../sources/hostFs.js';
import type { Command, Terminal } from './command.js';
import { look, lookAtImages } from './look.js';
import type { Options } from './options.js';
import { Problem, wrongUsage } from './problem.js';

export const hover: Command = async ({ operands: [file = '', line = '', column = ''], options }, terminal) => {
  const [row, position] = [placeOf('LINE', line), placeOf('COLUMN', column)];
  const fs = hostFs();
  const text = fs.readText(file);
  if (typeof text !== 'string') {
    const said = 'unread' in text ? text.detail ?? text.unread : l10n.t('not a plain file');
    throw new Problem(l10n.t('{0} could not be read: {1}. Check the path and its permissions.', file, said));
  }
  const path = fs.resolve(file);
  const dry = hoverOfFile(path, text, row, position);
  if (dry === null) {
    return '';
  }
  const live = await liveContainers(options, baseOfFile(path, text), terminal);
  return `${hoverOfFile(path, text, row, position, live) ?? dry}\n`;
};

function placeOf(what: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw wrongUsage(l10n.t('{0} is a number from 1 on, not “{1}”.', what, text));
  }
  return Number(text);
}

/** Looked for only where there is a hover to add them to. An engine that does not answer takes nothing from the text. */
async function liveContainers(options: Options, base: string | undefined, terminal: Terminal): Promise<readonly LiveContainer[]> {
  const snapshot = await look(options, { depth: 'facts' }, { ...terminal, say: () => undefined });
  const containers = containersOf(snapshot);
  const images = base === undefined ? new Map<string, never>() : await lookAtImages(options, { snapshot, containers, bases: [base] });
  return containers.map((container) => ({
    container,
    labels: labelsOf(snapshot, container),
    builtOn: (image) => builtOn(images, snapshot, container, image),
    sections: () => explain(build(snapshot, container, containers)).sections,
  }));
}
