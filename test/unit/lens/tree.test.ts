import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Explanation } from '../../../src/explain/explanation.js';
import type { Explained } from '../../../src/lens.js';
import type { Container, Isolation } from '../../../src/model/isolation.js';
import type { EngineState } from '../../../src/model/snapshot.js';
import { childItems } from '../../../src/views/tree/children.js';
import type { Item } from '../../../src/views/tree/item.js';
import { rootItems, type Seen } from '../../../src/views/tree/roots.js';
import { rowText } from '../../../src/views/tree/rowText.js';
import { pidWords } from '../../../src/views/tree/words.js';
import { nothingBecause } from '../../../src/views/tree/welcome.js';
import { container, endpoint, engine, explanation, fact, known, seen, snapshot } from './madeUp.js';

/** The tree as text, one row a line. */
function drawn(items: readonly Item[], depth = 0): string[] {
  return items.flatMap((item) => {
    const { label, description } = rowText(item);
    return [`${'  '.repeat(depth)}${label} | ${description}`, ...drawn(childItems(item), depth + 1)];
  });
}

function all(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...all(childItems(item))]);
}

/** What is explained has its picture too, which the tree does not look at. */
function explained(one: Explanation): Explained {
  return { explanation: one, isolation: {} as Isolation };
}

const explainedAll = (containers: readonly Container[]): Seen => seen(known(containers), (id) => {
  const one = containers.find((each) => each.id === id);
  return one === undefined ? undefined : explained(explanation(one));
});

test('engine, container, section, fact', () => {
  assert.deepEqual(drawn(rootItems(explainedAll([container()]))), [
    'This machine | Linux',
    'Docker · default | 1 running',
    '  web | nginx:1.27 · 41 of 64 MiB',
    '    Namespaces | 1 private',
    '      net | private · It has its own network',
  ]);
});

test('what no engine made is under this machine', () => {
  const box = container({ id: 'pid-7', name: 'sleep-7', engine: null, runtime: 'unshare', image: null });
  assert.deepEqual(drawn(rootItems(seen(known([box], [engine({ status: 'absent', chosenBy: 'well-known' })])))), [
    'This machine | Linux',
    '  sleep-7 | unshare',
  ]);
});

test('each engine is a node of its own that says which one it is; one that stopped stays beside the others', () => {
  const colima = 'unix:///home/me/.colima/default/docker.sock';
  const there = engine({ endpoint: 'tcp://there:2375', chosenBy: 'setting', context: 'there' });
  const stopped = engine({ endpoint: colima, chosenBy: 'well-known', product: 'Colima', status: 'absent', detail: 'ENOENT', answeredBefore: true });
  const far = container({ id: 'b'.repeat(64), engine: { kind: 'docker', endpoint: there.endpoint, version: '' } });
  const rows = drawn(rootItems(seen(known([container(), far], [engine({ chosenBy: 'config', context: 'desktop-linux' }), there, stopped]))));
  assert.deepEqual([rows[0], ...rows.slice(2)], [
    'Docker · Colima | does not answer',
    'This machine | Linux',
    'Docker · desktop-linux | 1 running',
    '  web | nginx:1.27',
    'Docker · there | 1 running',
    '  web | nginx:1.27',
  ]);
  assert.match(rows[1] ?? '', /^ {2}There is no engine at this address \| ENOENT/u);
});

test('an engine that fails is seen first, however many rows the machine has of its own; one that was never there is not', () => {
  const many = Array.from({ length: 100 }, (_, index) => container({ id: `pid-${index}`, name: `sleep-${index}`, engine: null, runtime: 'unshare', image: null }));
  const first = (change: Partial<EngineState>): string => drawn(rootItems(seen(known(many, [engine(change)]))))[0] ?? '';
  assert.equal(first({ status: 'timeout' }), 'Docker · default | does not answer');
  assert.equal(first({ status: 'absent', chosenBy: 'DOCKER_HOST' }), 'Docker · DOCKER_HOST | does not answer');
  assert.equal(first({ status: 'absent', answeredBefore: true }), 'Docker · default | does not answer');
  assert.equal(first({ status: 'absent' }), 'This machine | Linux');
});

