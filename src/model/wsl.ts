/**
 * The Windows Subsystem for Linux, by the kernel's own name. WSL 2 runs Microsoft's build of Linux in a light virtual machine
 * (`5.15.167.4-microsoft-standard-WSL2`); WSL 1 has no Linux kernel at all and answers as one would (`4.4.0-19041-Microsoft`).
 * https://learn.microsoft.com/windows/wsl/compare-versions
 */
export function wslOf(release: string): 1 | 2 | null {
  return release.trim().endsWith('-Microsoft') ? 1 : /microsoft/i.test(release) ? 2 : null;
}
