/** What is under the cursor of a Dockerfile. */
import type { Found } from '../found.js';
import type { Said } from '../hover.js';
import { exposedPort } from '../settings/network.js';
import { environment, label } from '../settings/environment.js';
import { buildArgument } from '../settings/images.js';
import { healthcheck, stopSignal } from '../settings/processes.js';
import { mountOption } from './buildMounts.js';
import { commandWord } from './commands.js';
import { flagSaid } from './flags.js';
import { instructionSaid } from './instructions.js';
import { pairsOf } from './pairs.js';
import type { InstructionAt, ParsedDockerfile } from './parse.js';
import { isStageAbove } from './stages.js';
import { baseImage, copied, directive, fromStage, heredoc, stageName, userLine } from './values.js';
import { variableAt } from './variables.js';
import { type Word, inComment, plainWords, shellWords, wordAt } from './words.js';

export function inDockerfile(file: ParsedDockerfile, at: number): Found | undefined {
  const line = file.directives.find(({ start, end }) => start <= at && at < end);
  if (line !== undefined) {
    return found(line.start, line.end, directive(line.name));
  }
  const instruction = instructionAt(file.instructions, at);
  return instruction === undefined || inComment(file.text, instruction.start, at) ? undefined : inInstruction(file, instruction, at);
}

function found(start: number, end: number, said: Said | undefined): Found | undefined {
  return said === undefined ? undefined : { start, end, said };
}

/** Instructions are in order and do not overlap. */
function instructionAt(instructions: readonly InstructionAt[], at: number): InstructionAt | undefined {
  let low = 0;
  let high = instructions.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const one = instructions[middle];
    if (one === undefined || (one.start <= at && at < one.end)) {
      return one;
    }
    if (at < one.start) {
      high = middle - 1;
    } else {
      low = middle + 1;
    }
  }
  return undefined;
}

function inInstruction(file: ParsedDockerfile, instruction: InstructionAt, at: number): Found | undefined {
  const { keyword, start, keywordEnd, end, inner } = instruction;
  if (at >= keywordEnd && inner !== undefined) {
    return at < inner.start ? undefined : inInstruction(file, inner, at);
  }
  const words = plainWords(file.text, keywordEnd, end, file.escape);
  const flags = words.findIndex((word) => !word.text.startsWith('--'));
  const rest = flags < 0 ? [] : words.slice(flags);
  const [first] = rest;
  const stage = keyword === 'FROM' && first !== undefined && isStageAbove(file.lastStage, first.text, start) ? fromStage(first.text) : undefined;
  if (at < keywordEnd) {
    return found(start, keywordEnd, stage ?? instructionSaid(keyword, rest));
  }
  if (stage !== undefined && first !== undefined && first.start <= at && at < first.end) {
    return found(first.start, first.end, stage);
  }
  const index = wordAt(words, at);
  const word = words[index];
  if (word !== undefined && (flags < 0 || index < flags)) {
    return inFlag(keyword, word, at);
  }
  const value = () => inValue(file, instruction, rest, at);
  return keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT' ? value() ?? variableAt(file, instruction, at) : variableAt(file, instruction, at) ?? value();
}

/** `--mount=type=cache,sharing=locked`: the option under the cursor, else the flag. */
function inFlag(keyword: string, { text, start, end }: Word, at: number): Found | undefined {
  const equals = text.indexOf('=');
  const name = text.slice(2, equals < 0 ? undefined : equals).toLowerCase();
  const value = equals < 0 ? '' : text.slice(equals + 1);
  const whole = found(start, end, flagSaid(keyword, name, value));
  if (name !== 'mount' || keyword !== 'RUN') {
    return whole;
  }
  let from = start + equals + 1;
  for (const option of value.split(',')) {
    if (from <= at && at < from + option.length) {
      const [key = '', ...of] = option.split('=');
      return found(from, from + option.length, mountOption(key.toLowerCase(), of.join('='))) ?? whole;
    }
    from += option.length + 1;
  }
  return whole;
}

function inValue(file: ParsedDockerfile, { keyword, keywordEnd, end }: InstructionAt, words: readonly Word[], at: number): Found | undefined {
  if (keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT' || (keyword === 'HEALTHCHECK' && words[0]?.start !== at)) {
    const shell = shellWords(file.text, keywordEnd, end, at, file.escape);
    const index = wordAt(shell, at);
    const here = shell[index];
    return here === undefined ? undefined : inHeredoc(keyword, shell, index) ?? found(here.start, here.end, commandWord(shell, index)) ?? inHealthcheck(keyword, here);
  }
  if (keyword === 'ENV' || keyword === 'LABEL') {
    const pair = pairsOf(words).find((one) => one.start <= at && at < one.end);
    const asked = pair === undefined ? {} : { name: pair.name, ...pair.value === undefined ? {} : { text: pair.value } };
    return pair === undefined ? undefined : found(pair.start, pair.end, (keyword === 'ENV' ? environment : label)(asked));
  }
  const index = wordAt(words, at);
  const word = words[index];
  return word === undefined ? undefined : found(word.start, word.end, wordSaid(keyword, words, index, word.text));
}

function wordSaid(keyword: string, words: readonly Word[], index: number, text: string): Said | undefined {
  switch (keyword) {
    case 'FROM': return index === 0 ? baseImage(text) : stageName();
    case 'USER': return index === 0 ? userLine(text) : undefined;
    case 'EXPOSE': return exposedPort({ text });
    case 'STOPSIGNAL': return stopSignal({ text });
    case 'ARG': return buildArgument({ name: text.split('=')[0] ?? text, text: text.split('=').slice(1).join('=') });
    case 'COPY': case 'ADD': return text.startsWith('<<') ? heredoc(keyword) : index < words.length - 1 ? copied(text) : undefined;
    case 'VOLUME': case 'WORKDIR': case 'SHELL': return instructionSaid(keyword, words.slice(index));
    default: return undefined;
  }
}

/** `<<EOF`: the operator and the word after it. */
function inHeredoc(keyword: string, words: readonly Word[], index: number): Found | undefined {
  const operator = words[index]?.text.startsWith('<<') === true ? index : index - 1;
  const start = words[operator];
  const word = words[operator + 1];
  return start !== undefined && word?.start === start.end && start.text.startsWith('<<') ? found(start.start, word.end, heredoc(keyword)) : undefined;
}

function inHealthcheck(keyword: string, word: Word): Found | undefined {
  return keyword === 'HEALTHCHECK' && /^(NONE|CMD)$/i.test(word.text) ? found(word.start, word.end, healthcheck({ text: word.text.toUpperCase() })) : undefined;
}
