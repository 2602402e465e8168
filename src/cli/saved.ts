/** A snapshot that was saved to a file. Nothing else is touched. */
import * as l10n from '@vscode/l10n';
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
    const said = 'unread' in entry ? entry.detail ?? entry.unread : l10n.t('not a plain file');
    throw new Problem(l10n.t('The snapshot {0} could not be read: {1}. Check the path and its permissions.', file, said));
  }
  return snapshotIn(parsed(entry, file), file);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const said = error instanceof Error ? clip(error.message, 200) : l10n.t('not JSON');
    throw new Problem(l10n.t('The snapshot {0} is not JSON: {1}. Save it again with “isolation-lens snapshot”.', file, said));
  }
}

function snapshotIn(value: unknown, file: string): Snapshot {
  if (!isRecord(value) || value.schema !== snapshotSchema) {
    throw new Problem(l10n.t('{0} is JSON, but no snapshot of the form {1}. Save it again with “isolation-lens snapshot”.', file, snapshotSchema));
  }
  const damage = damageIn(value);
  if (damage !== undefined) {
    throw new Problem(l10n.t('The snapshot {0} is damaged: {1}. Save it again with “isolation-lens snapshot”.', file, clip(damage, 300)));
  }
  const { files, engine } = value as unknown as Snapshot;
  return { ...value, files: ownOnly(files), engine: ownOnly(engine) } as unknown as Snapshot;
}

/** Without a prototype, so that no path finds what every object has. */
function ownOnly(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.assign(Object.create(null) as Record<string, unknown>, record);
}
