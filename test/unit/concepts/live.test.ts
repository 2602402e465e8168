/** The live parts of the pages, and the one line of truth beside each concept, on recordings of real containers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cgroupPictureOf } from '../../../src/explain/cgroupPicture.js';
import { readConcept } from '../../../src/explain/concepts/readConcept.js';
import { truthOf } from '../../../src/explain/concepts/truths.js';
import { explain } from '../../../src/explain/explain.js';
import type { Fact } from '../../../src/explain/explanation.js';
import { costFact } from '../../../src/explain/machine/costFact.js';
import { machineFacts } from '../../../src/explain/machine/machineFacts.js';
import { stackOf } from '../../../src/explain/machine/stack.js';
import { matrixPictureOf } from '../../../src/explain/matrixPicture.js';
import { build } from '../../../src/model/build.js';
import { cgroupTreeOf } from '../../../src/model/cgroupTree.js';
import { containersOf } from '../../../src/model/containers.js';
import { type ConceptId, type Container, conceptIds } from '../../../src/model/isolation.js';
import { machineOf } from '../../../src/model/machine.js';
import { matrixOf } from '../../../src/model/matrix.js';
import { read, valueOf } from '../../../src/model/reading.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import type { VirtualMachine } from '../../../src/model/virtualMachines.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';

function recorded(fixture: string, name: string): { snapshot: Snapshot; all: readonly Container[]; container: Container } {
  const snapshot = snapshotOfFixture(fixture);
  const all = containersOf(snapshot, {});
  const container = all.find((one) => one.name === name);
  assert.ok(container !== undefined, name);
  return { snapshot, all, container };
}

function ids(facts: readonly Fact[]): string[] {
  return facts.flatMap((fact) => [fact.id, ...ids(fact.children ?? [])]);
}

test('each fact that a page shows live is one that a container has', () => {
  const { snapshot, all, container } = recorded('docker-limited-v1', 'rt-limited');
  const { sections } = explain(build(snapshot, container, all));
  const known = new Set(sections.flatMap(({ id, facts }) => ids(facts).flatMap((fact) => [fact, `${id}/${fact}`])));
  const wanted = conceptIds.flatMap((id) => readConcept(id, readFileSync(new URL(`../../../media/concepts/en/${id}.md`, import.meta.url), 'utf8')).blocks)
    .flatMap((block) => (block.kind === 'live' && block.widget.kind === 'fact' ? [block.widget.id] : []));
  assert.deepEqual(wanted.filter((id) => !known.has(id)), []);
  assert.ok(wanted.length > 15);
});

test('each fact of the machine that a page names is one that a machine has', () => {
  const facts = machineFacts(machineOf(recorded('docker-limited-v1', 'rt-limited').snapshot)).map(({ id }) => id);
  const wanted = conceptIds.flatMap((id) => readConcept(id, readFileSync(new URL(`../../../media/concepts/en/${id}.md`, import.meta.url), 'utf8')).blocks)
    .flatMap((block) => (block.kind === 'live' && block.widget.kind === 'machine' ? block.widget.ids : []));
  assert.deepEqual(wanted.filter((id) => !facts.includes(id)), []);
  assert.ok(wanted.length > 4);
});

test('the levels of a cgroup, from the root down, with the limits of each; the deciding ones are marked', () => {
  const { snapshot, container } = recorded('docker-limited-v1', 'rt-limited');
  const { levels, whole } = valueOf(cgroupTreeOf(snapshot, container)) ?? { levels: [] };
  assert.equal(whole, true);
  assert.deepEqual(levels.map(({ name }) => name), ['', 'docker', container.id]);
  assert.deepEqual(levels.at(-1)?.limits, { memory: 50331648, cpu: 0.25, pids: 20 });
  const picture = cgroupPictureOf({ whole: true, levels: [
    { name: '', limits: {}, unread: [] }, { name: 'parent', limits: { memory: 32 * 2 ** 20, pids: 'unlimited' }, unread: [] },
    { name: 'own', limits: { memory: 64 * 2 ** 20, pids: 20 }, unread: [] },
  ] });
  assert.deepEqual(picture.levels.map(({ limits }) => limits), [[], ['memory 32 MiB'], ['memory 64 MiB', 'pids 20 tasks']]);
  assert.deepEqual(picture.levels.map(({ deciding }) => deciding), [[], ['memory 32 MiB'], ['pids 20 tasks']]);
});

test('in the matrix equal letters are equal namespaces, the machine\'s own is A', () => {
  const { snapshot, all } = recorded('docker-sharedns-v1', 'rt-netpeer');
  const { types, rows } = matrixPictureOf(matrixOf(snapshot, all.filter(({ pid }) => pid !== null && `/proc/${String(pid)}/ns/net` in snapshot.files)));
  assert.deepEqual(rows[0], { name: null, letters: types.map(() => 'A') });
  const net = types.indexOf('net');
  const letter = (name: string) => rows.find((row) => row.name === name)?.letters[net];
  assert.equal(letter('rt-netpeer'), letter('web'));
  assert.notEqual(letter('rt-netpeer'), 'A');
  const own = rows.filter(({ name }) => name !== null && name !== 'web' && name !== 'rt-netpeer').map(({ letters }) => letters[net]);
  assert.ok(!own.includes(letter('web')));
});

test('in the matrix two of one name have letters of their own', () => {
  const { snapshot, all } = recorded('docker-sharedns-v1', 'web');
  const [web] = all.filter(({ name }) => name === 'web');
  const apart = all.filter(({ name }) => name !== 'web' && name !== 'rt-netpeer').slice(0, 2).map((one) => ({ ...one, name: 'same' }));
  const { types, rows } = matrixPictureOf(matrixOf(snapshot, apart));
  const mnt = types.indexOf('mnt');
  assert.ok(web !== undefined && apart.length === 2);
  assert.equal(new Set(rows.map(({ letters }) => letters[mnt])).size, 3);
});

test('the matrix tells how many containers it has no row for', () => {
  const { snapshot, all, container } = recorded('docker-sharedns-v1', 'web');
  const many = Array.from({ length: 20 }, (_, n) => ({ ...container, id: String(n), name: `web-${String(n)}` }));
  const { rows, moreRows } = matrixPictureOf(matrixOf(snapshot, many));
  assert.deepEqual([rows.length, moreRows], [1 + 12, 8]);
  assert.equal(matrixPictureOf(matrixOf(snapshot, all.slice(0, 12))).moreRows, 0);
});

test('the stack names what runs here; a machine without virtual machines has none, one that could not look says null', () => {
  const { snapshot, all } = recorded('docker-sharedns-v1', 'web');
  const told = { ...snapshot, files: { ...snapshot.files, '/proc/sys/kernel/version': '#1\n', '/proc/sys/kernel/hostname': 'vm\n' } };
  const stack = stackOf(machineOf(told), all);
  assert.ok(stack.containers.length === 6 && stack.moreContainers === all.length - 6);
  assert.deepEqual(stack.levels.map(({ id }) => id).filter((id) => id === 'kernel' || id === 'engine'), ['kernel', 'engine']);
  const engines = ['ssh://far', 'tcp://far:2375'].flatMap((endpoint) => snapshot.engines.map((one) => ({ ...one, endpoint })));
  const engine = (from: readonly Container[]) => stackOf(machineOf({ ...told, engines: [...snapshot.engines, ...engines] }), from).levels.find(({ id }) => id === 'engine')?.value;
  assert.equal(engine(all), stack.levels.find(({ id }) => id === 'engine')?.value);
  assert.equal(engine([])?.split(', ').length, 1);
  assert.equal(engine(all.map((one) => (one.engine === null ? one : { ...one, engine: { ...one.engine, endpoint: 'tcp://far:2375' } })))?.split(', ').length, 2);
  assert.equal(stack.virtualMachines, null);
  const looked = { ...snapshot, files: { ...snapshot.files, '/proc/#monitors': { list: [] } } };
  assert.deepEqual(stackOf(machineOf(looked), all).virtualMachines, []);
});

const limitedTruths: readonly [concept: ConceptId, truth: string | null][] = [
  ['memory', '1 of 1 limited'], ['cpu', '1 of 1 limited'], ['pids', '1 of 1 limited'], ['seccomp', '1 of 1 filtered'],
  ['user-ids', '0 of 1 are root out here'], ['pid', '1 private'], ['user', '1 initial'], ['pivot-root', '1 of 1'], ['chroot', '0 of 1'],
  ['docker', 'Docker 20.10.24+dfsg1'], ['lxc', 'none found'], ['cgroups', 'hybrid cgroups'],
];
for (const [concept, truth] of limitedTruths) {
  test(`the truth beside ${concept}: ${String(truth)}`, () => {
    const { snapshot, all, container } = recorded('docker-limited-v1', 'rt-limited');
    assert.equal(truthOf(concept, { machine: machineOf(snapshot), isolations: [build(snapshot, container, all)] }), truth);
  });
}

test('what was not read is in no line of truth as if it were not there', () => {
  const { snapshot, all, container } = recorded('docker-limited-v1', 'rt-limited');
  const one = build(snapshot, container, all);
  const unread = { ...one, cgroup: { ...one.cgroup, memory: { ...one.cgroup.memory, limit: { unread: 'denied', from: '/sys' } as const } } };
  const own = { ...one, container: { ...one.container, lowLevelRuntime: 'io.containerd.kata.v2' } };
  const files = { ...snapshot.files, '/proc/sys/kernel/version': '#1\n', '/proc/sys/kernel/hostname': 'vm\n' };
  const seen = { machine: machineOf({ ...snapshot, files }), isolations: [one, unread, own] };
  assert.equal(truthOf('memory', seen), '2 of 2 limited · 1 not readable');
  assert.match(truthOf('container-virtualization', seen) ?? '', /^2 containers on Linux \S+$/u);
  const nowhere = { unread: 'unsupported', from: '/proc/self/ns/pid' } as const;
  const hidden = {
    ...one, cgroup: { ...one.cgroup, path: nowhere }, idMap: { ...one.idMap, uid: nowhere },
    privileges: { ...one.privileges, seccomp: nowhere, capabilities: { ...one.privileges.capabilities, effective: nowhere } },
    namespaces: { ...one.namespaces, pid: { ...one.namespaces.pid, relation: 'unknown' as const } },
  };
  assert.match(truthOf('container-virtualization', { ...seen, isolations: [one, hidden] }) ?? '', /^1 container on Linux \S+ · 1 not readable$/u);
  assert.equal(truthOf('pid', { ...seen, isolations: [one, hidden] }), '1 private · 1 not known');
});

test('one processor, one virtual machine and one thread are told in the singular', () => {
  const { snapshot, all } = recorded('docker-limited-v1', 'rt-limited');
  const guest: VirtualMachine = { pid: 7, monitor: 'qemu', cpus: 1, residentBytes: 4096, threads: 1, from: '/proc/7/stat' };
  const machine = { ...machineOf(snapshot), processor: read({ count: 1, model: '' }, '/proc/cpuinfo'), virtualMachines: read([guest], '/proc') };
  const facts = machineFacts(machine);
  assert.equal(facts.find(({ id }) => id === 'machine.processor')?.value, '1 processor');
  assert.equal(facts.find(({ id }) => id === 'machine.virtual-machines')?.children?.[0]?.meaning, '1 virtual processor, 1 thread');
  assert.match(stackOf(machine, all).levels.find(({ id }) => id === 'hardware')?.value ?? '', /^1 processor(?: |$)/);
  assert.equal(truthOf('vm-or-container', { machine, isolations: [] }), '0 containers, 1 virtual machine');
});

test('where nothing runs nothing is claimed of containers', () => {
  const { snapshot } = recorded('docker-limited-v1', 'rt-limited');
  const seen = { machine: machineOf(snapshot), isolations: [] };
  for (const concept of ['memory', 'seccomp', 'pid', 'namespaces', 'layers', 'user-ids'] as const) {
    assert.equal(truthOf(concept, seen), null);
  }
});

test('a fact of the machine that was not read says why, and has no number', () => {
  const { snapshot } = recorded('docker-limited-v1', 'rt-limited');
  const bare = { ...snapshot, files: {}, engines: [] };
  for (const fact of machineFacts(machineOf(bare))) {
    assert.ok(fact.unread, fact.id);
    assert.doesNotMatch(fact.value, /\d|none|unlimited/u);
  }
});

test('what the container costs stands beside the virtual machines: memory, tasks, its age', () => {
  const { snapshot, all, container } = recorded('docker-limited-v1', 'rt-limited');
  const inspect = snapshot.engine[`GET /containers/${container.id}/json`] as { State: { StartedAt: string } };
  const later = { ...snapshot, takenAt: new Date(Date.parse(inspect.State.StartedAt) + 65_000).toISOString() };
  const cost = costFact(build(later, container, all), later);
  assert.equal(cost.label, 'rt-limited');
  assert.match(cost.value, /^container · holds \d+ KiB · 1 task$/u);
  assert.match(cost.meaning, /^Started 1 min 5 s ago/u);
  assert.match(cost.command ?? '', /^cat \/sys\/fs\/cgroup\/memory\S+memory\.usage_in_bytes /u);
  assert.equal(costFact(build(later, container, all), { ...later, engine: {} }).meaning, '');
  const own = { ...container, lowLevelRuntime: 'io.containerd.kata.v2' };
  assert.match(costFact(build(later, own, [own]), later).meaning, /brought a kernel of its own/u);
});
