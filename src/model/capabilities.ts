/**
 * Capability sets as `/proc/PID/status` prints them: `CapEff:\t00000000a80425fb`, bit n is capability n.
 * https://man7.org/linux/man-pages/man7/capabilities.7.html; the numbers: linux/capability.h
 */
const names = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP',
  'LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER',
  'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE',
  'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP',
  'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF',
  'CHECKPOINT_RESTORE',
];

/** All that this program knows by name, in the kernel's order: `CAP_CHOWN` first. */
export const capabilityNames: readonly string[] = names.map((name) => `CAP_${name}`);

/** The kernel prints all 64 bits; fewer digits are a line that was cut off. */
const digits = 16;

/** Names in the kernel's order; a bit newer than this program is `CAP_<n>`, as `capsh` says. Throws on anything but 16 hex digits. */
export function parseCapabilities(hex: string): string[] {
  if (!/^[0-9a-f]+$/i.test(hex) || hex.length !== digits) {
    throw new Error(`not a capability set: ${hex.slice(0, 40)}`);
  }
  const bits = BigInt(`0x${hex}`);
  const found: string[] = [];
  for (let number = 0; number < digits * 4; number++) {
    if ((bits >> BigInt(number)) & 1n) {
      found.push(capabilityNames[number] ?? `CAP_${number}`);
    }
  }
  return found;
}
