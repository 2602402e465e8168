/** Whatever a file holds: no exception, no control character, no markup of the file's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lexer, walkTokens } from 'marked';
import { type HoverKind, hoverKindOf, parseForHovers } from '../../../src/explain/hovers/documents.js';
import { hoverAt } from '../../../src/explain/hovers/hoverAt.js';
import { renderMarkdown } from '../../../src/explain/hovers/renderMarkdown.js';

const kinds: readonly HoverKind[] = ['dockerfile', 'compose', 'devcontainer'];

const hostile = fc.constantFrom(
  '<img src=x onerror=alert(1)>', '<b>', '[x](command:workbench.action.quit)', '![x](http://evil.example/a.png)', '`', '```', '``` `` `', '$(flame)', '&lt;', '\u001b[31m',
  '\u0000', '\u202e', '\u2028', '\\', '\r', '\n', '\t', '"', '\'', '{', '}', '[', ']', ':', ',', '#', '&a', '*a', '<<', '- ', '\uFEFF', '\uD800', 'https://evil.example', 'a@b.example', '**', '\n    ',
);
const dockerWord = fc.constantFrom(
  'FROM ', 'RUN ', 'USER ', 'COPY ', 'ENV ', 'ARG ', 'ONBUILD ', 'HEALTHCHECK ', '--mount=type=secret,', '--chown=', '--network=', 'chmod ', '4755', 'sudo', '<<EOF', 'EOF', '\\\n', ' AS ', '=', '$', '${', 'curl | sh', '# escape=`\n', 'API_TOKEN=',
);
const composeWord = fc.constantFrom(
  'services:\n  a:\n    ', 'cap_add: ', 'volumes: ', 'ports: ', 'user: ', 'cpuset: ', 'pid: container:', 'environment:\n      ', 'API_TOKEN: ', 'ulimits: ', 'sysctls: ', '&a ', '*a', '<<: ', '? ', '| \n', '!!binary ', '${X', 'deploy: {resources: {limits: {memory: ',
);
const jsonWord = fc.constantFrom('{"runArgs": ["--', '"mounts": [', '"remoteUser": "', '"capAdd": ["', 'memory=', '", "', '-v', '//', '/*', '{"type": "bind", "source": "', ']}', 'null', '1e9');

const text = fc.array(fc.oneof(hostile, dockerWord, composeWord, jsonWord, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 24 }).map((parts) => parts.join(''));

/** Every place of a short text, and one behind its end. */
function everywhere(kind: HoverKind, source: string, look: (markdown: string) => void): void {
  const document = parseForHovers(kind, 'file', source);
  document.text.split(/\r\n|\n|\r/).forEach((line, number) => {
    for (let column = 0; column <= line.length; column += 1) {
      const hover = hoverAt(document, number, column);
      if (hover !== null) {
        look(renderMarkdown(hover));
      }
    }
  });
}

