/** Hypervisors, monitors, engines and runtimes as their makers write them. */
const names: Readonly<Record<string, string>> = {
  kvm: 'KVM', qemu: 'QEMU', xen: 'Xen', vmware: 'VMware', virtualbox: 'VirtualBox', 'hyper-v': 'Hyper-V', bhyve: 'bhyve',
  parallels: 'Parallels', apple: 'Apple Virtualization', firecracker: 'Firecracker', 'cloud-hypervisor': 'Cloud Hypervisor',
  docker: 'Docker', podman: 'Podman', lxc: 'LXC', kubernetes: 'Kubernetes', tcg: 'TCG',
};

/** The name that its makers write. */
export function properName(name: string): string {
  return Object.hasOwn(names, name) ? names[name] ?? name : name;
}
