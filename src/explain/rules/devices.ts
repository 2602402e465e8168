/** Devices of the machine: asked of the engine, or bound in from its /dev. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Mount } from '../../model/isolation.js';
import { isRead, valueOf } from '../../model/reading.js';
import type { FindingText } from '../explanation.js';
import { fixText } from '../fixes.js';
import { clip } from '../foreignText.js';
import { belowHostRoot } from './mounts.js';

/** Nodes that a rootless engine binds in because it may not make them. */
const harmless: readonly string[] = ['/null', '/zero', '/full', '/random', '/urandom', '/tty', '/ptmx', '/console'];

export function hostDeviceMounted(isolation: Isolation): readonly FindingText[] {
  const found = [asked(isolation), bound(isolation)].filter(({ names }) => names.length > 0);
  if (found.length === 0) {
    return [];
  }
  const names = [...new Set(found.flatMap((part) => part.names))];
  return [{
    id: 'host-device-mounted',
    severity: 'warning',
    concept: 'capabilities',
    says: l10n.t('It was given devices of the machine: {0}.', clip(names.join(', '), 300)),
    why: l10n.t('A device is not isolated: what it does there happens to the machine’s own. A disk holds all files on it.'),
    evidence: found.map(({ from }) => from),
    fix: fixText(isolation.container, {
      words: l10n.t('Leave only the devices that it needs, read-only where that is enough.'),
      run: '--device /dev/NAME:/dev/NAME:r', compose: 'devices: [/dev/NAME:/dev/NAME:r]',
    }),
  }];
}

interface Devices {
  readonly names: readonly string[];
  readonly from: string;
}

function asked({ privileges: { devices } }: Isolation): Devices {
  return { names: valueOf(devices) ?? [], from: devices.from };
}

function bound({ root, namespaces }: Isolation): Devices {
  const { mounts, mechanism } = root;
  const own = isRead(mounts) && namespaces.mnt.relation !== 'initial' && valueOf(mechanism) !== 'none';
  return { names: own ? mounts.value.filter((mount) => isHostDevice(mount) && !belowHostRoot(mount, mounts.value)).map(({ target }) => target) : [], from: mounts.from };
}

/** An engine's /dev is a tmpfs of its own; a devtmpfs is the machine's. */
function isHostDevice({ fsType, root }: Mount): boolean {
  return fsType === 'devtmpfs' && !harmless.includes(root);
}
