/** Commands that a reader can paste into a shell. Nothing in a path or a name may become a second command. */
import type { Container } from '../model/isolation.js';

const plainWord = /^[A-Za-z0-9_./:@%+,=-]+$/;
// eslint-disable-next-line no-control-regex -- these must be spelled out
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** One word of a POSIX shell; text with control characters in the `$'…'` form of bash, zsh and ksh. */
export function quote(word: string): string {
  if (plainWord.test(word)) {
    return word;
  }
  return control.test(word) ? `$'${escaped(word)}'` : `'${word.replaceAll('\'', String.raw`'\''`)}'`;
}

function escaped(word: string): string {
  return Array.from(word, (character) => {
    if (character === '\'' || character === '\\') {
      return `\\${character}`;
    }
    return control.test(character) ? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}` : character;
  }).join('');
}

export function command(...words: readonly string[]): string {
  return words.map(quote).join(' ');
}

/** Endpoints that `docker` and `podman` use when nothing else is said. */
const usual = /^(unix:\/\/(\/var)?\/run\/docker\.sock|unix:\/\/\/run\/(user\/\d+\/)?podman\/podman\.sock)$/;

/** The engine's own program, told where the engine is unless it would ask that one anyway: `docker`, `podman --url …`. */
export function engineWords({ engine }: Container): string | undefined {
  if (engine === null) {
    return undefined;
  }
  const where = usual.test(engine.endpoint) ? [] : [engine.kind === 'podman' ? '--url' : '--host', engine.endpoint];
  return command(engine.kind, ...where);
}

/** The container's name where it is one word that is no option, else its id. */
export function containerWord({ name, id }: Container): string {
  return quote(/^[A-Za-z0-9][\w.-]*$/.test(name) ? name : id);
}

/** The engine's own program with the container's name: `docker inspect -f {{.HostConfig.Memory}} web`. */
export function engineCommand(container: Container, verb: string, ...options: readonly string[]): string | undefined {
  const engine = engineWords(container);
  return engine === undefined ? undefined : `${engine} ${command(verb, ...options)} ${containerWord(container)}`;
}
