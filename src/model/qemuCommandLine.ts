/**
 * What a QEMU command line says of its machine: https://www.qemu.org/docs/master/system/invocation.html
 * Values are lists of `key=value`, the first key often left out; a comma in a value is doubled.
 */
export interface QemuMachine {
  readonly name?: string;
  readonly accelerator?: string;
  /** Bytes. */
  readonly memoryBytes?: number;
  readonly cpus?: number;
}

/** `-name guest=web,process=x` → `{ '': …, guest: 'web', process: 'x' }`; the value without a key is under ''. */
export function options(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/(?<!,),(?!,)/).map((part) => part.replaceAll(',,', ','));
  return new Map(parts.map((part, index) => {
    const at = part.indexOf('=');
    return at < 0 ? [index === 0 ? '' : part, part] : [part.slice(0, at), part.slice(at + 1)];
  }));
}

const factors: Readonly<Record<string, number>> = { '': 2 ** 20, b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** `2048`, `2048M`, `2G` → bytes; a bare number is in MiB. */
export function memoryBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([bkmgt]?)b?$/i.exec(text.trim());
  const factor = match === null ? undefined : factors[(match[2] ?? '').toLowerCase()];
  return match === null || factor === undefined ? undefined : Math.round(Number(match[1]) * factor);
}

function valueAfter(words: readonly string[], ...flags: readonly string[]): string | undefined {
  const at = words.findIndex((word) => flags.includes(word.replace(/^--/, '-')));
  return at < 0 ? undefined : words[at + 1];
}

function accelerator(words: readonly string[]): string | undefined {
  if (words.some((word) => /^--?enable-kvm$/.test(word))) {
    return 'kvm';
  }
  const accel = valueAfter(words, '-accel');
  if (accel !== undefined) {
    return options(accel).get('') ?? options(accel).get('accel');
  }
  const machine = valueAfter(words, '-machine', '-M');
  return machine === undefined ? undefined : options(machine).get('accel')?.split(':')[0];
}

function positive(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

export function qemuMachine(words: readonly string[]): QemuMachine {
  const name = options(valueAfter(words, '-name') ?? '');
  const memory = options(valueAfter(words, '-m') ?? '');
  const cpus = options(valueAfter(words, '-smp') ?? '');
  const guest = name.get('guest') ?? name.get('');
  const bytes = memoryBytes(memory.get('size') ?? memory.get('') ?? '');
  const count = positive(cpus.get('cpus') ?? cpus.get(''));
  const accel = accelerator(words);
  return {
    ...(guest === undefined || guest === '' ? {} : { name: guest }),
    ...(accel === undefined ? {} : { accelerator: accel }),
    ...(bytes === undefined ? {} : { memoryBytes: bytes }),
    ...(count === undefined ? {} : { cpus: count }),
  };
}
