/** Small readers of kernel files for the witnesses. They share nothing with the product's own. */
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/** `cat`; throws as it does. */
export function cat(path: string): string {
  return readFileSync(path, 'utf8');
}

export function catIfThere(path: string): string | undefined {
  return existsSync(path) ? cat(path) : undefined;
}

/** `ls /proc`: all processes. */
export function everybody(): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
}

/** `readlink /proc/PID/ns/net` → the number in brackets. */
export function namespaceNumber(pid: number | 'self', type: string): number {
  return Number(/\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/ns/${type}`))?.[1]);
}

/** `device:inode` of what is there, symbolic links followed. */
export function identityOf(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev}:${ino}`;
}

/** A line of /proc/PID/status, in words. */
export function statusWords(pid: number, name: string): string[] {
  const line = cat(`/proc/${pid}/status`).split('\n').find((each) => each.startsWith(`${name}:`));
  if (line === undefined) {
    throw new Error(`no ${name} in /proc/${pid}/status`);
  }
  return line.slice(name.length + 1).trim().split(/\s+/);
}

/** Controller → path; the unified hierarchy under ''. */
export function cgroupPaths(pid: number): Map<string, string> {
  return new Map(cat(`/proc/${pid}/cgroup`).trimEnd().split('\n').flatMap((line) => {
    const [, names = '', ...path] = line.split(':');
    return names.split(',').map((name): [string, string] => [name, path.join(':')]);
  }));
}

export function commandLine(pid: number): string {
  return cat(`/proc/${pid}/cmdline`).replace(/\0+$/, '').split('\0').join(' ');
}

export interface MountRow {
  readonly target: string;
  readonly source: string;
  readonly device: string;
  readonly root: string;
  readonly fsType: string;
  readonly options: string[];
  readonly superOptions: string[];
  readonly propagation: string[];
}

const octal = (text: string): string => text.split(/(\\\d{3})/).map((part) =>
  (/^\\\d{3}$/.test(part) ? String.fromCodePoint(Number.parseInt(part.slice(1), 8)) : part)).join('');

/** /proc/PID/mountinfo, row by row. */
export function mountRows(pid: number): MountRow[] {
  return cat(`/proc/${pid}/mountinfo`).split('\n').filter(Boolean).map((line) => {
    const [left = '', right = ''] = line.split(/ - (.*)/s);
    const [, , device = '', root = '', target = '', options = '', ...optional] = left.split(' ');
    const [fsType = '', source = '', superOptions = ''] = right.split(' ');
    return {
      target: octal(target), source: octal(source), device, root: octal(root), fsType,
      options: options.split(','), superOptions: superOptions.split(',').map(octal), propagation: optional,
    };
  });
}

/** `name value` lines. */
export function keyedLines(text: string): Map<string, number> {
  return new Map(text.trimEnd().split('\n').map((line): [string, number] => {
    const [key = '', value = ''] = line.split(' ');
    return [key, Number(value)];
  }));
}
