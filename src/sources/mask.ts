/** Environment values are secrets as often as not: an answer keeps their names, and their values only where asked. */
import { type Variables, mask, variablesIn, withoutValues } from './writtenOut.js';

/** With a value: `NAME=value`. */
const variable = /^([^=]+=).+$/s;

/**
 * An engine's answers by key, with `NAME=value` made `NAME=…` in every list named `Env`, and wherever else the answers
 * about the same container write it out (labels, a health check), and in the history of an image.
 */
export function withoutEnvironment(answers: ReadonlyMap<string, unknown>): Map<string, unknown> {
  const byContainer = new Map([...answers].flatMap(([key, answer]) => {
    const id = /^GET \/containers\/([^/]+)\/json$/.exec(key)?.[1];
    return id === undefined ? [] : [[id, variablesOf(answer)] as const];
  }));
  return new Map([...answers].map(([key, answer]) => [key, maskedAnswer(key, answer, byContainer)]));
}

function maskedAnswer(key: string, answer: unknown, byContainer: ReadonlyMap<string, Variables>): unknown {
  if (key.endsWith('/history')) {
    return mapped(answer, (text) => withoutBuildArguments(text.replace(/((?:^|\s)(?:ENV|ARG)\s+[^\s=]+=).*$/s, `$1${mask}`)));
  }
  // Lists name each container by its `Id`; so does an inspection. Services and tasks have their variables in themselves.
  return Array.isArray(answer)
    ? answer.map((entry) => rewritten(entry, isRecord(entry) ? byContainer.get(String(entry.Id)) ?? variablesOf(entry) : variablesIn([])))
    : rewritten(answer, variablesOf(answer));
}

/**
 * `RUN |2 NAME=value OTHER=more words /bin/sh -c make`: how many build arguments, then each, then the shell. Nothing marks
 * where a value ends, so all up to the last shell is left out, and names are kept only where they are as many as told.
 */
function withoutBuildArguments(text: string): string {
  const [, start, count, rest] = /^((?:RUN )?\|(\d+) )(.*)$/s.exec(text) ?? [];
  if (start === undefined || rest === undefined) {
    return text;
  }
  const [, values = rest, command = ''] = /^(.*)(\s\/\S*sh(?: -\w+| pipefail)* -\w*c\s.*)$/s.exec(rest) ?? [];
  const names = Array.from(values.matchAll(/(?:^|\s)([A-Za-z_]\w*=)/g), ([, name = '']) => `${name}${mask}`);
  return `${start}${names.length === Number(count) ? names.join(' ') : mask}${command}`;
}

function variablesOf(answer: unknown): Variables {
  return variablesIn(textsIn(answer));
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(textsIn);
  }
  return isRecord(value)
    ? Object.entries(value).flatMap(([name, inner]) => (name === 'Env' ? textsOf(inner) : textsIn(inner)))
    : [];
}

function textsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string' && variable.test(item)) : [];
}

function rewritten(answer: unknown, variables: Variables): unknown {
  return variables.isEmpty ? answer : mapped(answer, (text) => withoutValues(text, variables), (text) => text.replace(variable, `$1${mask}`));
}

/** Each text changed; `inEnv` for those that stand in a list named `Env`. */
function mapped(value: unknown, change: (text: string) => string, inEnv = change): unknown {
  if (typeof value === 'string') {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapped(item, change, inEnv));
  }
  // From entries, so that a key named `__proto__` stays a key.
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name,
    name === 'Env' && Array.isArray(inner) ? inner.map((item) => (typeof item === 'string' ? inEnv(item) : mapped(item, change, inEnv)))
      : mapped(inner, change, inEnv)])) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
