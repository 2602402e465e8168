/** What there is to say of the kernel that this is looked at from: that there is none, or that it is Windows' own. */
import * as l10n from '@vscode/l10n';
import { oneLine } from '../foreignText.js';

/** The system's name as its makers write it; `process.platform` is Node's. */
export function platformName(platform: string): string {
  switch (platform) {
    case 'darwin': return 'macOS';
    case 'win32': return 'Windows';
    case 'freebsd': return 'FreeBSD';
    default: return oneLine(platform, 20);
  }
}

/** Why the kernel's part is missing, and what is not. */
export function noKernelWords(platform: string): string {
  return l10n.t('This machine has no Linux kernel: it runs {0}. Containers run in a virtual machine here, whose kernel is not visible from outside. The engine’s facts, concepts and hovers work.', platformName(platform));
}

/** Empty where it is no kernel of Windows. */
export function wslWords(wsl: 1 | 2 | null): string {
  switch (wsl) {
    case 1: return l10n.t('This is WSL 1, which has no Linux kernel: Windows answers in its place and knows neither namespaces nor cgroups. WSL 2 has one.');
    case 2: return l10n.t('This is the kernel of WSL 2: Windows runs it in a virtual machine, and all distributions share it. An engine in another distribution, such as Docker Desktop’s, has its processes out of sight from here.');
    case null: return '';
  }
}
