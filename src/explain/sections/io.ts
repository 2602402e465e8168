/** What went to and from disks and the network. */
import * as l10n from '@vscode/l10n';
import type { Isolation } from '../../model/isolation.js';
import { firstRead, isRead, type Reading } from '../../model/reading.js';
import type { Fact } from '../explanation.js';
import { factOf } from '../fact.js';
import { oneLine } from '../foreignText.js';
import { bytes } from '../units.js';

export function ioFact({ container, cgroup: { io } }: Isolation): Fact {
  return factOf(container, {
    id: 'io',
    label: l10n.t('io'),
    concept: 'io',
    reading: firstRead(io.readBytes, io.writeBytes),
    value: () => [
      ...whenRead(io.readBytes, (count) => l10n.t('{0} read', count)),
      ...whenRead(io.writeBytes, (count) => l10n.t('{0} written', count)),
    ].join(' · '),
    meaning: l10n.t('What its processes moved from and to disks; what came from the page cache does not count.'),
    also: [io.writeBytes],
    children: [
      factOf(container, {
        id: 'io.readBytes', label: l10n.t('read'), concept: 'io', reading: io.readBytes, value: bytes, meaning: '',
      }),
      factOf(container, {
        id: 'io.writeBytes', label: l10n.t('written'), concept: 'io', reading: io.writeBytes, value: bytes, meaning: '',
      }),
      factOf(container, {
        id: 'io.weight', label: l10n.t('weight'), concept: 'io', reading: io.weight, value: String,
        meaning: l10n.t('Its share beside its neighbours when a disk is busy.'),
      }),
      factOf(container, {
        id: 'io.limits', label: l10n.t('limits'), concept: 'io', reading: io.limits,
        value: (lines) => lines.length === 0 ? l10n.t('no device is limited') : lines.join(', '),
        meaning: l10n.t('Bytes and operations a second, by device.'),
      }),
    ],
  });
}

export function networkFact({ container, namespaces, cgroup: { network } }: Isolation): Fact {
  const { sharedWith: others } = namespaces.net;
  return factOf(container, {
    id: 'network',
    label: l10n.t('network'),
    concept: 'network',
    reading: firstRead(network.receivedBytes, network.sentBytes),
    value: () => [
      ...whenRead(network.receivedBytes, (count) => l10n.t('{0} received', count)),
      ...whenRead(network.sentBytes, (count) => l10n.t('{0} sent', count)),
    ].join(' · '),
    meaning: others.length === 0 ? l10n.t('All interfaces of its network namespace except lo. A cgroup does not count this.')
      : l10n.t('Of its network namespace, and so of all in it together: it is shared with {0}.', oneLine(others.join(', '), 120)),
    also: [network.sentBytes],
    children: [
      factOf(container, {
        id: 'network.receivedBytes', label: l10n.t('received'), concept: 'network', reading: network.receivedBytes, value: bytes, meaning: '',
      }),
      factOf(container, {
        id: 'network.sentBytes', label: l10n.t('sent'), concept: 'network', reading: network.sentBytes, value: bytes, meaning: '',
      }),
    ],
  });
}

function whenRead(reading: Reading<number>, words: (count: string) => string): readonly string[] {
  return isRead(reading) ? [words(bytes(reading.value))] : [];
}
