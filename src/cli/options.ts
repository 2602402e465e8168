/** The options of all commands, and which of them a command knows. */
import * as l10n from '@vscode/l10n';
import { parseArgs } from 'node:util';
import { codeOf } from '../sources/errno.js';
import { type CommandName, commandNames, type Request } from './command.js';
import { type Language, languages } from './language.js';
import { wrongUsage } from './problem.js';

export interface Options {
  readonly json: boolean;
  readonly markdown: boolean;
  readonly all: boolean;
  /** Environment values in a snapshot. */
  readonly env: boolean;
  readonly snapshot: string | undefined;
  readonly host: readonly string[];
  readonly context: readonly string[];
  readonly noEngine: boolean;
  /** Read the kernel of an engine behind ssh on its machine. */
  readonly farProc: boolean;
  readonly lang: Language;
  readonly procfs: string | undefined;
  readonly sysfs: string | undefined;
}

const flag = { type: 'boolean' } as const;
const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const known = {
  json: flag, markdown: flag, all: flag, env: flag, snapshot: text,
  host: texts, context: texts, 'no-engine': flag, 'far-proc': flag, lang: text, 'path.procfs': text, 'path.sysfs': text,
  help: { ...flag, short: 'h' }, version: { ...flag, short: 'v' },
} as const;

type Name = keyof typeof known;

const everywhere: readonly Name[] = ['host', 'context', 'no-engine', 'lang', 'path.procfs', 'path.sysfs'];

const ofCommand: Readonly<Record<CommandName, readonly Name[]>> = {
  list: ['json', 'all'], explain: ['json', 'markdown', 'snapshot', 'far-proc'], snapshot: ['env'], matrix: ['json'], machine: ['json'], hover: [],
};

/** How many words may follow the command, and what they are. */
const operandsOf: Readonly<Record<CommandName, { readonly least: number; readonly most: number; readonly words: string }>> = {
  list: { least: 0, most: 0, words: 'list' },
  explain: { least: 0, most: 1, words: 'explain CONTAINER' },
  snapshot: { least: 1, most: 1, words: 'snapshot CONTAINER' },
  matrix: { least: 0, most: 0, words: 'matrix' },
  machine: { least: 0, most: 0, words: 'machine' },
  hover: { least: 3, most: 3, words: 'hover FILE LINE COLUMN' },
};

/** Throws a Problem with exit code 2 for whatever is not a right call. */
export function requestOf(words: readonly string[]): Request | 'help' | 'version' {
  const { values, positionals } = parsed(words);
  if (values.help === true || values.version === true) {
    return values.help === true ? 'help' : 'version';
  }
  const [name, ...operands] = positionals;
  const command = commandNames.find((each) => each === name);
  if (command === undefined) {
    throw wrongUsage(name === undefined ? l10n.t('No command was given.') : l10n.t('There is no command “{0}”.', name));
  }
  const options = optionsOf(values);
  checkOptions(command, Object.keys(values));
  checkOperands(command, operands, options);
  return { command, operands, options };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: known, allowPositionals: true, strict: true });
  } catch (error) {
    throw wrongUsage(parsingWords(error, words));
  }
}

/** What Node says of a call, in our words: https://nodejs.org/api/util.html#utilparseargsconfig */
function parsingWords(error: unknown, words: readonly string[]): string {
  const said = error instanceof Error ? error.message : String(error);
  const option = /'(-[^' ]*)/.exec(said)?.[1] ?? words.find((word) => word.startsWith('-')) ?? '';
  switch (codeOf(error)) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION': return l10n.t('There is no option {0}.', option);
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return said.includes('does not take') ? l10n.t('The option {0} takes no value.', option) : l10n.t('The option {0} needs a value.', option);
    default: return said;
  }
}

type Values = ReturnType<typeof parsed>['values'];

function optionsOf(values: Values): Options {
  return {
    json: values.json === true,
    markdown: values.markdown === true,
    all: values.all === true,
    env: values.env === true,
    snapshot: values.snapshot,
    host: values.host ?? [],
    context: values.context ?? [],
    noEngine: values['no-engine'] === true,
    farProc: values['far-proc'] === true,
    lang: languageOf(values.lang),
    procfs: values['path.procfs'],
    sysfs: values['path.sysfs'],
  };
}

function languageOf(wanted: string | undefined): Language {
  const language = wanted === undefined ? 'en' : languages.find((each) => each === wanted);
  if (language === undefined) {
    throw wrongUsage(l10n.t('--lang knows {0}, not “{1}”.', languages.join(', '), wanted ?? ''));
  }
  return language;
}

const exclusive: readonly (readonly [Name, Name])[] = [
  ['json', 'markdown'], ['host', 'context'], ['host', 'no-engine'], ['context', 'no-engine'],
  ['far-proc', 'no-engine'], ['far-proc', 'snapshot'],
];

function checkOptions(command: CommandName, given: readonly string[]): void {
  const foreign = given.find((name) => ![...everywhere, ...ofCommand[command]].some((each) => each === name));
  if (foreign !== undefined) {
    throw wrongUsage(l10n.t('“{0}” has no option --{1}.', command, foreign));
  }
  const clash = exclusive.find((pair) => pair.every((name) => given.includes(name)));
  if (clash !== undefined) {
    throw wrongUsage(l10n.t('--{0} and --{1} cannot be used together.', ...clash));
  }
}

function checkOperands(command: CommandName, operands: readonly string[], { snapshot }: Options): void {
  const { least, most, words } = operandsOf[command];
  const needed = command === 'explain' && snapshot === undefined ? 1 : least;
  if (operands.length < needed || operands.length > most) {
    throw wrongUsage(l10n.t('It is called as: isolation-lens {0}', words));
  }
}