test('runtimes that a setting hides are counted where they would be; what is inside them stays', () => {
  const box = (id: string, runtime: Container['runtime'], parent: string | null = null): Container =>
    container({ id, name: id, engine: null, image: null, runtime, parent });
  const all = [container(), box('c1', 'chromium'), box('c2', 'chromium'), box('s1', 'snap'), box('lx', 'lxc', 's1')];
  const tree = (...hidden: readonly string[]): readonly string[] => drawn(rootItems({ ...seen(known(all)), hidden: new Set(hidden) }));
  assert.deepEqual(tree('chromium', 'snap', 'firejail'), [
    'This machine | Linux',
    '  lx | lxc',
    '  3 containers hidden | 2 chromium · 1 snap',
    'Docker · default | 1 running',
    '  web | nginx:1.27',
  ]);
  assert.deepEqual(tree('docker').slice(-2), ['Docker · default | 1 running', '  1 container hidden | 1 docker']);
  assert.ok(!tree().some((line) => line.includes('hidden')));
});

test('where all that runs is hidden, the tree says so and no welcome takes its place', () => {
  const only = known([container({ id: 'c', engine: null, runtime: 'chromium' })], []);
  assert.deepEqual(drawn(rootItems({ ...seen(only), hidden: new Set(['chromium']) })), ['This machine | Linux', '  1 container hidden | 1 chromium']);
  assert.equal(nothingBecause(only), '');
});

test('a manager\'s swarm: nodes, tasks, and the containers that are here, each once', () => {
  const answers = {
    'GET /info': { Swarm: { NodeID: 'n1', ControlAvailable: true } },
    'GET /nodes': [{ ID: 'n1', Description: { Hostname: 'boss' }, Spec: { Role: 'manager' }, Status: { State: 'ready' } }, { ID: 'n2', Description: { Hostname: 'far' }, Spec: { Role: 'worker' }, Status: { State: 'ready' } }],
    'GET /services': [{ ID: 's', Spec: { Name: 'shop' } }],
    'GET /containers/json': [], 'GET /tasks': [['n1', 'a'.repeat(64)], ['n1', 'd'.repeat(64)], ['n2', 'e'.repeat(64)]].map(([NodeID, ContainerID], index) => ({
      ID: `t${index}`, ServiceID: 's', Slot: index, NodeID, Status: { State: 'running', ContainerStatus: { ContainerID } },
    })),
  };
  const containers = [container(), container({ id: 'b'.repeat(64), name: 'other' })];
  const items = rootItems(seen({ snapshot: snapshot([engine()], { engine: answers }), containers, complete: false }));
  assert.deepEqual(drawn(items), [
    'This machine | Linux',
    'Docker · default | 2 running',
    '  other | nginx:1.27',
    '  boss | manager · ready · 2 tasks · this node',
    '    shop.0 | running',
    '      web | nginx:1.27',
    '    shop.1 | running · its container does not run any more',
    '  far | worker · ready · 1 task',
    '    shop.2 | running · on far, not on this node',
  ]);
  const keys = all(items).map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
});

test('an engine that fails keeps its node with one row of diagnosis, while something else is found', () => {
  const box = container({ id: 'pid-7', name: 'sleep-7', engine: null, runtime: 'unshare', image: null });
  const denied = engine({ status: 'denied', detail: 'EACCES' });
  const rows = drawn(rootItems(seen(known([box], [denied]))));
  assert.equal(rows[0], 'Docker · default | does not answer');
  assert.match(rows[1] ?? '', /^ {2}You may not use the engine’s socket \| EACCES · Join the group docker/u);
  assert.equal(rows.length, 4);
});

