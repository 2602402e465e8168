import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryBytes, options, qemuMachine } from '../../../src/model/qemuCommandLine.js';
import { type Entry, type Snapshot, snapshotSchema } from '../../../src/model/snapshot.js';
import { virtualMachinesOf } from '../../../src/model/virtualMachines.js';

const MiB = 2 ** 20;
const lines: readonly [line: string, machine: object][] = [
  ['qemu-system-x86_64 -name guest=demo,debug-threads=on -accel kvm -m 128 -smp 2', { name: 'demo', accelerator: 'kvm', memoryBytes: 128 * MiB, cpus: 2 }],
  ['qemu-system-x86_64 -name v2vm,process=other -accel tcg,thread=multi -m 2048 -smp 2', { name: 'v2vm', accelerator: 'tcg', memoryBytes: 2048 * MiB, cpus: 2 }],
  ['qemu-system-aarch64 -enable-kvm -m size=2G,maxmem=4G -smp cpus=4,maxcpus=8', { accelerator: 'kvm', memoryBytes: 2048 * MiB, cpus: 4 }],
  ['qemu-system-x86_64 -machine q35,accel=kvm:tcg', { accelerator: 'kvm' }],
  ['qemu-system-x86_64 -name a,,b', { name: 'a,b' }],
  ['qemu-system-x86_64 -m', {}],
  ['qemu-system-x86_64 -m x -smp -3', {}],
];

for (const [line, machine] of lines) {
  test(line, () => assert.deepEqual(qemuMachine(line.split(' ')), machine));
}

test('any command line is answered without an error, and never with a number that is not there', () => {
  fc.assert(fc.property(fc.array(fc.string()), (words) => {
    const machine = qemuMachine(words);
    assert.ok(machine.cpus === undefined || machine.cpus > 0);
    assert.ok(machine.memoryBytes === undefined || Number.isFinite(machine.memoryBytes));
  }));
  fc.assert(fc.property(fc.string(), (text) => { options(text); memoryBytes(text); }));
});

function snapshotWith(files: Record<string, Entry>): Snapshot {
  return {
    schema: snapshotSchema, takenAt: '2026-01-01T00:00:00Z', platform: 'linux', subject: null,
    roots: { proc: '/proc', sys: '/sys' }, reader: 'self', files, engine: {}, engines: [],
  };
}

const qemu = {
  '/proc/7/comm': 'other\n', '/proc/7/cmdline': 'qemu-system-x86_64\0-name\0web\0-m\u0000256\0',
  '/proc/7/status': 'Name:\tother\nVmRSS:\t   34836 kB\nThreads:\t4\n', '/proc/7/task/9/comm': 'CPU 0/KVM\n',
};

test('a machine is found with its monitor, name, memory and threads; the accelerator by a thread\'s name', () => {
  assert.deepEqual(virtualMachinesOf(snapshotWith({ '/proc/#monitors': { list: ['7'] }, ...qemu })), {
    value: [{ pid: 7, monitor: 'qemu', name: 'web', memoryBytes: 256 * MiB, accelerator: 'kvm', residentBytes: 34836 * 1024, threads: 4, from: '/proc/7/cmdline' }],
    from: '/proc/*/cmdline',
  });
});

test('a machine that ended while it was read is not there; none is an empty list that was read', () => {
  const gone = { ...qemu, '/proc/7/status': { unread: 'gone' } as const };
  assert.deepEqual(virtualMachinesOf(snapshotWith({ '/proc/#monitors': { list: ['7'] }, ...gone })), { value: [], from: '/proc/*/cmdline' });
  assert.deepEqual(virtualMachinesOf(snapshotWith({ '/proc/#monitors': { list: [] } })), { value: [], from: '/proc/*/cmdline' });
});
