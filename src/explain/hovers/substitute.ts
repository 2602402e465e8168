/**
 * `$NAME`, `${NAME}`, `${NAME:-default}` and their kin, as Dockerfiles and Compose have them.
 * https://docs.docker.com/reference/dockerfile/#environment-replacement
 * https://docs.docker.com/reference/compose-file/interpolation/
 */

/** The innermost ones: what stands after an operator has no variable in it any more. */
const innermost = /\$\{([A-Za-z_]\w*)(?:(:?[-+?])([^${}]*))?\}|\$([A-Za-z_]\w*)/g;

/** Defaults in defaults; nobody writes more. */
const deepest = 8;

/** `valueOf` gives `undefined` for a name that is set nowhere. `undefined` where a part of the text stays unknown. */
export function substitute(text: string, valueOf: (name: string) => string | undefined): string | undefined {
  const unknown: string[] = [];
  let now = text;
  for (let depth = 0; unknown.length === 0 && depth < deepest && now.includes('$'); depth += 1) {
    now = now.replace(innermost, (_, braced: string | undefined, operator: string | undefined, word: string | undefined, plain: string | undefined) => {
      const name = braced ?? plain ?? '';
      const value = chosen(valueOf(name), operator, word ?? '');
      unknown.push(...value === undefined ? [name] : []);
      return value ?? '';
    });
  }
  return unknown.length === 0 && !/\$[\w{]/.test(now) ? now : undefined;
}

/** With a colon an empty value counts as none. */
function chosen(value: string | undefined, operator: string | undefined, word: string): string | undefined {
  const set = value !== undefined && (value !== '' || operator?.startsWith(':') !== true);
  switch (operator?.at(-1)) {
    case '-': return set ? value : word;
    case '+': return set ? word : '';
    default: return value;
  }
}
