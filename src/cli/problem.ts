/** What ends a command: one message that says what was tried, what the system said and what to do next. */

/** 1: no such container, an unreadable file, an engine that was asked for and does not answer. 2: wrong usage. */
export type ExitCode = 1 | 2;

export class Problem extends Error {
  constructor(message: string, readonly exitCode: ExitCode = 1) {
    super(message);
  }
}

export function wrongUsage(message: string): Problem {
  return new Problem(message, 2);
}
