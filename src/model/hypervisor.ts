/**
 * Which hypervisor this machine is a guest of, from what every user may read. Nothing here is a CPUID instruction, which
 * Node cannot execute; each sign is a file, and the answer names the files that led to it.
 *
 * - `/proc/cpuinfo`: on x86 the flag `hypervisor` is CPUID leaf 1, ECX bit 31.
 * - `/sys/class/dmi/id/{sys_vendor,product_name}`: what the firmware says; light monitors have no firmware tables.
 * - `/sys/hypervisor/type`: Xen names itself.
 * - `/sys/devices/system/clocksource/clocksource0/available_clocksource`: paravirtual clocks (`kvm-clock`, `xen`, `hyperv_…`).
 * - `/proc/device-tree/hypervisor/compatible`: on Arm, where there is no such flag.
 */
import { type Reading, isRead, read, unread } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';

export interface Hypervisor {
  /** Its name, `none`, or `unnamed` where one announces itself without a name. */
  readonly name: Reading<string>;
  readonly evidence: readonly string[];
}

/** The files that tell; the collector reads each one that exists. */
export function hypervisorFiles(roots: Snapshot['roots']): string[] {
  const { proc, sys } = roots;
  return [
    `${proc}/cpuinfo`, `${sys}/class/dmi/id/sys_vendor`, `${sys}/class/dmi/id/product_name`, `${sys}/hypervisor/type`,
    `${sys}/devices/system/clocksource/clocksource0/available_clocksource`, `${proc}/device-tree/hypervisor/compatible`,
  ];
}

const firmware: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/virtualbox|innotek/i, 'virtualbox'], [/vmware/i, 'vmware'], [/parallels/i, 'parallels'], [/xen/i, 'xen'],
  [/microsoft corporation virtual machine/i, 'hyper-v'], [/amazon ec2/i, 'kvm'], [/google compute engine/i, 'kvm'],
  [/openstack|ovirt|rhev|kubevirt|\bkvm\b/i, 'kvm'], [/bhyve/i, 'bhyve'], [/qemu|standard pc/i, 'qemu'],
  [/apple virtualization/i, 'apple'],
];

const clocks: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bkvm-clock\b/, 'kvm'], [/\bxen\b/, 'xen'], [/\bhyperv_/, 'hyper-v'],
];

const trees: readonly (readonly [pattern: RegExp, name: string])[] = [[/kvm/, 'kvm'], [/xen/, 'xen'], [/vmware/, 'vmware']];

/** The first name that a text's patterns give. */
function named(text: string, patterns: readonly (readonly [RegExp, string])[]): string | undefined {
  return patterns.find(([pattern]) => pattern.test(text))?.[1];
}

interface Sign { readonly name: string; readonly from: string }

/** Signs by name, the most exact first: a paravirtual clock names the monitor, the firmware often only the product. */
function signsOf(snapshot: Snapshot): Sign[] {
  const { proc, sys } = snapshot.roots;
  const sign = (path: string, patterns: readonly (readonly [RegExp, string])[]): Sign[] => {
    const text = textOf(snapshot, path);
    const name = isRead(text) ? named(text.value, patterns) : undefined;
    return name === undefined ? [] : [{ name, from: path }];
  };
  return [
    ...sign(`${sys}/hypervisor/type`, [[/xen/, 'xen']]),
    ...sign(`${sys}/devices/system/clocksource/clocksource0/available_clocksource`, clocks),
    ...sign(`${proc}/device-tree/hypervisor/compatible`, trees),
    ...firmwareSigns(snapshot),
  ];
}

function firmwareSigns(snapshot: Snapshot): Sign[] {
  const vendor = textOf(snapshot, `${snapshot.roots.sys}/class/dmi/id/sys_vendor`);
  const product = textOf(snapshot, `${snapshot.roots.sys}/class/dmi/id/product_name`);
  const text = [vendor, product].filter(isRead).map((part) => part.value.trim()).join(' ');
  const name = text === '' ? undefined : named(text, firmware);
  return name === undefined ? [] : [vendor, product].filter(isRead).map(({ from }) => ({ name, from }));
}

/** Whether the processor's flags hold `hypervisor`; undefined where there are no such flags to look at. */
function announced(cpuinfo: string): boolean | undefined {
  const flags = /^flags\s*:(.*)$/m.exec(cpuinfo)?.[1];
  return flags === undefined ? undefined : flags.split(/\s+/).includes('hypervisor');
}

export function hypervisorOf(snapshot: Snapshot): Hypervisor {
  const cpuinfo = textOf(snapshot, `${snapshot.roots.proc}/cpuinfo`);
  const flag = isRead(cpuinfo) ? announced(cpuinfo.value) : undefined;
  const signs = signsOf(snapshot);
  const evidence = [...new Set([...(flag === undefined ? [] : [cpuinfo.from]), ...signs.map(({ from }) => from)])];
  const [first] = signs;
  if (first !== undefined && flag !== false) {
    return { name: read(first.name, first.from), evidence };
  }
  if (flag !== undefined) {
    return { name: read(flag ? 'unnamed' : 'none', cpuinfo.from), evidence };
  }
  return { name: isRead(cpuinfo) ? unread('unsupported', cpuinfo.from, 'no sign that this processor gives') : cpuinfo, evidence };
}
