/** Which commands may be typed into a terminal: those that a page shows, and no line that would start itself. */
import type { Explanation, Fact } from '../../explain/explanation.js';

/** A line break or any other control character could run the line, or part of it, before the reader says so. */
// eslint-disable-next-line no-control-regex
const startsItself = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;

export function mayBeTyped(command: string): boolean {
  return command !== '' && !startsItself.test(command);
}

export function shows({ sections }: Explanation, command: string): boolean {
  return sections.some(({ facts }) => facts.some((fact) => factShows(fact, command)));
}

export function factShows(fact: Fact, command: string): boolean {
  return fact.command === command || (fact.children ?? []).some((child) => factShows(child, command));
}
