/** From the words of a call to what is printed and the exit code. Data goes to stdout, all else to stderr. */
import * as l10n from '@vscode/l10n';
import { visible } from '../explain/foreignText.js';
import { version } from '../../package.json';
import type { Command, CommandName, Terminal } from './command.js';
import { help } from './help.js';
import { languageIn, useLanguage } from './language.js';
import { requestOf } from './options.js';
import { Problem } from './problem.js';

/** Loaded when called: a list needs no parser of Dockerfiles. */
async function commandOf(name: CommandName): Promise<Command> {
  switch (name) {
    case 'list': return (await import('./list.js')).list;
    case 'explain': return (await import('./explain.js')).explain;
    case 'snapshot': return (await import('./snapshot.js')).snapshot;
    case 'matrix': return (await import('./matrix.js')).matrix;
    case 'machine': return (await import('./machine.js')).machine;
    case 'hover': return (await import('./hover.js')).hover;
  }
}

export interface Output {
  readonly stdout: NodeJS.WritableStream & { readonly columns?: number };
  readonly stderr: NodeJS.WritableStream;
  /** Node's name of the system; this one where it is not said. */
  readonly platform?: NodeJS.Platform;
}

/** Never throws: what goes wrong is one line on stderr and a number. */
export async function main(words: readonly string[], { stdout, stderr, platform = process.platform }: Output): Promise<0 | 1 | 2> {
  const say = (line: string): void => void stderr.write(`isolation-lens: ${visible(line)}\n`);
  try {
    stdout.write(await answer(words, { columns: stdout.columns ?? 100, platform, say }));
    return 0;
  } catch (error) {
    const exitCode = error instanceof Problem ? error.exitCode : 1;
    say(error instanceof Error ? error.message : String(error));
    if (exitCode === 2) {
      say(l10n.t('“isolation-lens --help” shows how it is called.'));
    }
    return exitCode;
  }
}

async function answer(words: readonly string[], terminal: Terminal): Promise<string> {
  useLanguage(languageIn(words), terminal);
  const request = requestOf(words);
  if (request === 'help') {
    return help();
  }
  if (request === 'version') {
    return `${version}\n`;
  }
  const command = await commandOf(request.command);
  return command(request, terminal);
}
