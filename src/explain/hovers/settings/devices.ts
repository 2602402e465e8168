/**
 * Devices: a node in /dev, and the kernel's permission to open it.
 * https://docs.kernel.org/admin-guide/cgroup-v2.html#device-controller
 */
import * as l10n from '@vscode/l10n';
import type { Paragraph, Said } from '../hover.js';
import type { Asked, Setting } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';

const facts = ['privileges/devices'];

export const device: Setting = (asked) => {
  const source = sourceOf(asked);
  const node = say(l10n.t('Makes the device node in the container and allows its [cgroup](cgroups) to open it (v1 `devices.allow`, v2 a BPF program). No namespace separates devices: it is the machine’s own.'));
  return weakens(l10n.t('Device of the machine'), 'cgroups', [node, ...known(source)], facts);
};

function sourceOf({ text, fields }: Asked): string {
  return fields?.get('source') ?? text?.split(':')[0] ?? '';
}

function known(source: string): Paragraph[] {
  if (/^\/dev\/(sd|vd|xvd|nvme|hd|mmcblk|dm-|mapper\/|loop|md)/.test(source)) {
    return [say(l10n.t('A disk: whoever opens it reads and writes every file on it, past all permissions and mounts.'))];
  }
  if (/^\/dev\/(mem|kmem|port)$/.test(source)) {
    return [say(l10n.t('The memory of the machine itself: no wall is left (`CAP_SYS_RAWIO` is needed as well).'))];
  }
  if (source === '/dev/kvm') {
    return [say(l10n.t('Lets it run [virtual machines](virtual-machine) with the hardware’s help. A larger piece of the kernel comes in reach; files do not.'))];
  }
  if (source === '/dev/fuse') {
    return [say(l10n.t('Lets it answer as a file system. Mounting one needs `CAP_SYS_ADMIN` as well, or a user namespace of its own.'))];
  }
  if (source === '/dev/net/tun') {
    return [say(l10n.t('Lets it make tunnel interfaces in its own [network namespace](net), with `CAP_NET_ADMIN`.'))];
  }
  if (/^\/dev\/(dri|nvidia|kfd)/.test(source)) {
    return [say(l10n.t('A graphics device: its memory is not counted by the memory limit, and its driver is a large piece of the kernel.'))];
  }
  return [say(l10n.t('What a process may do with it is up to the driver and to the letters `r`, `w`, `m`.'))];
}

export const deviceRule: Setting = ({ text }) => /^\s*(a\b|b\s+\*:\*)/.test(text ?? '')
  ? weakens(l10n.t('Every disk allowed'), 'cgroups', [
    say(l10n.t('The [cgroup](cgroups) may open every disk of the machine. With `CAP_MKNOD`, which is there by default, root in here makes the node of one and reads every file on it.')),
  ], facts)
  : weakens(l10n.t('Devices that may be opened'), 'cgroups', [
    say(l10n.t('Allows a class of devices in the container’s [cgroup](cgroups), also ones that are plugged in later. With `CAP_MKNOD`, which is there by default, root in here makes the node itself.')),
  ], facts);

export const gpus: Setting = () => weakens(l10n.t('Graphics processors'), 'cgroups', [
  say(l10n.t('The driver’s device nodes and libraries of the machine come into the container. No [cgroup](cgroups) limit counts graphics memory or time.')),
  say(l10n.t('The driver is a large piece of kernel code that the container now talks to.')),
], facts);

export const runtime: Setting = ({ text }) => {
  const title = l10n.t('Runtime');
  const name = text ?? '';
  if (/runsc|gvisor/i.test(name)) {
    return strengthens(title, 'container-virtualization', [
      say(l10n.t('gVisor: a kernel in user space answers most system calls, so a bug in the machine’s kernel is harder to reach. Namespaces and cgroups are around it as well.')),
    ]);
  }
  if (/kata/i.test(name)) {
    return strengthens(title, 'vm-or-container', [say(l10n.t('Kata: the container runs in a small [virtual machine](virtual-machine) with a kernel of its own; the hypervisor is the wall.'))]);
  }
  if (/sysbox/i.test(name)) {
    return strengthens(title, 'user', [say(l10n.t('Sysbox: always a [user namespace](user), and parts of `/proc` and `/sys` emulated; root in here is nobody out here.'))]);
  }
  return neutral(title, 'container-virtualization', [
    say(l10n.t('The program that makes the namespaces and cgroups (`runc`, `crun`). They all ask the same kernel for the same things; only `runsc` and `kata` bring another kernel.')),
  ]);
};

export const windowsIsolation: Setting = ({ text }) => text === 'hyperv'
  ? strengthens(l10n.t('Isolation technology'), 'vm-or-container', [say(l10n.t('For Windows containers: a small [virtual machine](virtual-machine) around each container. On Linux it is refused.'))])
  : neutral(l10n.t('Isolation technology'), 'vm-or-container', [
    say(l10n.t('For Windows containers: `process` shares the kernel, `hyperv` does not. On Linux only `default` exists: namespaces and cgroups.')),
  ]);

export const platform: Setting = (): Said => neutral(l10n.t('Platform'), 'container-virtualization', [
  say(l10n.t('Chooses the image for another kind of CPU. If it is not the machine’s own, QEMU translates the program, one process at a time.')),
  say(l10n.t('That is no [virtual machine](virtual-machine): its system calls go to the machine’s own kernel.')),
]);
