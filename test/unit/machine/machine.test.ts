import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Entry, type Snapshot, snapshotSchema } from '../../../src/model/snapshot.js';
import { machineFacts } from '../../../src/explain/machine/machineFacts.js';
import { hypervisorOf } from '../../../src/model/hypervisor.js';
import { insideContainerOf } from '../../../src/model/insideContainer.js';
import { machineOf } from '../../../src/model/machine.js';
import { monitorOf } from '../../../src/model/monitors.js';

function snapshotWith(files: Record<string, Entry>): Snapshot {
  return {
    schema: snapshotSchema, takenAt: '2026-01-01T00:00:00Z', platform: 'linux', subject: null,
    roots: { proc: '/proc', sys: '/sys' }, reader: 'self', files, engine: {}, engines: [],
  };
}

const guestFlags = 'processor\t: 0\nmodel name\t: Some CPU\nflags\t\t: fpu vme hypervisor lahf_lm\n\nprocessor\t: 1\n';
const metalFlags = 'processor\t: 0\nflags\t\t: fpu vme lahf_lm\n';
const clock = '/sys/devices/system/clocksource/clocksource0/available_clocksource';

const hypervisors: readonly [title: string, files: Record<string, Entry>, name: string | null][] = [
  ['KVM by its clock, without firmware tables', { '/proc/cpuinfo': guestFlags, [clock]: 'tsc kvm-clock \n' }, 'kvm'],
  ['QEMU by its firmware where the clock says nothing', { '/proc/cpuinfo': guestFlags, '/sys/class/dmi/id/sys_vendor': 'QEMU\n', '/sys/class/dmi/id/product_name': 'Standard PC (i440FX + PIIX, 1996)\n' }, 'qemu'],
  ['VMware', { '/proc/cpuinfo': guestFlags, '/sys/class/dmi/id/sys_vendor': 'VMware, Inc.\n' }, 'vmware'],
  ['VirtualBox', { '/proc/cpuinfo': guestFlags, '/sys/class/dmi/id/sys_vendor': 'innotek GmbH\n', '/sys/class/dmi/id/product_name': 'VirtualBox\n' }, 'virtualbox'],
  ['Hyper-V', { '/proc/cpuinfo': guestFlags, '/sys/class/dmi/id/sys_vendor': 'Microsoft Corporation\n', '/sys/class/dmi/id/product_name': 'Virtual Machine\n' }, 'hyper-v'],
  ['Xen names itself', { '/proc/cpuinfo': guestFlags, '/sys/hypervisor/type': 'xen\n' }, 'xen'],
  ['one that announces itself and gives no name', { '/proc/cpuinfo': guestFlags, [clock]: 'tsc hpet acpi_pm\n' }, 'unnamed'],
  ['a laptop made by Microsoft is no guest', { '/proc/cpuinfo': metalFlags, '/sys/class/dmi/id/sys_vendor': 'Microsoft Corporation\n', '/sys/class/dmi/id/product_name': 'Surface Laptop\n' }, 'none'],
  ['real hardware', { '/proc/cpuinfo': metalFlags, [clock]: 'tsc hpet acpi_pm\n' }, 'none'],
  ['Arm with a device tree', { '/proc/cpuinfo': 'processor\t: 0\nFeatures\t: fp\n', '/proc/device-tree/hypervisor/compatible': 'linux,kvm\0' }, 'kvm'],
  ['Arm without any sign cannot be told', { '/proc/cpuinfo': 'processor\t: 0\nFeatures\t: fp\n' }, null],
  ['nothing could be read', { '/proc/cpuinfo': { unread: 'denied' } }, null],
];

for (const [title, files, name] of hypervisors) {
  test(`hypervisor: ${title}`, () => {
    const { name: reading, evidence } = hypervisorOf(snapshotWith(files));
    assert.equal('value' in reading ? reading.value : null, name);
    assert.ok(evidence.every((path) => path in files));
    assert.equal(evidence.length > 0, name !== null);
  });
}

test('a file that anybody may create does not make this machine a container', () => {
  const inside = insideContainerOf(snapshotWith({ '/proc/self/ns/pid': { link: 'pid:[4026531836]' }, '/.dockerenv': '' }));
  assert.deepEqual(inside, { name: { value: 'none', from: '/proc/self/ns/pid' }, evidence: ['/proc/self/ns/pid'] });
});

