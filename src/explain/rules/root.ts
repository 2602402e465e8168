/** A root that can be written, and mounts that are passed on. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Mount } from '../../model/isolation.js';
import { isRead, valueOf } from '../../model/reading.js';
import type { FindingText } from '../explanation.js';
import { fixText } from '../fixes.js';
import { clip } from '../foreignText.js';

export function writableRoot({ root: { readOnly }, container }: Isolation): readonly FindingText[] {
  if (!isRead(readOnly) || readOnly.value) {
    return [];
  }
  return [{
    id: 'writable-root',
    severity: 'info',
    concept: 'layers',
    says: l10n.t('Its / is writable.'),
    why: l10n.t('Who breaks into the program can change it and leave tools behind. Engines leave it writable by default.'),
    evidence: [readOnly.from],
    fix: fixText(container, {
      words: l10n.t('Make it read-only and give it a tmpfs for what it must write.'),
      run: '--read-only --tmpfs /tmp', compose: 'read_only: true, tmpfs: [/tmp]',
    }),
  }];
}

export function sharedPropagation({ root: { mounts, mechanism }, namespaces, container }: Isolation): readonly FindingText[] {
  if (!isRead(mounts) || namespaces.mnt.relation === 'initial') {
    return [];
  }
  const shared = mounts.value.filter(isShared);
  // A container whose `/` is shared made its peer groups itself, as systemd does at its start; the peers are inside.
  const ownGroups = shared.some(({ target }) => target === '/') && valueOf(mechanism) !== 'none';
  if (shared.length === 0 || ownGroups) {
    return [];
  }
  return [{
    id: 'shared-propagation',
    severity: 'warning',
    concept: 'mnt',
    says: l10n.t('Mounts are passed on at {0}.', clip(shared.map(({ target }) => target).join(', '), 300)),
    why: l10n.t('What is mounted below in there appears on the machine, and the other way round.'),
    evidence: [mounts.from],
    fix: fixText(container, {
      words: l10n.t('Mount it private unless it must pass mounts on.'),
      run: l10n.t('leave out {0}', ':rshared'), compose: 'bind: { propagation: rprivate }',
    }),
  }];
}

/** With a master besides, its peers are others that receive the same, as below nspawn or a systemd service. */
function isShared({ propagation }: Mount): boolean {
  const has = (field: string): boolean => propagation.some((each) => each.startsWith(field));
  return has('shared:') && !has('master:');
}
