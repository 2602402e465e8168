import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { explain } from '../../../src/explain/explain.js';
import type { Fact } from '../../../src/explain/explanation.js';
import { clip, visible } from '../../../src/explain/foreignText.js';
import { code, escaped, markdown } from '../../../src/explain/markdown.js';
import { plain } from '../../../src/explain/plain.js';
import { type Isolation, namespaceTypes } from '../../../src/model/isolation.js';
import { type NotRead, read, type Unread, unread } from '../../../src/model/reading.js';
import { cgroup, container, mount, namespaces, picture, privileges, root, status, withUnread } from './pictures.js';

const nasty = [
  '<img src=x onerror=alert(1)>', '</code><script>alert(1)</script>', '[x](command:evil)', '![x](https://e.example/x.png)', 'https://e.example/', 'www.e.example',
  '`', '``', '```\n', '\u001b[31m', '\u009b2J', '\r\n# heading', '\u202e', '\u0000', '|', '**b**', '_i_', '<https://e.example>', '&lt;', '\\', '$x$', '- ', '1. ', '\ud800', '__proto__', 'me@e.example',
];
const foreign = fc.oneof(
  fc.array(fc.constantFrom(...nasty), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }), fc.array(fc.constantFrom(...nasty, 'a', ' ', '-'), { maxLength: 12 }).map((parts) => parts.join('')),
);

/** A picture in which everything that others may write is `text`. */
function written(text: string): Isolation {
  const shared = { relation: 'shared', sharedWith: [text], relationFrom: [text] } as const;
  return picture({
    container: container({ name: text, image: text, id: text, engine: { kind: 'docker', endpoint: text, version: text } }),
    namespaces: namespaces({ net: shared, pid: shared, ipc: { relation: 'unknown', id: unread('failed', text, text) } }),
    processes: read([{ hostPid: 5873, containerPid: 1, command: text }], text),
    cgroup: cgroup({ path: read(text, text), paths: { [text]: text }, cpu: { ...cgroup().cpu, cpuset: read(text, text) }, io: { ...cgroup().io, limits: read([text], text) } }),
    root: root({
      hostPath: read(text, text), driver: read(text, text), filesystem: read(text, text), layers: read([text, text], text), writableLayer: read(text, text),
      history: read([{ createdBy: text, size: 1 }, { createdBy: text, size: 0 }], text), mounts: read([mount({ target: text, source: text, root: text, fsType: text, propagation: ['shared:1'] })], text),
      maskedPaths: read([text], text), readOnlyPaths: read([text], text), readOnly: unread('denied', text, text),
    }),
    privileges: privileges({
      lsm: read(text, text), devices: read([text], text), capabilities: { ...privileges().capabilities, effective: read([text], status), bounding: read([text], text) },
    }),
  });
}

// eslint-disable-next-line no-control-regex -- none of these may come out
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u;

function active(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token): string[] => {
    const inner = 'tokens' in token && Array.isArray(token.tokens) ? active(token.tokens) : [];
    const items = token.type === 'list' ? active((token as { items: Token[] }).items) : [];
    return [...(['html', 'link', 'image', 'table', 'def'].includes(token.type) ? [`${token.type}: ${token.raw}`] : []), ...inner, ...items];
  });
}

describe('text that others wrote', () => {
  test('never puts a control character on the terminal', () => {
    fc.assert(fc.property(foreign, fc.integer({ min: 1, max: 200 }), (text, columns) => {
      assert.doesNotMatch(plain(explain(written(text)), columns), control);
    }), { numRuns: 25 });
  });

  test('is never active in Markdown', () => {
    fc.assert(fc.property(foreign, (text) => {
      const written_ = markdown(explain(written(text)));
      assert.doesNotMatch(written_, control);
      assert.deepEqual(active(marked.lexer(written_)), []);
    }), { numRuns: 25 });
  });

  test('comes through a code span and an escape unchanged', () => {
    fc.assert(fc.property(foreign, (text) => {
      const span = marked.lexer(`x ${code(text)}`)[0] as { tokens: Token[] } | undefined;
      const found = span?.tokens.find(({ type }) => type === 'codespan') as { text: string } | undefined;
      assert.equal(found?.text.trim() ?? '', visible(text).trim());
      assert.deepEqual(active(marked.lexer(escaped(text))), []);
    }));
  });

  test('is cut before it is shown, between characters', () => {
    const explanation = explain(written('\u{1f600}'.repeat(500_000)));
    assert.ok(JSON.stringify(explanation.sections.flatMap(({ facts }) => facts).map(({ value, label, meaning }) => [value, label, meaning])).length < 200_000);
    assert.equal(clip('a\u{1f600}b', 3), 'a…');
    assert.equal(clip('abc', 3), 'abc');
  });
});

