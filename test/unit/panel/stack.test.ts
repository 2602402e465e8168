/** The picture of the two stacks: what lies below the kernel, whose kernel it is, and that nothing is left out unsaid. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { columnsOf, describe as inWords } from '../../../media/panel/pictures/stack.js';
import { setWords } from '../../../media/panel/words.js';
import { stackOf } from '../../../src/explain/machine/stack.js';
import { type Machine, machineOf } from '../../../src/model/machine.js';
import { type Reading, read, unread } from '../../../src/model/reading.js';
import type { VirtualMachine } from '../../../src/model/virtualMachines.js';
import { container, madeUp } from '../cgroup/madeUp.js';

const bare = machineOf(madeUp({}));

function machineWith(hypervisor: Reading<string>, more: Partial<Machine> = {}): Machine {
  return {
    ...bare, processor: read({ model: '', count: 2 }, '/proc/cpuinfo'), memory: read(2 ** 30, '/proc/meminfo'),
    kernel: read({ release: '6.1', version: '#1', hostname: 'm' }, '/proc/sys/kernel/osrelease'),
    virtualization: { ...bare.virtualization, hypervisor }, ...more,
  };
}

const levels = (machine: Machine): readonly string[] => stackOf(machine, []).levels.map(({ label, value }) => `${label}: ${value}`);
const alone = machineWith(read('none', '/proc/cpuinfo'));

describe('what lies below the kernel', () => {
  it('is the hardware where no hypervisor is', () => {
    assert.deepEqual(levels(alone), ['Hardware: 2 processors · 1 GiB', 'Kernel: Linux 6.1']);
  });
  it('is what a hypervisor gives its guest, which does not see the hardware', () => {
    assert.deepEqual(levels(machineWith(read('kvm', '/proc/cpuinfo'))), [
      'Hardware: not visible from here', 'Hypervisor: guest of KVM', 'Virtual hardware: 2 processors · 1 GiB', 'Kernel: Linux 6.1',
    ]);
  });
  it('has no numbers where none were read', () => {
    const { processor, memory } = bare;
    assert.deepEqual(levels(machineWith(read('kvm', '/proc/cpuinfo'), { processor, memory })).slice(0, -1), ['Hardware: not visible from here', 'Hypervisor: guest of KVM']);
    assert.deepEqual(levels(machineWith(read('none', '/proc/cpuinfo'), { processor, memory })), ['Kernel: Linux 6.1']);
  });
  it('may be a hypervisor where that could not be told', () => {
    assert.deepEqual(levels(machineWith(unread('unsupported', '/proc/cpuinfo'))), [
      'Hardware: 2 processors · 1 GiB', 'Hypervisor: not known whether there is one', 'Kernel: Linux 6.1',
    ]);
  });
});

describe('the stacks in words', () => {
  before(() => { setWords({ guestKernel: 'own kernel', moreContainers: '{0} more' }); });
  after(() => { setWords({}); });
  const said = (machine: Machine, ...names: Parameters<typeof container>[0][]) => columnsOf(stackOf(machine, names.map(container))).map((column) => inWords(column).split('. ')[0]);

  it('name the kernel that a runtime brings into its container', () => {
    const [containers] = said(alone, { name: 'shop' }, { name: 'box', lowLevelRuntime: 'runsc' }, { name: 'pod', lowLevelRuntime: 'io.containerd.kata.v2' }, { name: 'runc', lowLevelRuntime: 'runc' });
    assert.equal(containers, 'stackContainers: shop (nginx), box (nginx, own kernel), pod (nginx, own kernel), runc (nginx)');
  });
  it('count what is not drawn, containers and virtual machines', () => {
    const guest = (pid: number): VirtualMachine => ({ pid, monitor: 'qemu', name: `vm${String(pid)}`, residentBytes: 2 ** 20, threads: 2, from: '/proc' });
    const nine = Array.from({ length: 9 }, (_, n) => guest(n));
    const crowded = said(machineWith(read('none', '/proc/cpuinfo'), { virtualMachines: read(nine, '/proc') }), ...nine.map(({ name }) => ({ name: name ?? '' })));
    assert.ok(crowded.every((text) => text?.endsWith('), 3 more')), crowded.join('; '));
    const six = said(machineWith(read('none', '/proc/cpuinfo'), { virtualMachines: read(nine.slice(3), '/proc') }));
    assert.ok(six[1]?.endsWith('vm8 (QEMU · 1 MiB, own kernel)'), six[1]);
  });
});
