/** What a command is called with: nothing, text, or a row of the tree. Another extension may call it with anything. */

/** A container's id or name, or undefined where there is no argument; null where it is none of what is understood. */
export function containerArgument(argument: unknown): string | undefined | null {
  if (argument === undefined || argument === null) {
    return undefined;
  }
  if (typeof argument === 'string') {
    return argument === '' ? undefined : argument;
  }
  const row = recordOf(argument);
  const id = row.kind === 'container' ? recordOf(row.container).id : undefined;
  return typeof id === 'string' ? id : null;
}

/** The endpoint of an engine's row; undefined for anything else. */
export function engineArgument(argument: unknown): string | undefined {
  const row = recordOf(argument);
  const endpoint = row.kind === 'engine' ? recordOf(row.engine).endpoint : undefined;
  return typeof endpoint === 'string' ? endpoint : undefined;
}

/** The text to copy, of a fact's row or as given; null where there is none. */
export function valueArgument(argument: unknown): string | null {
  if (typeof argument === 'string') {
    return argument;
  }
  const row = recordOf(argument);
  const value = row.kind === 'fact' ? recordOf(row.fact).value : undefined;
  return typeof value === 'string' ? value : null;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
