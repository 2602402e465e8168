/** The section about its `/`: where it lies on the machine, what it is made of, what is mounted into it. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Root } from '../../model/isolation.js';
import { isRead, valueOf } from '../../model/reading.js';
import type { Fact, Section } from '../explanation.js';
import { fact, factOf } from '../fact.js';
import { command } from '../shell.js';
import { layersFact, writableLayerFact } from './layers.js';
import { mountsFact, pathsFact, propagationFact } from './mounts.js';
import { requestedFact } from './requestedMounts.js';

export function rootSection(isolation: Isolation): Section {
  return {
    id: 'root',
    title: l10n.t('Root'),
    summary: summaryOf(isolation.root),
    concept: 'layers',
    facts: [
      hostPathFact(isolation),
      mechanismFact(isolation),
      layersFact(isolation),
      writableLayerFact(isolation),
      readOnlyFact(isolation),
      ...requestedFact(isolation),
      mountsFact(isolation),
      propagationFact(isolation),
      pathsFact(isolation, 'maskedPaths'),
      pathsFact(isolation, 'readOnlyPaths'),
      ...configFileFact(isolation),
    ],
  };
}

/** "overlay · 5 layers + writable": the parts that were read. */
function summaryOf({ filesystem, driver, layers, writableLayer }: Root): string {
  const kind = valueOf(filesystem) ?? valueOf(driver);
  const count = valueOf(layers)?.length;
  return [
    kind ?? l10n.t('not readable'),
    ...(count === undefined || count === 0 ? [] : [layersWords(count, isRead(writableLayer))]),
  ].join(' · ');
}

function layersWords(count: number, writable: boolean): string {
  const layers = count === 1 ? l10n.t('1 layer') : l10n.t('{0} layers', count);
  return writable ? l10n.t('{0} + writable', layers) : layers;
}

function hostPathFact({ container, root }: Isolation): Fact {
  return factOf(container, {
    id: 'root.hostPath',
    label: '/',
    concept: 'layers',
    reading: root.hostPath,
    value: (path) => path,
    meaning: l10n.t('This folder of the machine is / in there.'),
    inspect: '{{.GraphDriver.Data.MergedDir}}',
    children: [
      factOf(container, {
        id: 'root.filesystem', label: l10n.t('file system'), concept: 'layers', reading: root.filesystem,
        value: (type) => type, meaning: l10n.t('The kind of file system at / in there.'),
      }),
      factOf(container, {
        id: 'root.driver', label: l10n.t('driver'), concept: 'layers', reading: root.driver,
        value: (name) => name, meaning: l10n.t('How its files are stacked and kept.'), inspect: '{{.GraphDriver.Name}}',
      }),
    ],
  });
}

function mechanismFact({ container, root }: Isolation): Fact {
  return factOf(container, {
    id: 'root.mechanism',
    label: l10n.t('mechanism'),
    concept: valueOf(root.mechanism) === 'chroot' ? 'chroot' : 'pivot-root',
    reading: root.mechanism,
    value: (mechanism) => mechanism === 'none' ? l10n.t('no root of its own') : mechanism,
    meaning: mechanismMeaning,
  });
}

/** With how it was concluded: what each leaves behind in /proc. */
function mechanismMeaning(mechanism: 'pivot_root' | 'chroot' | 'none'): string {
  switch (mechanism) {
    case 'pivot_root':
      return l10n.t('Its mount namespace has another / than the machine’s, so the machine’s files are not below it. Concluded from the / line of its mount table.');
    case 'chroot':
      return l10n.t('Only the lookup of paths starts elsewhere; the mounts are still the machine’s. Concluded from a mount table that has no / of its own.');
    case 'none':
      return l10n.t('Its / is the machine’s own /. Concluded from the / line of its mount table.');
  }
}

function readOnlyFact({ container, root }: Isolation): Fact {
  return factOf(container, {
    id: 'root.readOnly',
    label: l10n.t('writable'),
    concept: 'layers',
    reading: root.readOnly,
    value: (readOnly) => readOnly ? l10n.t('read-only') : l10n.t('writable'),
    meaning: (readOnly) => readOnly
      ? l10n.t('Nothing in there can change its programs; only volumes and tmpfs are writable.')
      : l10n.t('A process in there can change its own programs and files until the container is removed.'),
    inspect: '{{.HostConfig.ReadonlyRootfs}}',
  });
}

function configFileFact({ container: { configFile } }: Isolation): readonly Fact[] {
  return configFile === undefined ? [] : [fact({
    id: 'root.configFile', label: l10n.t('configuration'), concept: 'lxc', value: configFile, unread: false,
    meaning: l10n.t('The file in which its root, namespaces and limits were written down; it was read when the container was started.'),
    sources: [configFile], command: command('cat', configFile),
  })];
}
