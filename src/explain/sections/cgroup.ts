/** The section about the cgroup: where it is, then a row for each resource. */
import * as l10n from '@vscode/l10n';
import { hasNoCgroup } from '../../model/cgroupLevels.js';
import type { CgroupVersion, Isolation } from '../../model/isolation.js';
import { isRead, type Reading, valueOf } from '../../model/reading.js';
import type { Fact, Section } from '../explanation.js';
import { fact, factOf } from '../fact.js';
import { unreadValue } from '../unreadWords.js';
import { cpuFact } from './cpu.js';
import { ioFact, networkFact } from './io.js';
import { memoryFact } from './memory.js';
import { pidsFact } from './pids.js';
import { pressureFact } from './pressure.js';

export function cgroupSection(isolation: Isolation): Section {
  const { path } = isolation.cgroup;
  const place = isRead(path) ? path.value : unreadValue(path);
  return {
    id: 'cgroup',
    title: l10n.t('Cgroup'),
    summary: hasOwn(isolation) ? place : l10n.t('none of its own'),
    concept: 'cgroups',
    facts: [
      pathFact(isolation),
      memoryFact(isolation),
      cpuFact(isolation),
      pidsFact(isolation),
      ioFact(isolation),
      networkFact(isolation),
      pressureFact(isolation),
    ],
  };
}

/** In a session's or everybody's group nothing is counted or limited for it alone. */
function hasOwn({ cgroup: { path, memory, cpu, pids } }: Isolation): boolean {
  return !isRead(path) || [memory.limit, cpu.limit, pids.limit].some((limit) => isRead(limit) || !hasNoCgroup(limit));
}

function pathFact(isolation: Isolation): Fact {
  const { container, cgroup } = isolation;
  return factOf(container, {
    id: 'cgroup.path',
    label: l10n.t('path'),
    concept: 'cgroups',
    reading: cgroup.path,
    value: (path) => path,
    meaning: hasOwn(isolation)
      ? l10n.t('The group of processes that the kernel counts and limits together.')
      : l10n.t('It was started without a group of its own: other processes of the machine are counted and limited together with it.'),
    children: [
      factOf(container, {
        id: 'cgroup.version', label: l10n.t('version'), concept: 'cgroups', reading: cgroup.version,
        value: (version) => version, meaning: versionMeaning,
      }),
      ...controllerFacts(cgroup.paths, cgroup.path),
    ],
  });
}

function versionMeaning(version: CgroupVersion): string {
  switch (version) {
    case 'v1': return l10n.t('Each controller has a tree of its own.');
    case 'v2': return l10n.t('All controllers are in one tree.');
    case 'hybrid': return l10n.t('The tree of version 2 is there, beside controllers with trees of version 1.');
  }
}

/** Only the trees of version 1 in which it lies elsewhere than its path says. */
function controllerFacts(paths: Readonly<Record<string, string>>, own: Reading<string>): readonly Fact[] {
  const elsewhere = Object.entries(paths).filter(([, path]) => path !== valueOf(own));
  return elsewhere.map(([controller, path]) => fact({
    id: `cgroup.path.${controller}`,
    label: controller === '' ? l10n.t('unified') : controller,
    concept: 'cgroups',
    value: path,
    meaning: l10n.t('In the tree of this controller it lies here.'),
    sources: [own.from],
    unread: false,
  }));
}
