/** What every command gets and gives: data for stdout comes back, remarks for stderr are said on the way. */
import type { Options } from './options.js';

export interface Request {
  readonly command: CommandName;
  /** What stands behind the command's name. */
  readonly operands: readonly string[];
  readonly options: Options;
}

export const commandNames = ['list', 'explain', 'snapshot', 'matrix', 'machine', 'hover'] as const;
export type CommandName = (typeof commandNames)[number];

export interface Terminal {
  /** Width in columns; 100 where nothing says it. */
  readonly columns: number;
  readonly platform: NodeJS.Platform;
  /** One line on stderr. */
  say(line: string): void;
}

export type Command = (request: Request, terminal: Terminal) => Promise<string> | string;
