/**
 * Block I/O and disk space.
 * https://docs.kernel.org/admin-guide/cgroup-v2.html#io-interface-files
 */
import * as l10n from '@vscode/l10n';
import type { Setting } from '../asked.js';
import { neutral, say, strengthens } from '../say.js';

export const ioWeight: Setting = () => neutral(l10n.t('I/O weight'), 'io', [
  say(l10n.t('A share of the disk’s time against other [cgroups](cgroups) while they compete (`io.weight`, in v1 `blkio.weight`). It is no limit.')),
  say(l10n.t('It needs a scheduler that weighs (BFQ, or `io.cost` in v2); with others the kernel ignores it.')),
], ['cgroup/io.weight', 'cgroup/io']);

export const ioLimit: Setting = () => strengthens(l10n.t('I/O limit of a device'), 'io', [
  say(l10n.t('Bytes or operations a second that the container may read or write on this block device (`io.max`, in v1 `blkio.throttle.*`).')),
  say(l10n.t('In v1 only reads and direct writes are held back: writes through the page cache are not charged to the container. v2 charges those too, on file systems that support it.')),
], ['cgroup/io.limits', 'cgroup/io']);

export const ioConfig: Setting = () => neutral(l10n.t('Block I/O'), 'io', [
  say(l10n.t('Weights and limits for block devices, kept by the [io](io) controller. Without a limit, one container can keep the disk busy for all.')),
], ['cgroup/io']);

export const storageOption: Setting = () => strengthens(l10n.t('Size of the writable layer'), 'layers', [
  say(l10n.t('A quota on the container’s writable [layer](layers), so that it cannot fill the machine’s disk.')),
  say(l10n.t('`overlay2` can do it on xfs mounted with `pquota` only. Volumes and bind mounts are not counted.')),
], ['root/root.writableLayer']);
