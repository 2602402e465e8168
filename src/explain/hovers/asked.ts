/** One setting as a file has it, after its syntax is gone: the seam between three front ends and one set of settings. */
import type { Said } from './hover.js';

export interface Asked {
  /** The value; absent where it is not known (a variable, a list, nothing written). */
  readonly text?: string;
  /** The same as it is written, where a variable in it keeps the value unknown. */
  readonly raw?: string;
  /** The key under a setting that is a map: the ulimit's, the sysctl's, the variable's name. */
  readonly name?: string;
  /** The long syntax: the scalars of the item's own mapping; of a mapping in it under `bind.propagation`. */
  readonly fields?: ReadonlyMap<string, string>;
}

export type Setting = (asked: Asked) => Said;

/** Name and value, written as a map's pair or as `name=value`. */
export function pairOf(asked: Asked): { readonly name: string | undefined; readonly value: string | undefined } {
  const text = asked.text ?? asked.raw;
  if (asked.name !== undefined) {
    return { name: asked.name, value: text };
  }
  const at = text?.indexOf('=') ?? -1;
  return at < 0 ? { name: text, value: undefined } : { name: text?.slice(0, at), value: text?.slice(at + 1) };
}

/** `true` also where nothing is written: a flag alone is on. */
export function isOn(asked: Asked): boolean {
  return asked.text === undefined || !/^(false|no|off|0)$/i.test(asked.text);
}

/** `64m`, `1.5 GiB`, `1073741824`: bytes, as Docker and Compose read them (binary multiples). */
export function bytesOf(text: string | undefined): number | undefined {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?\s*$/i.exec(text ?? '');
  if (match === null) {
    return undefined;
  }
  const power = ['', 'k', 'm', 'g', 't'].indexOf((match[2] ?? '').toLowerCase());
  return Math.round(Number(match[1]) * 1024 ** power);
}

/** Bytes in words: `64 MiB`. */
export function inBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${String(Math.round((bytes / 1024 ** power) * 100) / 100)} ${units[power] ?? 'B'}`;
}

export function numberOf(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}
