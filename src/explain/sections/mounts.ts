/** What is mounted in there, what of it is passed on, and what the runtime covers. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Mount, Relation } from '../../model/isolation.js';
import { map } from '../../model/reading.js';
import type { Fact } from '../explanation.js';
import { fact, factOf, firstOf } from '../fact.js';

const most = 400;

export function mountsFact({ container, root }: Isolation): Fact {
  return factOf(container, {
    id: 'root.mounts',
    label: l10n.t('mounts'),
    concept: 'mnt',
    reading: root.mounts,
    value: (mounts) => mountsWords(mounts.length),
    meaning: l10n.t('File systems, volumes and files of the machine that are attached below its /.'),
    children: mountFacts(root.mounts),
  });
}

function mountsWords(count: number): string {
  return count === 1 ? l10n.t('1 mount') : l10n.t('{0} mounts', count);
}

function mountFacts(mounts: Isolation['root']['mounts']): readonly Fact[] {
  if (!('value' in mounts)) {
    return [];
  }
  const facts = mounts.value.map((mount, index) => mountFact(mount, index, mounts.from));
  return firstOf(facts, most, { id: 'root.mounts', concept: 'mnt', source: mounts.from });
}

function mountFact(mount: Mount, index: number, from: string): Fact {
  return fact({
    id: `root.mounts.${String(index)}`,
    label: mount.target,
    concept: 'mnt',
    value: valueWords(mount),
    meaning: [accessWords(mount), propagationWords(mount)].filter((words) => words !== '').join(' '),
    sources: [from],
    unread: false,
  });
}

/** `ext4 /dev/vda1, folder /srv/data`; the folder only where it is not the whole file system. */
function valueWords({ fsType, source, root }: Mount): string {
  return root === '/' ? `${fsType} ${source}` : l10n.t('{0} {1}, folder {2}', fsType, source, root);
}

function accessWords({ options }: Mount): string {
  return options.includes('ro') ? l10n.t('Read-only.') : l10n.t('Writable.');
}

/** A mount with a master receives; if it is shared besides, then with others below the same master, not with the machine. */
function propagationWords({ propagation }: Mount): string {
  if (propagation.some((field) => field.startsWith('master:'))) {
    return l10n.t('What the machine mounts below it appears in there too.');
  }
  return propagation.some((field) => field.startsWith('shared:'))
    ? l10n.t('Shared: what is mounted below it appears in its peers too.')
    : '';
}

export function propagationFact({ container, namespaces, root }: Isolation): Fact {
  return factOf(container, {
    id: 'root.propagation',
    label: l10n.t('propagation'),
    concept: 'mnt',
    reading: map(root.mounts, (mounts) => ({ shared: count(mounts, 'shared:'), received: count(mounts, 'master:') })),
    value: (counted) => namespaces.mnt.relation === 'initial' ? l10n.t('the machine’s own') : propagationValue(counted),
    meaning: ({ shared }) => propagationMeaning(namespaces.mnt.relation, shared),
  });
}

function propagationValue({ shared, received }: { readonly shared: number; readonly received: number }): string {
  return shared + received === 0
    ? l10n.t({ message: 'private', args: [], comment: 'propagation' })
    : l10n.t('{0} shared · {1} receiving', shared, received);
}

/** Propagation is between mount namespaces: who is in the same one sees every mount anyway. */
function propagationMeaning(relation: Relation, shared: number): string {
  if (relation === 'initial') {
    return l10n.t('Its mounts are the machine’s: what it mounts is seen there too.');
  }
  if (shared > 0) {
    return l10n.t('What is mounted below a shared one appears in its peers too.');
  }
  switch (relation) {
    case 'private': return l10n.t('What it mounts is not seen outside.');
    case 'shared': return l10n.t('What it mounts is seen by those that share its mount namespace only.');
    case 'unknown': return '';
  }
}

function count(mounts: readonly Mount[], field: string): number {
  return mounts.filter(({ propagation }) => propagation.some((entry) => entry.startsWith(field))).length;
}

/** Paths that the runtime covers or protects, so that the kernel's own controls are out of reach. */
export function pathsFact({ container, root }: Isolation, which: 'maskedPaths' | 'readOnlyPaths'): Fact {
  const masked = which === 'maskedPaths';
  return factOf(container, {
    id: `root.${which}`,
    label: masked ? l10n.t('masked paths') : l10n.t('read-only paths'),
    concept: 'mnt',
    reading: root[which],
    value: (paths) => paths.length === 0 ? l10n.t('no path') : paths.join(', '),
    meaning: masked
      ? l10n.t('The runtime covers these, so that nobody in there reads them.')
      : l10n.t('These controls of the kernel can be read in there, not changed.'),
    inspect: masked ? '{{.HostConfig.MaskedPaths}}' : '{{.HostConfig.ReadonlyPaths}}',
  });
}
