/**
 * What the last stage is made of: the image that it begins with, through the stages that it names, and the lines that are
 * part of it. The other stages leave nothing in the image but what is copied out of them.
 */
import { substitute } from '../substitute.js';
import { pairsOf, unquoted } from './pairs.js';
import type { InstructionAt } from './parse.js';
import { plainWords } from './words.js';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface LastStage {
  /** The image, build arguments at their defaults; `undefined` for `scratch`, for what is not known, and where there is no FROM. */
  readonly base: string | undefined;
  /** Where its lines are, and what stands before the first FROM. */
  readonly lines: readonly Stretch[];
  /** Where each name of a stage is first given. */
  readonly names: ReadonlyMap<string, number>;
}

interface Stage extends Stretch {
  readonly name: string | undefined;
  readonly image: string | undefined;
  /** The earlier stage that this one begins with. */
  readonly above: Stage | undefined;
}

export function lastStageOf(instructions: readonly InstructionAt[], text: string, escape: string): LastStage {
  const stages = stagesOf(instructions, text, escape);
  const lines: Stretch[] = [{ start: 0, end: stages[0]?.start ?? text.length }];
  let base: string | undefined;
  for (let stage = stages.at(-1); stage !== undefined; stage = stage.above) {
    lines.push({ start: stage.start, end: stage.end });
    base = stage.image;
  }
  const names = new Map(stages.toReversed().flatMap(({ name, start }) => (name === undefined ? [] : [[name, start] as const])));
  return { base: base === 'scratch' ? undefined : base, lines, names };
}

/** A line of another stage says nothing about the containers that run. */
export function isInLastStage({ lines }: LastStage, at: number): boolean {
  return lines.some(({ start, end }) => start <= at && at < end);
}

/** Whether a name means a stage above that place, and no image. */
export function isStageAbove({ names }: LastStage, name: string, at: number): boolean {
  return (names.get(name.toLowerCase()) ?? at) < at;
}

function wordsOf(text: string, from: number, to: number, escape: string): string[] {
  return plainWords(text, from, to, escape).map((word) => word.text).filter((word) => !word.startsWith('--'));
}

function stageNameOf([, as, name]: readonly string[]): string | undefined {
  return as?.toLowerCase() === 'as' ? name?.toLowerCase() : undefined;
}

function stagesOf(instructions: readonly InstructionAt[], text: string, escape: string): Stage[] {
  const froms = instructions.filter(({ keyword }) => keyword === 'FROM');
  const values = argumentsBefore(instructions, froms[0]?.start ?? 0, text, escape);
  const named = new Map<string, Stage>();
  return froms.map(({ start, keywordEnd, end }, index) => {
    const words = wordsOf(text, keywordEnd, end, escape);
    const name = stageNameOf(words);
    const image = substitute(unquoted(words[0] ?? ''), (variable) => values.get(variable));
    const stage = { name, start, end: froms[index + 1]?.start ?? text.length, image: image === '' ? undefined : image, above: named.get((image ?? '').toLowerCase()) };
    if (name !== undefined) {
      named.set(name, stage);
    }
    return stage;
  });
}

/** The arguments that FROM may use: those before the first one, each at its default. */
function argumentsBefore(instructions: readonly InstructionAt[], first: number, text: string, escape: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { keyword, start, keywordEnd, end } of instructions) {
    if (start >= first) {
      break;
    }
    if (keyword === 'ARG') {
      for (const word of plainWords(text, keywordEnd, end, escape)) {
        const [pair] = pairsOf([word]);
        const value = pair?.value === undefined ? undefined : substitute(pair.value, (name) => values.get(name));
        if (pair !== undefined && value !== undefined) {
          values.set(pair.name, value);
        }
      }
    }
  }
  return values;
}
