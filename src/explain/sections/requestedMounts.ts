/** The binds, volumes and tmpfs that were asked for: the few of all mounts that somebody chose. */
import * as l10n from '@vscode/l10n';
import type { Isolation, RequestedMount } from '../../model/isolation.js';
import { isRead } from '../../model/reading.js';
import type { Fact } from '../explanation.js';
import { fact, factOf, firstOf } from '../fact.js';

const most = 200;

/** Nothing where no engine was asked. */
export function requestedFact({ container, root: { requested } }: Isolation): readonly Fact[] {
  if (requested === undefined || container.engine === null) {
    return [];
  }
  return [factOf(container, {
    id: 'root.requested',
    label: l10n.t('volumes and binds'),
    concept: 'mnt',
    reading: requested,
    value: (mounts) => mounts.length === 0 ? l10n.t('none was asked for') : mounts.map(({ target }) => target).join(', '),
    meaning: l10n.t('What the engine was asked to mount beside what every container gets.'),
    inspect: '{{json .Mounts}} {{json .HostConfig.Tmpfs}}',
    children: isRead(requested) ? mountFacts(requested.value, requested.from) : [],
  })];
}

function mountFacts(mounts: readonly RequestedMount[], from: string): readonly Fact[] {
  const facts = mounts.map((mount, index) => fact({
    id: `root.requested.${String(index)}`, label: mount.target, concept: 'mnt', value: whatItIs(mount), meaning: accessWords(mount), sources: [from], unread: false,
  }));
  return firstOf(facts, most, { id: 'root.requested', concept: 'mnt', source: from });
}

function whatItIs({ kind, source }: RequestedMount): string {
  switch (kind) {
    case 'bind': return l10n.t('the machine’s own {0}', source);
    case 'volume': return l10n.t('volume {0}', source);
    case 'tmpfs': return l10n.t('tmpfs, kept in memory');
    default: return `${kind} ${source}`.trim();
  }
}

function accessWords({ readOnly }: RequestedMount): string {
  return readOnly ? l10n.t('Read-only.') : l10n.t('Writable.');
}
