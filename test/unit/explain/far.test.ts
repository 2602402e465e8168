import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/explain/explain.js';
import type { Explanation, Fact } from '../../../src/explain/explanation.js';
import { markdown } from '../../../src/explain/markdown.js';
import { plain } from '../../../src/explain/plain.js';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { type Isolation, isolationSchema } from '../../../src/model/isolation.js';
import { unread } from '../../../src/model/reading.js';
import { splitSources } from '../../../media/panel/source.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { withUnread } from './pictures.js';

const endpoint = 'ssh://me@there:2222/run/user/1000/docker.sock';
const machine = 'ssh://me@there:2222';
const recorded = snapshotOfFixture('docker-limited-v2');
const found = containersOf(recorded).find(({ name }) => name === 'v2-limited');
assert.ok(found);

function picture(change: { endpoint?: string; far?: Isolation['far']; state?: 'exited' } = {}): Isolation {
  const isolation = build(recorded, found!, [found!]);
  const engine = { kind: 'docker', version: '20.10.24', endpoint: change.endpoint ?? endpoint } as const;
  return { ...isolation, container: { ...isolation.container, engine, ...(change.state && { state: change.state }) }, ...(change.far && { far: change.far }) };
}

const remote = (at?: string): Isolation => withUnread(picture(at === undefined ? {} : { endpoint: at }), () => unread('remote', 'GET /containers/{id}/json')) as Isolation;
const far = picture({ far: { endpoint, readAt: '2026-01-01T00:00:00.000Z' } });
const facts = ({ sections }: Explanation): readonly Fact[] => {
  const all = (some: readonly Fact[]): readonly Fact[] => some.flatMap((one) => [one, ...all(one.children ?? [])]);
  return sections.flatMap((section) => all(section.facts));
};

test('every file and every command of a kernel that was read over ssh is named as that machine\'s', () => {
  const explanation = explain(far);
  const sources = [...facts(explanation).flatMap(({ source }) => splitSources(source)), ...explanation.findings.flatMap(({ evidence }) => evidence)].filter((source) => source !== '');
  assert.deepEqual(sources.filter((source) => !source.startsWith(`${machine}/`) && !source.startsWith('GET ') && !source.endsWith('.h')), []);
  assert.ok(sources.filter((source) => source.startsWith(`${machine}/proc/`)).length > 10);
  const commands = facts(explanation).flatMap(({ command }) => command ?? []);
  assert.deepEqual(commands.filter((command) => !command.startsWith(`ssh ${machine} `) && !command.startsWith(`docker --host ${endpoint} `)), []);
  assert.ok(commands.some((command) => /^ssh \S+ 'cat \/sys\/fs\/cgroup\/\S+'$/.test(command)), commands.join('\n'));
});

test('nothing of it is said to be here', () => {
  const explanation = explain(far);
  assert.match(explanation.sentence, /on the kernel of another machine/);
  assert.doesNotMatch(JSON.stringify([explanation.sentence, facts(explanation).map(({ meaning }) => meaning)]), /this machine|out here/);
  assert.deepEqual({ ...explanation.far, says: '' }, { says: '', mayRead: true, readAt: Date.UTC(2026) });
  assert.match(plain(explanation, 100), /was read over ssh on the engine’s\s+machine/);
  assert.match(markdown(explanation), /was read over ssh/);
});

test('what only the kernel knows is the same, read here or there', () => {
  const here = explain(picture());
  const there = explain(far);
  assert.deepEqual(facts(there).map(({ id, value }) => [id, value]), facts(here).map(({ id, value }) => [id, value]));
  assert.deepEqual(there.findings.map(({ id }) => id), here.findings.map(({ id }) => id));
  assert.equal(far.schema, isolationSchema);
});

test('where it was not read, it is said whether it can be', () => {
  const { far: note } = explain(remote());
  assert.equal(note?.mayRead, true);
  assert.match(plain(explain(remote()), 100), /not read unasked; it can be\s+read\s+over your own ssh\. With --far-proc it is\./);
  for (const at of ['tcp://there:2376', 'unix:///home/me/.docker/desktop/docker.sock', 'npipe:////./pipe/docker_engine']) {
    const { far: none } = explain(remote(at));
    assert.equal(none?.mayRead, false);
    assert.ok(none.says.includes(at) && none.says.includes('ssh://'), none.says);
  }
});

test('of a container here, or one that does not run, nothing is said', () => {
  assert.equal(explain(picture()).far, undefined);
  assert.equal(explain({ ...remote(), container: { ...remote().container, state: 'exited' } }).far, undefined);
});
