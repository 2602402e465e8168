/** What this machine is: `machine --json` of the contract. */
import { type CgroupVersion, isolationSchema } from './isolation.js';
import { cgroupMountsOf, versionOf } from './cgroupMounts.js';
import { hypervisorOf } from './hypervisor.js';
import { insideContainerOf } from './insideContainer.js';
import { type Reading, isRead, map, valueOf } from './reading.js';
import { type EngineState, type Snapshot, textOf } from './snapshot.js';
import { type VirtualMachine, virtualMachinesOf } from './virtualMachines.js';
import { wslOf } from './wsl.js';

export interface Kernel {
  readonly release: string;
  readonly version: string;
  readonly hostname: string;
}

export interface Machine {
  readonly schema: typeof isolationSchema;
  /** `process.platform` of Node where it was looked from: `linux`, `darwin`, `win32`. */
  readonly platform: string;
  /** The Windows Subsystem for Linux that this is; null where it is none. */
  readonly wsl: 1 | 2 | null;
  readonly kernel: Reading<Kernel>;
  /** One boot, one id: containers on this kernel read the same. */
  readonly bootId: Reading<string>;
  readonly processor: Reading<{ readonly model: string; readonly count: number }>;
  /** Bytes. */
  readonly memory: Reading<number>;
  readonly virtualization: {
    readonly hypervisor: Reading<string>;
    readonly container: Reading<string>;
    readonly evidence: readonly string[];
  };
  readonly cgroup: Reading<CgroupVersion>;
  readonly engines: readonly EngineState[];
  readonly virtualMachines: Reading<readonly VirtualMachine[]>;
}

/** The files of the machine itself; each is world-readable where it exists. */
export function machineFiles({ proc }: Snapshot['roots']): string[] {
  const kernel = ['osrelease', 'version', 'hostname', 'random/boot_id'].map((file) => `${proc}/sys/kernel/${file}`);
  return [...kernel, `${proc}/meminfo`];
}

function kernelOf(snapshot: Snapshot): Reading<Kernel> {
  const text = (file: string): Reading<string> => map(textOf(snapshot, `${snapshot.roots.proc}/sys/kernel/${file}`), (value) => value.trim());
  const [release, version, hostname] = [text('osrelease'), text('version'), text('hostname')];
  if (!isRead(version)) {
    return version;
  }
  if (!isRead(hostname)) {
    return hostname;
  }
  return map(release, (value) => ({ release: value, version: version.value, hostname: hostname.value }));
}

function processorOf(snapshot: Snapshot): Machine['processor'] {
  return map(textOf(snapshot, `${snapshot.roots.proc}/cpuinfo`), (cpuinfo) => {
    const count = cpuinfo.match(/^processor\s*:/gm)?.length;
    if (count === undefined) {
      throw new Error('no line "processor"');
    }
    return { model: /^model name\s*:\s*(.*)$/m.exec(cpuinfo)?.[1]?.trim() ?? '', count };
  });
}

/** `MemTotal:       24663424 kB` of `/proc/meminfo` (kB there is KiB). */
function memoryOf(snapshot: Snapshot): Reading<number> {
  return map(textOf(snapshot, `${snapshot.roots.proc}/meminfo`), (meminfo) => {
    const total = /^MemTotal:\s*(\d+) kB$/m.exec(meminfo)?.[1];
    if (total === undefined) {
      throw new Error('no line "MemTotal"');
    }
    return Number(total) * 1024;
  });
}

export function machineOf(snapshot: Snapshot): Machine {
  const hypervisor = hypervisorOf(snapshot);
  const inside = insideContainerOf(snapshot);
  const kernel = kernelOf(snapshot);
  return {
    schema: isolationSchema,
    platform: snapshot.platform,
    wsl: wslOf(valueOf(kernel)?.release ?? ''),
    kernel,
    bootId: map(textOf(snapshot, `${snapshot.roots.proc}/sys/kernel/random/boot_id`), (id) => id.trim()),
    processor: processorOf(snapshot),
    memory: memoryOf(snapshot),
    virtualization: {
      hypervisor: hypervisor.name,
      container: inside.name,
      evidence: [...hypervisor.evidence, ...inside.evidence],
    },
    cgroup: map(cgroupMountsOf(snapshot), versionOf),
    engines: snapshot.engines,
    virtualMachines: virtualMachinesOf(snapshot),
  };
}