function assertHarmless(markdown: string): void {
  // eslint-disable-next-line no-control-regex -- these are what must not come out
  assert.doesNotMatch(markdown, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
  walkTokens(lexer(markdown), (token) => assert.ok(!['html', 'link', 'image', 'code', 'heading', 'list', 'table', 'blockquote', 'hr'].includes(token.type), `${token.type} in ${JSON.stringify(markdown)}`));
}

for (const kind of kinds) {
  test(`${kind}: any text has harmless hovers or none`, () => {
    fc.assert(fc.property(text, (source) => everywhere(kind, source, assertHarmless)), { numRuns: 250 });
  });
}

const slots: readonly (readonly [HoverKind, string])[] = [
  ['dockerfile', 'FROM debian\nUSER ¦'], ['dockerfile', 'FROM debian\nENV API_TOKEN¦=x'], ['dockerfile', 'FROM ¦'], ['dockerfile', 'FROM debian\nCOPY ¦.pem /x'],
  ['dockerfile', 'FROM debian\nRUN --mount=¦ x'], ['compose', 'services: {a: {user: "¦"}}'], ['compose', 'services: {a: {pid: "container:¦"}}'], ['compose', 'services: {a: {cap_add: ["¦"]}}'],
  ['compose', 'services: {a: {volumes: ["./¦:/¦"]}}'], ['compose', 'services: {a: {cpuset: "¦"}}'], ['compose', 'services: {a: {sysctls: {"¦": 1}}}'], ['compose', 'services: {a: {environment: {"¦_TOKEN": 1}}}'],
  ['compose', 'services: {a: {ports: ["127.¦:1:1"]}}'], ['compose', 'services: {a: {group_add: ["¦"]}}'], ['compose', 'volumes: {a: {driver: "¦"}}'],
  ['devcontainer', '{"runArgs": ["--user=¦"]}'], ['devcontainer', '{"mounts": ["source=¦,target=¦,type=bind"]}'], ['devcontainer', '{"remoteUser": "¦"}'],
];

for (const [kind, slot] of slots) {
  test(`hostile text in ${JSON.stringify(slot)} stays text`, () => {
    fc.assert(fc.property(fc.array(hostile, { minLength: 1, maxLength: 6 }), (parts) => {
      const value = kind === 'dockerfile' ? parts.join('') : JSON.stringify(parts.join('')).slice(1, -1);
      everywhere(kind, slot.replaceAll('¦', value), assertHarmless);
    }), { numRuns: 60 });
  });
}

test('deep, wide and expanding files', () => {
  const laughs = Array.from({ length: 12 }, (_, level) => `x${String(level)}: &x${String(level)} [${Array.from({ length: 9 }, () => level === 0 ? 'lol' : `*x${String(level - 1)}`).join(', ')}]`).join('\n');
  const deep = (open: string, close: string): string => open.repeat(20_000) + close.repeat(20_000);
  for (const kind of kinds) {
    for (const source of [laughs, deep('[', ']'), deep('{"a":', '}'), deep('{a: ', '}'), '- '.repeat(20_000), 'a: '.repeat(5_000), 'x'.repeat(1 << 20), '"'.repeat(1 << 16), '${'.repeat(1 << 14), '\n'.repeat(1 << 16)]) {
      const document = parseForHovers(kind, 'file', source);
      assert.doesNotThrow(() => [0, 1, 5, 1000].map((column) => hoverAt(document, 0, column)));
    }
  }
});

test('places that the text does not have', () => {
  const document = parseForHovers('dockerfile', 'Dockerfile', 'FROM a\nUSER root');
  for (const [line, column] of [[-1, 0], [0, -1], [9, 0], [0, 99], [Number.NaN, 0], [0, Number.NaN], [0.5, 0.5], [Infinity, 0]] as const) {
    assert.equal(hoverAt(document, line, column), null);
  }
});

test('the files that have hovers', () => {
  const of = (name: string, language?: string): HoverKind | null => hoverKindOf(name, language);
  assert.deepEqual(['Dockerfile', '/a/Dockerfile.dev', 'web.dockerfile', 'Containerfile', 'Containerfile.x', 'C:\\a\\Dockerfile'].map((name) => of(name)), Array(6).fill('dockerfile'));
  assert.deepEqual(['compose.yaml', 'compose.yml', 'compose.prod.yml', 'docker-compose.yml', 'docker-compose.override.yaml'].map((name) => of(name)), Array(5).fill('compose'));
  assert.deepEqual(['/a/.devcontainer/devcontainer.json', '.devcontainer.json'].map((name) => of(name)), Array(2).fill('devcontainer'));
  assert.deepEqual(['a.yaml', 'package.json', 'Dockerfile.md', 'Dockerfile.dockerignore', 'mycompose.yaml', ''].map((name) => of(name)), Array(6).fill(null));
  assert.equal(of('x', 'dockerfile'), 'dockerfile');
  assert.equal(of('stack.yml', 'dockercompose'), 'compose');
});
