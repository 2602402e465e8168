/** The overlay's layers, topmost first, each with the instruction that made it where that is certain. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Root } from '../../model/isolation.js';
import { isRead, valueOf } from '../../model/reading.js';
import type { Fact } from '../explanation.js';
import { fact, factOf, firstOf, optional } from '../fact.js';
import { instructionOf } from '../instruction.js';
import { command } from '../shell.js';
import { bytes } from '../units.js';

const most = 128;

interface Instruction {
  readonly createdBy: string;
  readonly size: number;
}

export function layersFact({ container, root }: Isolation): Fact {
  return factOf(container, {
    id: 'root.layers',
    label: l10n.t('layers'),
    concept: 'layers',
    reading: root.layers,
    value: (layers) => layers.length === 1 ? l10n.t('1 layer') : l10n.t('{0} layers', layers.length),
    meaning: l10n.t('Read-only folders, stacked; a file in an upper one hides the same path below.'),
    inspect: '{{.GraphDriver.Data.LowerDir}}',
    children: layerFacts(root),
  });
}

function layerFacts(root: Root): readonly Fact[] {
  const { layers } = root;
  if (!isRead(layers)) {
    return [];
  }
  const instructions = instructionsOf(layers.value, valueOf(root.history));
  const facts = layers.value.map((layer, index) => layerFact(layer, index, instructions[index], layers.from));
  return firstOf(facts, most, { id: 'root.layers', concept: 'layers', source: layers.from });
}

function layerFact(layer: string, index: number, instruction: Instruction | undefined, from: string): Fact {
  return fact({
    id: `root.layers.${String(index)}`,
    label: String(index + 1),
    concept: 'layers',
    value: layer,
    meaning: instruction === undefined ? initMeaning(layer) : instructionMeaning(instruction),
    sources: [from],
    unread: false,
    ...optional({ command: layer.startsWith('/') ? command('ls', '-la', layer) : undefined }),
  });
}

/** Some builders write no instruction. */
function instructionMeaning({ createdBy, size }: Instruction): string {
  const instruction = instructionOf(createdBy);
  return instruction === '' ? bytes(size) : l10n.t('{0}, {1}', instruction, bytes(size));
}

/** The engine's own layer: /etc/hosts, /etc/resolv.conf and other mount points. */
function isInit(layer: string): boolean {
  return /-init(\/diff)?$/.test(layer);
}

function initMeaning(layer: string): string {
  return isInit(layer) ? l10n.t('Made by the engine: places for /etc/hosts, /etc/resolv.conf and the like.') : '';
}

/**
 * Instructions beside their layers. History also has lines that made no layer, so lines are only matched where as many
 * of them can have made one as there are layers; a wrong match would be worse than none.
 */
export function instructionsOf(layers: readonly string[], history: readonly Instruction[] | undefined): readonly (Instruction | undefined)[] {
  const ofImage = layers.filter((layer) => !isInit(layer)).length;
  const lines = [history, history?.filter(({ size }) => size > 0)].find((list) => list?.length === ofImage);
  if (lines === undefined) {
    return layers.map(() => undefined);
  }
  const rest = [...lines];
  return layers.map((layer) => isInit(layer) ? undefined : rest.shift());
}

export function writableLayerFact({ container, root }: Isolation): Fact {
  return factOf(container, {
    id: 'root.writableLayer',
    label: l10n.t('writable layer'),
    concept: 'layers',
    reading: root.writableLayer,
    value: (path) => path,
    meaning: l10n.t('What it writes outside of volumes lies here and goes when the container is removed.'),
    inspect: '{{.GraphDriver.Data.UpperDir}}',
  });
}