const reasons: readonly Unread[] = ['denied', 'gone', 'absent', 'remote', 'malformed', 'unsupported', 'failed'];
/** Paths of Readings in a picture to the facts that show exactly one of them. */
const shownBy: Readonly<Record<string, string>> = {
  '.processes': 'processes', '.cgroup.path': 'cgroup.path', '.cgroup.version': 'cgroup.version', '.root.hostPath': 'root.hostPath', '.root.mechanism': 'root.mechanism',
  '.root.layers': 'root.layers', '.root.writableLayer': 'root.writableLayer', '.root.readOnly': 'root.readOnly', '.root.mounts': 'root.mounts', '.root.maskedPaths': 'root.maskedPaths',
  '.privileges.user': 'privileges:user', '.privileges.seccomp': 'seccomp', '.privileges.noNewPrivileges': 'noNewPrivileges', '.privileges.privileged': 'privileged', '.privileges.devices': 'devices',
  '.privileges.capabilities.effective': 'capabilities', '.privileges.capabilities.bounding': 'capabilities.bounding', '.idMap.uid': 'user.uidMap',
  '.cgroup.memory.limit': 'memory.limit', '.cgroup.memory.ownLimit': 'memory.ownLimit', '.cgroup.memory.usage': 'memory.usage', '.cgroup.memory.used': 'memory.used', '.cgroup.memory.oomKills': 'memory.oomKills',
  '.cgroup.memory.swapLimit': 'memory.swapLimit', '.cgroup.memory.shmem': 'memory.shmem', '.cgroup.configured.memory': 'memory.configured', '.cgroup.cpu.limit': 'cpu.limit', '.cgroup.cpu.weight': 'cpu.weight',
  '.cgroup.cpu.throttledPeriods': 'cpu.throttledPeriods', '.cgroup.pids.limit': 'pids.limit', '.cgroup.io.readBytes': 'io.readBytes', '.cgroup.io.limits': 'io.limits', '.cgroup.network.sentBytes': 'network.sentBytes',
  '.cgroup.pressure.cpu': 'pressure.cpu', ...Object.fromEntries(namespaceTypes.map((type) => [`.namespaces.${type}.id`, `${type}.id`])),
};

function allFacts(facts: readonly Fact[]): Fact[] {
  return facts.flatMap((fact) => [fact, ...allFacts(fact.children ?? [])]);
}

test('what was not read says why, and never 0, none or unlimited', () => {
  const reading = fc.record({ reason: fc.constantFrom(...reasons), detail: fc.constantFrom(undefined, 'EACCES', '0', 'none', 'unlimited') });
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...Object.keys(shownBy)), reading), (missing) => {
    const reason = (path: string): NotRead | undefined => {
      const found = missing[path];
      return found && (found.detail === undefined ? unread(found.reason, '/x') : unread(found.reason, '/x', found.detail));
    };
    const { sections } = explain(withUnread(picture(), reason) as Isolation);
    const facts = sections.toReversed().flatMap((section) => allFacts(section.facts));
    const rights = sections.find((section) => section.id === 'privileges')?.facts ?? [];
    for (const path of Object.keys(missing)) {
      const wanted = shownBy[path];
      const fact = wanted === 'privileges:user' ? rights.find(({ id }) => id === 'user') : facts.findLast(({ id }) => id === wanted);
      assert.ok(fact, path);
      assert.equal(fact.unread, true, path);
      assert.match(fact.value, /^(not readable: |not available here$)/);
      assert.ok(fact.meaning.length > 10);
      assert.equal(fact.meter, undefined);
    }
  }));
});

test('a row whose parts were read in part shows only those parts', () => {
  const value = (path: string) => {
    const isolation = withUnread(picture(), (each) => (each === path ? unread('denied', '/x') : undefined)) as Isolation;
    return (id: string) => allFacts(explain(isolation).sections.flatMap(({ facts }) => facts)).find((fact) => fact.id === id)?.value;
  };
  assert.equal(value('')('memory'), '41 of 64 MiB · 0 OOM kills');
  assert.equal(value('.cgroup.memory.limit')('memory'), '41 MiB, at most 64 MiB · 0 OOM kills');
  assert.equal(value('.cgroup.memory.used')('memory'), '50 of 64 MiB · 0 OOM kills');
  assert.equal(value('.cgroup.memory.oomKills')('memory'), '41 of 64 MiB');
  assert.equal(value('.cgroup.pids.current')('pids'), 'at most 20 tasks');
  assert.equal(value('.cgroup.pids.limit')('pids'), '3 tasks, limit not readable: permission denied');
  assert.equal(value('.cgroup.cpu.limit')('cpu'), 'at most 0.5 cores · 12.5 s used');
  assert.equal(value('.cgroup.io.readBytes')('io'), '3 MiB written');
  assert.equal(value('.cgroup.network.sentBytes')('network'), '2 KiB received');
});