test('findings come first, and a failure to explain is a row', () => {
  const one = container();
  const finding = { id: 'seccomp-off', severity: 'warning' as const, concept: 'seccomp' as const, says: 'No filter', why: '', evidence: [], fix: '' };
  const rows = (said: ReturnType<Seen['explained']>) => drawn(rootItems(seen(known([one]), () => said))).slice(2, 5);
  assert.deepEqual(rows(explained(explanation(one, { findings: [finding] }))), [
    '  web | nginx:1.27 · 41 of 64 MiB · 1 finding', '    1 finding | ', '      No filter | ',
  ]);
  assert.deepEqual(rows({ problem: 'boom' }), ['  web | nginx:1.27', '    This container could not be explained | boom']);
});

test('a container in a container is below it', () => {
  const inner = container({ id: 'b'.repeat(64), name: 'inner', engine: null, parent: 'a'.repeat(64) });
  assert.deepEqual(drawn(rootItems(seen(known([container(), inner])))), [
    'This machine | Linux', 'Docker · default | 1 running', '  web | nginx:1.27', '    inner | nginx:1.27',
  ]);
});

test('the root is empty, for the welcome, only where nothing runs and no engine answers', () => {
  const cases = [
    [known([], [engine({ status: 'absent' })]), 'absent'], [known([], []), 'absent'],
    [known([], [engine({ status: 'denied' })]), 'denied'], [known([], [engine({ status: 'timeout' })]), 'failed'],
    [known([], [engine()]), ''], [known([container({ engine: null })], []), ''],
  ] as const;
  for (const [what, because] of cases) {
    assert.equal(nothingBecause(what), because);
    assert.equal(rootItems(seen(what)).length === 0, because !== '');
  }
  assert.deepEqual(rootItems(seen(null)), []);
});

test('every container is in the tree once, whatever their parents are; keys are unique and survive a refresh', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__', 'constructor');
  const made = fc.record({ id, parent: fc.option(id), engine: fc.boolean() }).map((of) => container({
    ...of, name: of.id, engine: of.engine ? { kind: 'docker', endpoint, version: '' } : null,
  }));
  fc.assert(fc.property(fc.uniqueArray(made, { selector: (one) => one.id }), (containers) => {
    const items = all(rootItems(explainedAll(containers)));
    const keys = items.map((item) => item.key);
    assert.deepEqual(
      items.flatMap((item) => (item.kind === 'container' ? [item.container.id] : [])).sort(),
      containers.map((one) => one.id).sort(),
    );
    assert.equal(new Set(keys).size, keys.length);
    assert.deepEqual(all(rootItems(explainedAll(containers))).map((item) => item.key), keys);
  }));
});

test('a row is one short line, whatever is in it', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
    const item: Item = { kind: 'fact', key: 'x', fact: fact({ label: text, value: text.repeat(5) }), withMeaning: true };
    for (const said of Object.values(rowText(item)) as string[]) {
      assert.ok(said.length <= 200);
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(said, /[\u0000-\u001f\u007f\u202e\u2066-\u2069]/u);
    }
  }));
  const huge: Item = { kind: 'container', key: 'x', container: container({ name: 'x'.repeat(1_000_000) }), explained: undefined, nested: [] };
  assert.equal(rowText(huge).label.length, 200);
});

test('a pid is this machine\'s only where the kernel here proved it', () => {
  const here = { privileges: { seccomp: { value: 'filter', from: '/proc/5/status' } } };
  const there = { privileges: { seccomp: { unread: 'remote', from: 'GET /containers/{id}/json' } } };
  const isolation = (some: object): Isolation => ({
    container: container(), cgroup: { path: { unread: 'absent', from: '' } }, idMap: { uid: { unread: 'absent', from: '' } },
    ...some, privileges: { capabilities: { effective: { unread: 'absent', from: '' } }, ...(some as { privileges: object }).privileges },
  }) as unknown as Isolation;
  const told = (some: object): Explained => ({ explanation: explanation(container()), isolation: isolation(some) });
  assert.equal(pidWords(container({ pid: 5 }), told(here)), 'Process 5 on this machine');
  for (const other of [told(there), told({ privileges: { seccomp: { unread: 'absent', from: '' } } }), undefined]) {
    assert.equal(pidWords(container({ pid: 5 }), other), 'Process 5 on the machine that runs it');
  }
  assert.equal(pidWords(container({ pid: null }), told(here)), '');
});
