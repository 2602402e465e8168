/** A made-up `/proc` and `/sys` in a temporary folder: the paths are parameters, so the collector takes them for a machine's. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface FakeMachine {
  readonly folder: string;
  readonly procfs: string;
  readonly sysfs: string;
  readonly file: (path: string, text: string | Buffer) => void;
  readonly process: (pid: number, about: FakeProcess) => void;
}

export interface FakeProcess {
  readonly parent?: number;
  readonly nsPids?: readonly number[];
  readonly comm?: string;
  readonly cmdline?: string;
  readonly cgroup?: string;
  readonly root?: string;
  readonly start?: number;
  readonly namespaces?: Readonly<Record<string, number>>;
}

const initial = { cgroup: 4026531835, ipc: 4026531839, mnt: 4026531832, net: 4026531833, pid: 4026531836, time: 4026531834, user: 4026531837, uts: 4026531838 };

export function fakeMachine(): FakeMachine {
  const folder = mkdtempSync(join(tmpdir(), 'machine-'));
  const [procfs, sysfs] = [join(folder, 'proc'), join(folder, 'sys')];
  const file = (path: string, text: string | Buffer): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const process = (pid: number, about: FakeProcess): void => {
    const { parent = 1, nsPids = [pid], comm = 'x', cmdline = 'x\0', cgroup = '0::/\n', root = '/', start = 100, namespaces = {} } = about;
    const at = (name: string, text: string): void => file(`proc/${pid}/${name}`, text);
    at('status', `Name:\t${comm}\nState:\tS (sleeping)\nPid:\t${pid}\nPPid:\t${parent}\nNSpid:\t${nsPids.join('\t')}\nVmSize:\t  100 kB\nVmRSS:\t  10 kB\nnonvoluntary_ctxt_switches:\t1\n`);
    at('stat', `${pid} (${comm}) S ${parent} ${pid} ${pid} 0 -1 4194560 1 0 0 0 1 0 0 0 20 0 1 0 ${start} 2322432 316 18446744073709551615\n`);
    at('comm', `${comm}\n`);
    at('cmdline', cmdline);
    at('cgroup', cgroup);
    at('mountinfo', '30 1 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n20 1 254:0 / / rw - ext4 /dev/vda rw\n');
    at('uid_map', '         0          0 4294967295\n');
    at('net/dev', 'Inter-|   Receive\n');
    mkdirSync(join(procfs, String(pid), 'ns'), { recursive: true });
    for (const [type, number] of Object.entries({ ...initial, ...namespaces })) {
      symlinkSync(`${type}:[${number}]`, join(procfs, String(pid), 'ns', type));
    }
    symlinkSync(root, join(procfs, String(pid), 'root'));
  };
  file('proc/sys/kernel/osrelease', '6.1.0\n');
  file('sys/fs/cgroup/cgroup.controllers', 'cpu memory pids\n');
  process(1, { parent: 0, comm: 'init', cmdline: 'init\0' });
  return { folder, procfs, sysfs, file, process };
}
