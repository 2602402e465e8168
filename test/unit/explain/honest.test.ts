/** What was not read is never said to be nothing, and what was not seen is never said to be so. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explain } from '../../../src/explain/explain.js';
import type { Fact } from '../../../src/explain/explanation.js';
import { markdown } from '../../../src/explain/markdown.js';
import { plain } from '../../../src/explain/plain.js';
import { reproduce } from '../../../src/explain/reproduce.js';
import { sentenceOf } from '../../../src/explain/sentence.js';
import type { Isolation } from '../../../src/model/isolation.js';
import { type NotRead, read, unread } from '../../../src/model/reading.js';
import { cgroup, container, inspect, mount, namespaces, picture, privileges, root, status, withUnread } from './pictures.js';

function factsOf(isolation: Isolation): Map<string, Fact> {
  return new Map(explain(isolation).sections.flatMap(({ facts }) => flat(facts)).map((fact) => [fact.id, fact]));
}

function flat(facts: readonly Fact[]): Fact[] {
  return facts.flatMap((fact) => [fact, ...flat(fact.children ?? [])]);
}

const denied = unread('denied', status, 'EACCES: permission denied');
const limitUnread = (reading: NotRead, changes: Partial<Isolation['cgroup']> = {}) =>
  picture({ cgroup: cgroup({ memory: { ...cgroup().memory, limit: reading }, ...changes }) });

describe('whether enough was read to say that nothing stands out', () => {
  const { capabilities } = privileges();
  const cases: readonly [string, Isolation, boolean][] = [
    ['all of it', picture(), false],
    ['the relation of a namespace', picture({ namespaces: namespaces({ net: { relation: 'unknown' } }) }), true],
    ['the relation of a namespace that no rule asks for', picture({ namespaces: namespaces({ time: { relation: 'unknown' } }) }), false],
    ['capabilities', picture({ privileges: privileges({ capabilities: { ...capabilities, effective: denied } }) }), true],
    ['a set of capabilities that no rule asks for', picture({ privileges: privileges({ capabilities: { ...capabilities, ambient: denied } }) }), false],
    ['seccomp', picture({ privileges: privileges({ seccomp: denied }) }), true],
    ['mounts', picture({ root: root({ mounts: denied }) }), true],
    ['a limit', limitUnread(denied), true],
    ['a limit of a controller that is not there', limitUnread(unread('absent', '/m', 'the controller is not enabled')), false],
    ['a limit where its cgroup is not known', limitUnread(unread('absent', '/p', 'no pid'), { path: unread('absent', '/p', 'no pid') }), true],
    ['nothing', withUnread(picture(), () => denied) as Isolation, true],
  ];
  for (const [what, isolation, incomplete] of cases) {
    test(`unread: ${what}`, () => assert.equal(explain(isolation).incomplete === true, incomplete));
  }

  test('terminal and Markdown say so in the place of findings, and below them', () => {
    const none = explain(picture({ privileges: privileges({ seccomp: denied }) }));
    assert.deepEqual(none.findings, []);
    for (const text of [plain(none, 100), markdown(none)]) {
      assert.match(text, /Not enough could be read to tell whether something stands out\./);
      assert.doesNotMatch(text, /Nothing stands out/);
    }
    const some = explain(picture({ privileges: privileges({ seccomp: denied }), root: root({ readOnly: read(false, '/m') }) }));
    for (const text of [plain(some, 100), markdown(some)]) {
      assert.match(text, /writable-root[^]*Not enough could be read to tell whether more stands out\./);
    }
    assert.match(plain(explain(picture()), 100), /Nothing stands out\./);
    assert.doesNotMatch(markdown(explain(picture())), /stands out/);
  });
});

describe('a container whose process is gone while its engine still says that it runs', () => {
  const gone = unread('gone', status, 'ENOENT');
  test('has ended', () => {
    const isolation = withUnread(picture(), () => gone) as Isolation;
    assert.equal(sentenceOf(isolation), 'web ended while it was read.');
    assert.equal(sentenceOf(picture({ cgroup: cgroup({ path: gone }) })), 'web ended while it was read.');
    assert.equal(sentenceOf({ ...isolation, container: container({ state: 'exited' }) }), 'web is not running (exited), so the kernel keeps nothing of it.');
  });
});

test('propagation: in the machine’s own mount namespace nothing is kept from the machine', () => {
  const said = (relation: 'initial' | 'private' | 'shared' | 'unknown') => {
    const fact = factsOf(picture({ namespaces: namespaces({ mnt: { relation } }), root: root({ mounts: read([mount()], '/m') }) })).get('root.propagation');
    return [fact?.value, fact?.meaning];
  };
  assert.deepEqual(said('initial'), ['the machine’s own', 'Its mounts are the machine’s: what it mounts is seen there too.']);
  assert.deepEqual(said('private'), ['private', 'What it mounts is not seen outside.']);
  assert.deepEqual(said('shared'), ['private', 'What it mounts is seen by those that share its mount namespace only.']);
  assert.deepEqual(said('unknown'), ['private', '']);
});

test('throttling by a group above is not said to be by its own quota', () => {
  const parent = '/sys/fs/cgroup/cpu/docker/cpu.stat';
  const above = picture({ cgroup: cgroup({ cpu: { ...cgroup().cpu, periods: read(10, parent), throttledPeriods: read(5, parent) } }) });
  assert.deepEqual(explain(above).findings.map(({ says }) => says), ['The CPU quota of a group above it ran out in 50 % of its periods.']);
  assert.equal(factsOf(above).get('cpu.throttledPeriods')?.meaning, 'Periods in which the quota of a group above ran out; all in that group had to wait.');
  const own = cgroup().cpu.periods.from;
  const itself = picture({ cgroup: cgroup({ cpu: { ...cgroup().cpu, periods: read(10, own), throttledPeriods: read(5, own) } }) });
  assert.deepEqual(explain(itself).findings.map(({ says }) => says), ['Its CPU quota ran out in 50 % of its periods.']);
});

test('a limit is not said to be missing where its cgroup is not known', () => {
  const noPid = unread('absent', inspect, 'no pid is known');
  const { memory, cpu, pids } = cgroup();
  const facts = factsOf(picture({ cgroup: cgroup({
    path: noPid, memory: { ...memory, limit: noPid }, cpu: { ...cpu, limit: noPid }, pids: { ...pids, limit: noPid },
  }) }));
  for (const id of ['memory.configured', 'cpu.configured', 'pids.configured']) {
    assert.equal(facts.get(id)?.meaning, 'What the kernel enforces: not readable: not there.');
  }
});

test('a line of the history without an instruction says its size only', () => {
  const history = read([{ createdBy: '', size: 0 }, { createdBy: ' ', size: 2 * 1024 * 1024 }], 'GET /images/{id}/history');
  assert.equal(factsOf(picture({ root: root({ history }) })).get('root.layers.1')?.meaning, '0 B');
  assert.equal(factsOf(picture({ root: root({ history }) })).get('root.layers.2')?.meaning, '2 MiB');
});

test('several sources below a relative path are several files, a comma in one path makes no second', () => {
  assert.equal(reproduce('host/proc/7/status, host/proc/7/uid_map', container()), 'cat host/proc/7/status host/proc/7/uid_map');
  assert.equal(reproduce('../proc/7/cgroup, /sys/a/memory.max, GET /info', container()), 'cat ../proc/7/cgroup /sys/a/memory.max');
  assert.equal(reproduce('/a, b/c', container()), 'cat \'/a, b/c\'');
  assert.equal(reproduce('a/b, c/d', container()), 'cat \'a/b, c/d\'');
});
