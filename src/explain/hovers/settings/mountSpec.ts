/** A mount, whatever the syntax: `./a:/b:ro`, `type=bind,source=…`, Compose's long form. */
import type { Asked } from '../asked.js';

export interface MountSpec {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'other';
  /** Empty for an anonymous volume or a tmpfs. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly propagation: string | undefined;
  /** The short syntax's letters, as written. */
  readonly options: readonly string[];
}

export function mountSpecOf(asked: Asked): MountSpec {
  if (asked.fields !== undefined) {
    return fromFields(asked.fields);
  }
  const text = asked.text ?? asked.raw ?? '';
  return /(^|,)\s*type\s*=/.test(text) ? fromFields(fieldsOf(text)) : fromShort(text);
}

/** `type=bind,source=/a,target=/b,readonly` */
export function fieldsOf(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(',').map((field) => {
    const at = field.indexOf('=');
    return at < 0 ? [field.trim(), 'true'] as const : [field.slice(0, at).trim(), field.slice(at + 1).trim()] as const;
  }));
}

function fromFields(fields: ReadonlyMap<string, string>): MountSpec {
  const first = (...names: string[]): string => names.map((name) => fields.get(name)).find((value) => value !== undefined) ?? '';
  const type = first('type');
  return {
    type: type === 'bind' || type === 'tmpfs' ? type : type === 'volume' || type === '' ? 'volume' : 'other',
    source: first('source', 'src'),
    target: first('target', 'dst', 'destination'),
    readOnly: /^(true|1)$/i.test(first('read_only', 'readonly', 'ro')),
    propagation: first('bind.propagation', 'bind-propagation') || undefined,
    options: [],
  };
}

/** A drive letter's colon parts nothing: `C:\src:C:\dst`. */
function fromShort(text: string): MountSpec {
  const parts = text.split(/(?<!^[A-Za-z]|:[A-Za-z]|\$\{[^}]*):/);
  const [first = '', second, third] = parts;
  if (second === undefined) {
    return { type: 'volume', source: '', target: first, readOnly: false, propagation: undefined, options: [] };
  }
  const options = (third ?? '').split(',').filter((option) => option !== '');
  return {
    type: isPath(first) ? 'bind' : first.startsWith('$') ? 'other' : 'volume',
    source: first,
    target: second,
    readOnly: options.includes('ro') || options.includes('readonly'),
    propagation: options.find((option) => /^r?(private|slave|shared)$/.test(option)),
    options,
  };
}

function isPath(source: string): boolean {
  return /^([./~]|[A-Za-z]:[\\/]|\\\\|\$\{?(PWD|HOME|localWorkspaceFolder|localEnv)\b|\$\{[^}]*-[./~])/.test(source);
}
