/**
 * One line for each capability of Linux, and the sets that engines give by default.
 * https://man7.org/linux/man-pages/man7/capabilities.7.html
 */
import * as l10n from '@vscode/l10n';

/** What Docker gives a container that was asked for nothing else. */
export const dockerDefault: readonly string[] = [
  'CAP_AUDIT_WRITE', 'CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER', 'CAP_FSETID', 'CAP_KILL', 'CAP_MKNOD',
  'CAP_NET_BIND_SERVICE', 'CAP_NET_RAW', 'CAP_SETFCAP', 'CAP_SETGID', 'CAP_SETPCAP', 'CAP_SETUID', 'CAP_SYS_CHROOT',
];

const notPodmans: readonly string[] = ['CAP_AUDIT_WRITE', 'CAP_MKNOD', 'CAP_NET_RAW'];

/** Podman's default lacks three of Docker's. */
export const podmanDefault: readonly string[] = dockerDefault.filter((name) => !notPodmans.includes(name));

/** What a holder may do; for a capability that is newer than this table, a line that says so. */
export function capabilityMeaning(name: string): string {
  return files(name) ?? processes(name) ?? network(name) ?? machine(name)
    ?? l10n.t('A capability that this version does not describe.');
}

function files(name: string): string | undefined {
  switch (name) {
    case 'CAP_CHOWN': return l10n.t('Gives files to any user or group.');
    case 'CAP_DAC_OVERRIDE': return l10n.t('Reads and writes any file, whatever its permissions say.');
    case 'CAP_DAC_READ_SEARCH': return l10n.t('Reads any file and folder, also by handle, past the walls of its own root.');
    case 'CAP_FOWNER': return l10n.t('Treats any file as its own: permissions, times, attributes.');
    case 'CAP_FSETID': return l10n.t('Keeps set-user-ID and set-group-ID bits when a file changes.');
    case 'CAP_LINUX_IMMUTABLE': return l10n.t('Sets and clears the immutable and append-only marks of files.');
    case 'CAP_LEASE': return l10n.t('Takes leases on any file.');
    case 'CAP_MKNOD': return l10n.t('Makes device files; whether they open is up to the device rules.');
    case 'CAP_SETFCAP': return l10n.t('Attaches capabilities to program files.');
    case 'CAP_CHECKPOINT_RESTORE': return l10n.t('Freezes processes into files and brings them back, with chosen process numbers.');
    default: return undefined;
  }
}

function processes(name: string): string | undefined {
  switch (name) {
    case 'CAP_KILL': return l10n.t('Sends signals to processes of any user.');
    case 'CAP_SETUID': return l10n.t('Becomes any user.');
    case 'CAP_SETGID': return l10n.t('Becomes a member of any group.');
    case 'CAP_SETPCAP': return l10n.t('Passes capabilities on and drops them from the bounding set.');
    case 'CAP_SYS_PTRACE': return l10n.t('Looks into and changes the memory of any process that it can see.');
    case 'CAP_SYS_NICE': return l10n.t('Raises the priority of processes and places them on processors.');
    case 'CAP_SYS_RESOURCE': return l10n.t('Goes beyond resource limits and quotas.');
    case 'CAP_SYS_CHROOT': return l10n.t('Changes its root folder and enters mount namespaces.');
    case 'CAP_IPC_LOCK': return l10n.t('Locks memory so that it is never swapped out.');
    case 'CAP_IPC_OWNER': return l10n.t('Uses System V message queues and shared memory of any user.');
    default: return undefined;
  }
}

function network(name: string): string | undefined {
  switch (name) {
    case 'CAP_NET_ADMIN': return l10n.t('Configures interfaces, routes and firewall of its network namespace.');
    case 'CAP_NET_BIND_SERVICE': return l10n.t('Listens on ports below 1024.');
    case 'CAP_NET_BROADCAST': return l10n.t('Sends broadcasts and listens to multicasts; no kernel asks for it today.');
    case 'CAP_NET_RAW': return l10n.t('Sends and receives raw packets, as ping does; can forge addresses on its network.');
    case 'CAP_AUDIT_CONTROL': return l10n.t('Turns the kernel’s audit on and off and changes its rules.');
    case 'CAP_AUDIT_READ': return l10n.t('Reads the kernel’s audit log.');
    case 'CAP_AUDIT_WRITE': return l10n.t('Writes entries into the kernel’s audit log.');
    default: return undefined;
  }
}

function machine(name: string): string | undefined {
  switch (name) {
    case 'CAP_SYS_ADMIN': return l10n.t('Mounts, enters namespaces, and much more of what root may do.');
    case 'CAP_SYS_MODULE': return l10n.t('Loads code into the kernel of the machine.');
    case 'CAP_SYS_RAWIO': return l10n.t('Reads and writes hardware ports and memory directly.');
    case 'CAP_SYS_BOOT': return l10n.t('Restarts the machine or loads another kernel.');
    case 'CAP_SYS_TIME': return l10n.t('Sets the clock of the machine.');
    case 'CAP_SYS_PACCT': return l10n.t('Turns process accounting on and off.');
    case 'CAP_SYS_TTY_CONFIG': return l10n.t('Configures and hangs up terminals.');
    case 'CAP_SYSLOG': return l10n.t('Reads the kernel’s log and the addresses in it.');
    case 'CAP_MAC_ADMIN': return l10n.t('Changes the rules of the security module.');
    case 'CAP_MAC_OVERRIDE': return l10n.t('Passes over the rules of the security module.');
    case 'CAP_WAKE_ALARM': return l10n.t('Sets alarms that wake the machine.');
    case 'CAP_BLOCK_SUSPEND': return l10n.t('Keeps the machine from going to sleep.');
    case 'CAP_PERFMON': return l10n.t('Observes the performance of the whole machine.');
    case 'CAP_BPF': return l10n.t('Loads BPF programs into the kernel.');
    default: return undefined;
  }
}
