import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Container } from '../../../src/model/isolation.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { swarmOf } from '../../../src/model/swarm.js';
import { withSwarm } from '../../../src/views/tree/swarmRows.js';
import type { ContainerItem, Item } from '../../../src/views/tree/item.js';
import { dockerEngine, snapshotWith } from './madeUp.js';

const endpoint = 'unix:///var/run/docker.sock';
const info = { Swarm: { NodeID: 'n1', ControlAvailable: true } };
const nodes = [
  { ID: 'n2', Description: { Hostname: 'worker' }, Spec: { Role: 'worker' }, Status: { State: 'down' } },
  { ID: 'n1', Description: { Hostname: 'boss' }, Spec: { Role: 'manager' }, Status: { State: 'ready' } },
];
const task = (id: string, node: string, slot: number, container?: string, status: object = {}) => ({
  ID: id, ServiceID: 's', Slot: slot, NodeID: node, Status: { State: 'running', ...(container !== undefined && { ContainerStatus: { ContainerID: container } }), ...status },
});
const tasks = [task('t1', 'n1', 1, 'aaa'), task('t2', 'n1', 2, 'bbb'), task('t3', 'n2', 3, 'ccc'), task('t4', 'n1', 4, undefined, { State: 'rejected', Err: 'no such image' })];

const snapshot = (answers: Record<string, unknown> = {}): Snapshot => snapshotWith({
  engine: { 'GET /containers/json': [], 'GET /info': info, 'GET /nodes': nodes, 'GET /tasks': tasks, 'GET /services': [{ ID: 's', Spec: { Name: 'web' } }], ...answers },
});
const container = (id: string, at = endpoint): Container => ({
  id, name: id, runtime: 'docker', engine: { kind: 'docker', endpoint: at, version: '' }, image: null, state: 'running', pid: null, parent: null, pod: null,
});

test('nodes with their tasks: here, elsewhere, ended and not made are told apart', () => {
  // `bbb` of another engine is not the container that the manager names.
  const swarm = swarmOf(snapshot(), endpoint, [container('aaa'), container('bbb', 'tcp://other')]);
  assert.ok('value' in swarm);
  assert.deepEqual(swarm.value.map(({ hostname, role, state, isThis, tasks: on }) => [hostname, role, state, isThis, on.map(({ name, place, error }) => [name, place, error])]), [
    ['boss', 'manager', 'ready', true, [['web.1', 'here', undefined], ['web.2', 'ended', undefined], ['web.4', 'none', 'no such image']]],
    ['worker', 'worker', 'down', false, [['web.3', 'elsewhere', undefined]]],
  ]);
});

test('nothing is called ended where the engine did not tell what it runs', () => {
  const unlisted = swarmOf(snapshot({ 'GET /containers/json': { unread: 'failed', detail: 'time-out' } }), endpoint, []);
  assert.deepEqual(unlisted, { unread: 'failed', from: 'GET /containers/json', detail: 'time-out' });
});

test('tasks that no node was found for stand under a row of their own, with what the manager says', () => {
  const waiting = { ID: 't9', ServiceID: 's', Slot: 9, Status: { State: 'pending', Err: 'no suitable node (1 node not available for new tasks)' } };
  for (const unassigned of [waiting, { ...waiting, NodeID: '' }]) {
    const swarm = swarmOf(snapshot({ 'GET /tasks': [...tasks, unassigned] }), endpoint, []);
    assert.ok('value' in swarm);
    assert.deepEqual(swarm.value.map(({ hostname }) => hostname), ['boss', 'worker', '']);
    assert.deepEqual(swarm.value[2], {
      id: null, hostname: '', role: '', state: '', isThis: false,
      tasks: [{ id: 't9', name: 'web.9', state: 'pending', place: 'none', containerId: undefined, error: 'no suitable node (1 node not available for new tasks)' }],
    });
  }
});

test('ids that a manager repeats make no two rows of one key', () => {
  const odd = [...nodes, ...nodes, { ID: '' }];
  const repeated = [...tasks, ...tasks, task('t7', 'n1', 7, 'aaa'), task('t8', '', 8)];
  const known = { snapshot: snapshot({ 'GET /nodes': odd, 'GET /tasks': repeated }), containers: [container('aaa')], complete: true };
  const row: ContainerItem = { kind: 'container', key: 'aaa', container: container('aaa'), explained: undefined, nested: [] };
  const item = withSwarm({ kind: 'engine', key: 'e', engine: dockerEngine, children: [row] }, known);
  const keys = keysOf(item);
  assert.ok(keys.includes('aaa') && keys.includes('e/node:n1/task:t7') && keys.includes('e/node:/task:t8'));
  assert.deepEqual(keys, [...new Set(keys)]);
});

const keysOf = (item: Item): string[] => [item.key, ...('children' in item ? item.children.flatMap(keysOf) : [])];

test('a large swarm takes no longer for having many nodes', () => {
  const many = Array.from({ length: 4000 }, (_, index) => index);
  let asked = 0;
  const counted = many.map((index) => new Proxy(task(`t${index}`, `n${index}`, 1), { get: (made, name) => ((asked += Number(name === 'NodeID')), Reflect.get(made, name) as unknown) }));
  const swarm = swarmOf(snapshot({ 'GET /nodes': many.map((index) => ({ ID: `n${index}` })), 'GET /tasks': counted }), endpoint, []);
  assert.ok('value' in swarm && swarm.value.every(({ tasks: on }) => on.length === 1));
  assert.ok(asked < 10 * many.length, `${asked} questions`);
});

test('a worker, or an engine in no swarm, manages none; a list that could not be read is said', () => {
  for (const other of [{}, { Swarm: {} }, { Swarm: { NodeID: 'n1', ControlAvailable: false } }]) {
    assert.equal((swarmOf(snapshot({ 'GET /info': other }), endpoint, []) as { unread: string }).unread, 'unsupported');
  }
  assert.deepEqual(swarmOf(snapshot({ 'GET /tasks': { unread: 'failed', detail: 'time-out' } }), endpoint, []), { unread: 'failed', from: 'GET /tasks', detail: 'time-out' });
  const unnamed = swarmOf(snapshot({ 'GET /services': { unread: 'failed' } }), endpoint, []);
  assert.ok('value' in unnamed && unnamed.value[0]?.tasks[0]?.name === 's.1');
});

test('no JSON makes it throw', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (some, more, most) => {
    swarmOf(snapshot({ 'GET /nodes': some, 'GET /tasks': more, 'GET /services': most }), endpoint, []);
    swarmOf(snapshot({ 'GET /nodes': [some], 'GET /tasks': [more], 'GET /services': [most] }), endpoint, []);
  }));
});
