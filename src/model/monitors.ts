/**
 * Programs that run virtual machines, known by their command's name. `comm` is at most 15 characters and a program may
 * change it (QEMU's `-name process=`), so the first word of the command line is looked at as well.
 */
export type Monitor =
  | 'qemu' | 'firecracker' | 'cloud-hypervisor' | 'virtualbox' | 'crosvm' | 'kvmtool' | 'vmware' | 'bhyve' | 'dragonball';

const monitors: readonly (readonly [pattern: RegExp, monitor: Monitor])[] = [
  [/^(?:qemu-system-|qemu-kvm|kvm$)/, 'qemu'], [/^firecracker/, 'firecracker'], [/^cloud-hyperviso/, 'cloud-hypervisor'],
  [/^(?:VBoxHeadless|VirtualBoxVM|VBoxHeadle)/, 'virtualbox'], [/^crosvm/, 'crosvm'], [/^(?:lkvm|kvmtool)/, 'kvmtool'],
  [/^vmware-vmx/, 'vmware'], [/^dragonball/, 'dragonball'],
];

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The monitor that a process is, from its `comm` and the words of its command line; undefined where it is none. */
export function monitorOf(comm: string, words: readonly string[]): Monitor | undefined {
  const program = baseName(words[0] ?? '');
  return monitors.find(([pattern]) => pattern.test(program))?.[1]
    ?? monitors.find(([pattern]) => words.length > 0 && pattern.test(comm))?.[1];
}
