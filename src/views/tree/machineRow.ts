/** "Linux 6.18 · guest of KVM · hybrid cgroups": what this machine is, as far as the last look shows it. */
import * as l10n from '@vscode/l10n';
import { noKernelWords, platformName, wslWords } from '../../explain/machine/kernelHere.js';
import { properName } from '../../explain/machine/properName.js';
import { cgroupMountsOf, versionOf } from '../../model/cgroupMounts.js';
import { hypervisorOf } from '../../model/hypervisor.js';
import { insideContainerOf } from '../../model/insideContainer.js';
import { map, valueOf } from '../../model/reading.js';
import { type Snapshot, textOf } from '../../model/snapshot.js';
import { wslOf } from '../../model/wsl.js';

export function machineRow(snapshot: Snapshot): string {
  return [kernel(snapshot), guest(snapshot), inside(snapshot), cgroups(snapshot)].filter((part) => part !== '').join(' · ');
}

/** What is below this row, or why nothing can be. */
export function machineMeaning(snapshot: Snapshot): string {
  if (snapshot.platform !== 'linux') {
    return noKernelWords(snapshot.platform);
  }
  const release = valueOf(textOf(snapshot, `${snapshot.roots.proc}/sys/kernel/osrelease`)) ?? '';
  return [l10n.t('What the kernel of this machine shows by itself, whoever made it.'), wslWords(wslOf(release))].filter((part) => part !== '').join(' ');
}

/** https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html: `osrelease` is `6.18.5` or `6.1.0-18-amd64`. */
function kernel(snapshot: Snapshot): string {
  const release = valueOf(textOf(snapshot, `${snapshot.roots.proc}/sys/kernel/osrelease`));
  const version = /^\d+\.\d+/u.exec(release ?? '')?.[0];
  const wsl = wslOf(release ?? '');
  if (version !== undefined) {
    return wsl === null ? `Linux ${version}` : `Linux ${version} · WSL ${wsl}`;
  }
  return snapshot.platform === 'linux' ? 'Linux' : l10n.t('no Linux kernel here ({0})', platformName(snapshot.platform));
}

function guest(snapshot: Snapshot): string {
  const name = valueOf(hypervisorOf(snapshot).name);
  if (name === undefined || name === 'none') {
    return '';
  }
  return name === 'unnamed' ? l10n.t('guest of a hypervisor') : l10n.t('guest of {0}', properName(name));
}

/** Whether VS Code is in a container itself: then nothing out of it is shown. */
function inside(snapshot: Snapshot): string {
  const name = valueOf(insideContainerOf(snapshot).name);
  return name === undefined || name === 'none' ? '' : l10n.t('seen from within a container');
}

function cgroups(snapshot: Snapshot): string {
  switch (valueOf(map(cgroupMountsOf(snapshot), versionOf))) {
    case 'hybrid': return l10n.t('hybrid cgroups');
    case 'v2': return l10n.t('cgroup v2');
    case 'v1': return l10n.t('cgroup v1');
    case undefined: return '';
  }
}
