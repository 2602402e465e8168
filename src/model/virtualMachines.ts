/**
 * The virtual machines that run on this machine, found among its processes. Everything here is readable by every user:
 * `comm`, `cmdline`, `status` (VmRSS, Threads) and the threads' names; KVM's own descriptors in `fd/` are a bonus.
 */
import { type Monitor, monitorOf } from './monitors.js';
import { qemuMachine } from './qemuCommandLine.js';
import { type Reading, isRead, read, unread } from './reading.js';
import { type Snapshot, notKept, textOf } from './snapshot.js';

export interface VirtualMachine {
  readonly pid: number;
  readonly monitor: Monitor;
  readonly name?: string;
  /** `kvm`, `tcg`… as the command line or the threads' names say; absent where neither does. */
  readonly accelerator?: string;
  /** Bytes it was given. */
  readonly memoryBytes?: number;
  readonly cpus?: number;
  /** Bytes of this machine's memory that its monitor holds. */
  readonly residentBytes: number;
  readonly threads: number;
  readonly from: string;
}

/** The key under which the collector notes which processes it took for monitors. */
export const monitorsKey = 'monitors';

export function commandWords(cmdline: string): string[] {
  const words = cmdline.split('\0');
  return words.at(-1) === '' ? words.slice(0, -1) : words;
}

/** A number of `status`, such as `VmRSS:\t   34836 kB`. */
function statusNumber(status: string, field: string): number | undefined {
  const match = new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(status);
  return match === null ? undefined : Number(match[1]);
}

/** The name that other monitors were given on their command line. */
function nameOf(monitor: Monitor, words: readonly string[]): string | undefined {
  const flag = { virtualbox: '--comment', firecracker: '--id', crosvm: '--name', kvmtool: '--name' }[monitor as string];
  const at = flag === undefined ? -1 : words.indexOf(flag);
  return at < 0 ? undefined : words[at + 1];
}

/** Names of a process's threads: QEMU calls a virtual CPU's thread `CPU 0/KVM` or `CPU 0/TCG`. */
function acceleratorOfThreads(snapshot: Snapshot, dir: string): string | undefined {
  const names = Object.entries(snapshot.files)
    .filter(([path]) => path.startsWith(`${dir}/task/`) && path.endsWith('/comm'))
    .map(([, entry]) => (typeof entry === 'string' ? entry : ''));
  return names.map((name) => /^CPU \d+\/(KVM|TCG)/.exec(name)?.[1]?.toLowerCase()).find((name) => name !== undefined);
}

function virtualMachine(snapshot: Snapshot, pid: number): VirtualMachine[] {
  const dir = `${snapshot.roots.proc}/${String(pid)}`;
  const [comm, cmdline, status] = ['comm', 'cmdline', 'status'].map((file) => textOf(snapshot, `${dir}/${file}`));
  if (comm === undefined || cmdline === undefined || status === undefined || !isRead(cmdline) || !isRead(status)) {
    return [];
  }
  const words = commandWords(cmdline.value);
  const monitor = monitorOf(isRead(comm) ? comm.value.trim() : '', words);
  const resident = statusNumber(status.value, 'VmRSS');
  if (monitor === undefined || resident === undefined) {
    return [];
  }
  const told = monitor === 'qemu' ? qemuMachine(words) : {};
  const accelerator = acceleratorOfThreads(snapshot, dir) ?? ('accelerator' in told ? told.accelerator : undefined)
    ?? (monitor === 'firecracker' || monitor === 'cloud-hypervisor' ? 'kvm' : undefined);
  const name = ('name' in told ? told.name : undefined) ?? nameOf(monitor, words);
  return [{
    pid, monitor, ...told, ...(name === undefined ? {} : { name }), ...(accelerator === undefined ? {} : { accelerator }),
    residentBytes: resident * 1024, threads: statusNumber(status.value, 'Threads') ?? 1, from: cmdline.from,
  }];
}

export function virtualMachinesOf(snapshot: Snapshot): Reading<readonly VirtualMachine[]> {
  const entry = snapshot.files[`${snapshot.roots.proc}/#${monitorsKey}`];
  if (entry === undefined && snapshot.platform !== 'linux') {
    return notKept(snapshot, `${snapshot.roots.proc}/*/cmdline`);
  }
  if (entry === undefined || typeof entry === 'string' || !('list' in entry)) {
    return unread('absent', `${snapshot.roots.proc}/*/cmdline`, 'this snapshot was taken without a look at all processes');
  }
  return read(entry.list.map(Number).flatMap((pid) => virtualMachine(snapshot, pid)), `${snapshot.roots.proc}/*/cmdline`);
}
