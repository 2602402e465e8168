/** Numbers with their units, as a person reads them: bytes in binary units, cores, seconds, percent. */
import * as l10n from '@vscode/l10n';
import type { Limit } from '../model/isolation.js';

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** A number and its unit, apart: `[41, 'MiB']` as `['41', 'MiB']`. */
function scaled(count: number): readonly [string, string] {
  let rest = Math.abs(count);
  let unit = 0;
  while (shown(rest) >= 1024 && unit < byteUnits.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return [String(count < 0 ? -shown(rest) : shown(rest)), byteUnits[unit] ?? 'B'];
}

/** One decimal below ten, none above. */
function shown(number: number): number {
  return number < 10 ? Math.round(number * 10) / 10 : Math.round(number);
}

/** `41 MiB`, `1.5 GiB`, `512 B`. */
export function bytes(count: number): string {
  return scaled(count).join(' ');
}

/** `41 of 64 MiB`; with both units where they differ: `900 KiB of 2 GiB`. */
export function bytesOf(used: number, limit: number): string {
  const [number, unit] = scaled(used);
  const [most, unitOfMost] = scaled(limit);
  return unit === unitOfMost
    ? l10n.t('{0} of {1}', number, `${most} ${unitOfMost}`)
    : l10n.t('{0} of {1}', `${number} ${unit}`, `${most} ${unitOfMost}`);
}

export function unlimited(): string {
  return l10n.t('unlimited');
}

export function bytesLimit(limit: Limit): string {
  return limit === 'unlimited' ? unlimited() : bytes(limit);
}

/** At most two decimals, but never 0 for something that is more than nothing. */
export function decimal(number: number): string {
  const rounded = Math.round(number * 100) / 100;
  return rounded === 0 && number !== 0 ? String(Number(number.toPrecision(1))) : String(rounded);
}

/** `0.5 cores`, `1 core`. */
export function cores(count: number): string {
  const number = decimal(count);
  return number === '1' ? l10n.t('1 core') : l10n.t('{0} cores', number);
}

export function coresLimit(limit: Limit): string {
  return limit === 'unlimited' ? unlimited() : cores(limit);
}

/** `1 task`, `20 tasks`. */
export function tasks(count: number): string {
  return count === 1 ? l10n.t('1 task') : l10n.t('{0} tasks', count);
}

export function tasksLimit(limit: Limit): string {
  return limit === 'unlimited' ? unlimited() : tasks(limit);
}

/** `0.42 s`, `12 s`, `3 min 5 s`, `2 h 3 min`. */
export function seconds(count: number): string {
  if (count < 60) {
    return l10n.t('{0} s', decimal(count));
  }
  const whole = Math.round(count);
  if (whole < 3600) {
    return l10n.t('{0} min {1} s', Math.floor(whole / 60), whole % 60);
  }
  return l10n.t('{0} h {1} min', Math.floor(whole / 3600), Math.floor((whole % 3600) / 60));
}

/** Of a ratio (0.03 → `3 %`); one decimal below ten percent. */
export function percent(ratio: number): string {
  const number = shown(ratio * 100);
  return number === 0 && ratio > 0 ? l10n.t('under 0.1 %') : l10n.t('{0} %', number);
}