const insides: readonly [title: string, files: Record<string, Entry>, name: string][] = [
  ['by its init\'s environment', { '/proc/1/environ': 'PATH=/bin\0container=lxc\0' }, 'lxc'],
  ['by its cgroup', { '/proc/self/cgroup': '0::/system.slice/docker-0123.scope\n' }, 'docker'],
  ['by the engine\'s mark', { '/.dockerenv': '' }, 'docker'],
  ['by the engine\'s mark on an overlay', { '/.dockerenv': '', '/proc/self/mountinfo': '100 50 0:30 / / rw - overlay overlay rw\n' }, 'docker'],
  ['by the engine\'s mark on a disk of its own, beside the files that the engine mounts', { '/.dockerenv': '', '/proc/self/mountinfo': `100 50 0:40 / / rw - zfs pool/1 rw\n120 100 254:0 /var/lib/docker/containers/${'a'.repeat(64)}/hosts /etc/hosts rw - ext4 d rw\n` }, 'docker'],
  ['by the engine\'s mark on an overlay of user space', { '/.dockerenv': '', '/proc/self/mountinfo': '100 50 0:30 / / rw - fuse.fuse-overlayfs fuse-overlayfs rw\n' }, 'docker'],
  ['not by a mark that came with the machine\'s own disk', { '/.dockerenv': '', '/proc/self/mountinfo': '22 1 254:0 / / rw - ext4 /dev/vda rw\n' }, 'unnamed'],
  ['by Podman\'s mark', { '/run/.containerenv': '' }, 'podman'],
  ['without any name', {}, 'unnamed'],
];

for (const [title, files, name] of insides) {
  test(`inside a container: ${title}`, () => {
    const inside = insideContainerOf(snapshotWith({ '/proc/self/ns/pid': { link: 'pid:[4026532500]' }, ...files }));
    assert.equal('value' in inside.name ? inside.name.value : null, name);
  });
}

test('a container or hypervisor that nothing names is not called by the word for that', () => {
  const facts = machineFacts(machineOf(snapshotWith({ '/proc/self/ns/pid': { link: 'pid:[4026532500]' }, '/proc/cpuinfo': guestFlags })));
  assert.equal(facts.find(({ id }) => id === 'machine.inside')?.value, 'in a container without a name');
  assert.ok(facts.every(({ value }) => !value.includes('unnamed')));
});

test('whether we are inside is unread when the namespace cannot be read', () => {
  assert.deepEqual(insideContainerOf(snapshotWith({ '/proc/self/ns/pid': { unread: 'denied' } })).name, { unread: 'denied', from: '/proc/self/ns/pid' });
});

test('the machine, from its files', () => {
  const machine = machineOf(snapshotWith({
    '/proc/cpuinfo': guestFlags, '/proc/meminfo': 'MemTotal:       24663424 kB\nMemFree: 1 kB\n',
    '/proc/sys/kernel/osrelease': '6.18.1\n', '/proc/sys/kernel/version': '#1 SMP\n', '/proc/sys/kernel/hostname': 'box\n',
    '/proc/sys/kernel/random/boot_id': 'abc\n',
  }));
  assert.deepEqual(machine.kernel, { value: { release: '6.18.1', version: '#1 SMP', hostname: 'box' }, from: '/proc/sys/kernel/osrelease' });
  assert.deepEqual(machine.processor, { value: { model: 'Some CPU', count: 2 }, from: '/proc/cpuinfo' });
  assert.deepEqual(machine.memory, { value: 24663424 * 1024, from: '/proc/meminfo' });
  assert.ok('unread' in machine.virtualMachines, 'no look at the processes is not "no machines"');
});

test('a kernel of which a part is unread is unread, not half empty', () => {
  const { kernel } = machineOf(snapshotWith({ '/proc/sys/kernel/osrelease': '6.18.1\n', '/proc/sys/kernel/version': '#1\n', '/proc/sys/kernel/hostname': { unread: 'denied' } }));
  assert.deepEqual(kernel, { unread: 'denied', from: '/proc/sys/kernel/hostname' });
});

const programs: readonly [comm: string, words: string[], monitor: string | undefined][] = [
  ['qemu-system-x86', ['qemu-system-x86_64', '-m', '128'], 'qemu'], ['my-machine', ['/usr/bin/qemu-system-x86_64'], 'qemu'],
  ['VBoxHeadless', ['/usr/lib/virtualbox/VBoxHeadless', '--comment', 'x'], 'virtualbox'], ['firecracker', ['./firecracker', '--id', 'a'], 'firecracker'],
  ['cloud-hyperviso', ['cloud-hypervisor'], 'cloud-hypervisor'], ['crosvm', ['crosvm', 'run'], 'crosvm'],
  ['bash', ['bash', '-c', 'qemu-system-x86_64'], undefined], ['kvm-pit/12', [], undefined], ['qemu-system-x86', [], undefined],
  ['vim', ['vim', 'firecracker.ts'], undefined], ['kvm', ['/usr/bin/kvm', '-m', '1G'], 'qemu'],
];

for (const [comm, words, monitor] of programs) {
  test(`${comm} (${words.join(' ')}) is ${monitor ?? 'no monitor'}`, () => assert.equal(monitorOf(comm, words), monitor));
}
