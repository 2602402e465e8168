/** A snapshot that was saved to a file. Nothing else is touched. */
import { clip } from '../explain/foreignText.js';
import { type Snapshot, snapshotSchema } from '../model/snapshot.js';
import { hostFs } from '../sources/hostFs.js';
import { Problem } from './problem.js';
import { damageIn, isRecord } from './savedShape.js';

/** Those of machines with hundreds of containers are long. */
const mostMegabytes = 64;

export function savedSnapshot(file: string): Snapshot {
  const entry = hostFs('/proc', mostMegabytes).readText(file);
  if (typeof entry !== 'string') {
    const said = 'unread' in entry ? entry.detail ?? entry.unread : 'not a plain file';
    throw new Problem(`The snapshot ${file} could not be read: ${said}. Check the path and its permissions.`);
  }
  return snapshotIn(parsed(entry, file), file);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const said = error instanceof Error ? clip(error.message, 200) : 'not JSON';
    throw new Problem(`The snapshot ${file} is not JSON: ${said}. Save it again with "isolation-lens snapshot".`);
  }
}

function snapshotIn(value: unknown, file: string): Snapshot {
  if (!isRecord(value) || value.schema !== snapshotSchema) {
    throw new Problem(`${file} is JSON, but no snapshot of the form ${snapshotSchema}. Save it again with "isolation-lens snapshot".`);
  }
  const damage = damageIn(value);
  if (damage !== undefined) {
    throw new Problem(`The snapshot ${file} is damaged: ${clip(damage, 300)}. Save it again with "isolation-lens snapshot".`);
  }
  const { files, engine } = value as unknown as Snapshot;
  return { ...value, files: ownOnly(files), engine: ownOnly(engine) } as unknown as Snapshot;
}

/** Without a prototype, so that no path finds what every object has. */
function ownOnly(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.assign(Object.create(null) as Record<string, unknown>, record);
}
