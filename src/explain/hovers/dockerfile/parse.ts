/** A Dockerfile as offsets: which instruction is where. Parsed once for each version of a document. */
import { DockerfileParser } from 'dockerfile-ast';
import { type Lines, linesOf } from '../lines.js';
import { type LastStage, lastStageOf } from './stages.js';

export interface InstructionAt {
  /** In capitals. */
  readonly keyword: string;
  readonly start: number;
  readonly keywordEnd: number;
  readonly end: number;
  /** The instruction within ONBUILD. */
  readonly inner?: InstructionAt;
}

export interface DirectiveAt {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface ParsedDockerfile {
  readonly kind: 'dockerfile';
  readonly fileName: string;
  readonly text: string;
  readonly lines: Lines;
  readonly escape: string;
  readonly instructions: readonly InstructionAt[];
  readonly directives: readonly DirectiveAt[];
  readonly lastStage: LastStage;
}

interface Spot { readonly line: number; readonly character: number }
interface Stretch { readonly start: Spot; readonly end: Spot }
type Offset = (spot: Spot) => number;
type Parsed = ReturnType<typeof DockerfileParser.parse>;
type Instruction = ReturnType<Parsed['getInstructions']>[number];

export function parseDockerfile(fileName: string, text: string): ParsedDockerfile {
  const lines = linesOf(text);
  const offset: Offset = ({ line, character }) => Math.min(text.length, (lines[line] ?? text.length) + character);
  const parsed = parseOrNothing(text);
  const escape = parsed?.getEscapeCharacter() ?? '\\';
  const instructions = (parsed?.getInstructions() ?? []).map((instruction) => located(instruction, offset));
  return {
    kind: 'dockerfile', fileName, text, lines, escape, instructions,
    lastStage: lastStageOf(instructions, text, escape),
    directives: (parsed?.getDirectives() ?? []).map((directive) => ({
      name: directive.getName().toLowerCase(), ...stretched(directive.getRange(), offset),
    })),
  };
}

/** The parser is written for files, not for rubbish; rubbish has no hovers. */
function parseOrNothing(text: string): Parsed | undefined {
  try {
    return DockerfileParser.parse(text);
  } catch {
    return undefined;
  }
}

function located(instruction: Instruction, offset: Offset): InstructionAt {
  const { start, end } = stretched(instruction.getRange(), offset);
  const keyword = instruction.getKeyword();
  const inner = keyword === 'ONBUILD' ? triggerOf(instruction, offset) : undefined;
  return { keyword, start, keywordEnd: offset(instruction.getInstructionRange().end), end, ...inner === undefined ? {} : { inner } };
}

function triggerOf(instruction: Instruction, offset: Offset): InstructionAt | undefined {
  if (!('getTriggerInstruction' in instruction)) {
    return undefined;
  }
  const trigger = (instruction as unknown as { getTriggerInstruction(): Instruction | null }).getTriggerInstruction();
  return trigger === null ? undefined : located(trigger, offset);
}

function stretched(range: Stretch, offset: Offset): { start: number; end: number } {
  return { start: offset(range.start), end: offset(range.end) };
}
