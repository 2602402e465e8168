/** Bytes, cores and tasks for what changes every second; written as `explain/units.ts` writes the facts beside it. */
const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** A number and its unit: one decimal below ten, none above. */
export function bytesParts(bytes: number): readonly [string, string] {
  let rest = bytes;
  let unit = 0;
  while (shown(rest) >= 1024 && unit < byteUnits.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return [String(shown(rest)), byteUnits[unit] ?? 'B'];
}

/** `41 MiB`, `1.5 GiB`, `512 B`. */
export function bytesText(bytes: number): string {
  return bytesParts(bytes).join(' ');
}

/** At most two decimals, but never 0 for something that is more than nothing. */
export function decimal(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 && value !== 0 ? String(Number(value.toPrecision(1))) : String(rounded);
}

function shown(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
