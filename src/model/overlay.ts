/**
 * An overlay mount, from its options in mountinfo: `lowerdir=/a:/b,upperdir=/c,workdir=/d`.
 * https://docs.kernel.org/filesystems/overlayfs.html
 */
import type { MountLine } from './mountinfo.js';

export interface Overlay {
  /** Topmost first, as they were given at the mount: short links and relative paths are not followed. */
  readonly lower: readonly string[];
  /** None in an overlay that nobody can write to. */
  readonly upper: string | undefined;
}

export function overlayOf({ fsType, superOptions }: MountLine): Overlay | undefined {
  if (fsType !== 'overlay') {
    return undefined;
  }
  const upper = valuesOf(superOptions, 'upperdir')[0];
  return { lower: lowerOf(superOptions), upper: upper === undefined ? undefined : withoutEscapes(upper) };
}

/** One option with all of them, or since Linux 6.5 one `lowerdir+` each; `datadir+` are layers that only lend data. */
function lowerOf(options: readonly string[]): readonly string[] {
  const together = valuesOf(options, 'lowerdir').flatMap(splitLower);
  const [single, data] = [valuesOf(options, 'lowerdir+'), valuesOf(options, 'datadir+')];
  return [...together, ...single, ...data];
}

function valuesOf(options: readonly string[], key: string): readonly string[] {
  return options.filter((option) => option.startsWith(`${key}=`)).map((option) => option.slice(key.length + 1));
}

/** Colons part the directories (two of them before data layers); a colon of a name is written `\:`. */
export function splitLower(value: string): readonly string[] {
  const parts = value.match(/(?:\\[^]|[^:\\]|\\$)+/g) ?? [];
  return parts.map(withoutEscapes);
}

function withoutEscapes(path: string): string {
  return path.replace(/\\([^])/g, '$1');
}
