// What a machine of our own is made with: Debian packages, root to install them, and an amd64 processor.
import { ensurePackages, packages } from '../packages.mjs';
import { programOf } from '../programs.mjs';
import { messageOf } from '../say.mjs';
import { fetchKernel } from './kernel.mjs';

/** @param {string} name @param {string} why @param {string} program @returns {import('../packages.mjs').Package} */
const needed = (name, why, program) => ({ name, why, present: () => programOf(program) !== undefined });

const wanted = [
  needed('qemu-system-x86', 'the machine that cgroup v2 is tested on', 'qemu-system-x86_64'),
  needed('e2fsprogs', '`mke2fs`, which makes its disk', 'mke2fs'),
  needed('dropbear-bin', 'the ssh server in it; unlike openssh-server it starts none on this machine', 'dropbear'),
  needed('openssh-client', 'the way into it', 'ssh-keygen'),
  needed('cpio', 'packs its first file system', 'cpio'),
  needed('dpkg', 'unpacks its kernel', 'dpkg-deb'),
  packages.docker, packages.dockerCli, packages.busybox, packages.procps, packages.utilLinux, packages.capabilities,
];

/** @returns {string | undefined} what keeps it from being made here, after an attempt to install what is missing */
export function whyNoMachine() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the machine with cgroup v2 is made on Linux on amd64 only';
  if (process.getuid?.() !== 0) return 'its disk has files of several users, which only root can make';
  if (programOf('apt-get') === undefined) return 'its kernel is a Debian package, and there is no apt-get here';
  const missing = ensurePackages(wanted);
  if (missing.length > 0) return `not installed: ${missing.map(({ name }) => name).join(', ')}`;
  try {
    fetchKernel();
    return undefined;
  } catch (error) {
    return `its kernel cannot be had: ${messageOf(error)}`;
  }
}
