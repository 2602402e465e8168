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
  'services:\n  a:\n    ', 'cap_add: ', 'volumes: ', 'ports: ', 'user: ', 'cpuset: ', 'pid: container:', 'environment:\n      ', 'API_TOKEN: ', 'ulimits: ', 'sysctls: ', '&a ', '*a', '<<: ', '? ', '| \n', '!!binary ', '${X', '${X:-', 'extends: ', 'extends: {service: a, file: ', 'include: ', 'build:\n      dockerfile_inline: |\n        FROM a\n        ', 'privileged: ', '<<: [*a, *b]', 'services: {a: {extends: b}, b: {extends: a}}\n', 'deploy: {resources: {limits: {memory: ',
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

/** The same text as an editor on another system would keep it. */
const kept: readonly (readonly [string, (source: string) => string])[] = [
  ['as it is', (source) => source], ['with CRLF', (source) => source.replace(/\r?\n/g, '\r\n')], ['with CR', (source) => source.replace(/\r?\n/g, '\r')],
  ['with a byte order mark', (source) => `\uFEFF${source}`], ['with tabs', (source) => source.replaceAll('  ', '\t')], ['twice, so that keys come again', (source) => `${source}\n${source}`],
];

for (const kind of kinds) {
  for (const [how, change] of kept) {
    test(`${kind}, ${how}: any text has harmless hovers or none`, () => {
      fc.assert(fc.property(text, (source) => everywhere(kind, change(source), assertHarmless)), { numRuns: how === 'as it is' ? 250 : 60 });
    });
  }
}

const slots: readonly (readonly [HoverKind, string])[] = [
  ['dockerfile', 'FROM debian\nUSER ¦'], ['dockerfile', 'FROM debian\nENV API_TOKEN¦=x'], ['dockerfile', 'FROM ¦'], ['dockerfile', 'FROM debian\nCOPY ¦.pem /x'],
  ['dockerfile', 'FROM debian\nRUN --mount=¦ x'], ['compose', 'services: {a: {user: "¦"}}'], ['compose', 'services: {a: {pid: "container:¦"}}'], ['compose', 'services: {a: {cap_add: ["¦"]}}'],
  ['compose', 'services: {a: {volumes: ["./¦:/¦"]}}'], ['compose', 'services: {a: {cpuset: "¦"}}'], ['compose', 'services: {a: {sysctls: {"¦": 1}}}'], ['compose', 'services: {a: {environment: {"¦_TOKEN": 1}}}'],
  ['compose', 'services: {a: {extends: "¦"}}'], ['compose', 'services: {a: {extends: {service: "¦", file: "¦"}}}'], ['compose', 'include: ["¦"]'], ['compose', 'services: {a: {mem_limit: "${X:-¦}"}}'],
  ['compose', 'services: {b: {cap_add: ["¦"]}, a: {extends: b, cap_add: [KILL]}}'], ['compose', 'services: {"¦": {pid: host}, a: {extends: "¦"}}'],
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

test('a megabyte on one line, and the hovers far out on it', () => {
  const long = 'x'.repeat(1 << 20);
  const rows: readonly (readonly [HoverKind, string])[] = [
    ['dockerfile', `FROM a\nENV TOKEN=${long}`], ['dockerfile', `FROM a\nCOPY ${'b '.repeat(1 << 19)}c`], ['dockerfile', `FROM \${A:-${long}}\nUSER 1`], ['dockerfile', `# syntax=${long}\nFROM a`],
    ['compose', `services: {a: {user: "${long}"}}`], ['compose', `services: {a: {cap_add: [${'KILL, '.repeat(1 << 18)}]}}`], ['compose', `services: {a: {mem_limit: "${'${X:-'.repeat(1 << 17)}"}}`], ['compose', `services: {a: {extends: "${long}"}}`],
    ['devcontainer', `{"remoteUser": "${long}"}`], ['devcontainer', `{"runArgs": [${'"-v", "/:/a", '.repeat(1 << 16)}"--init"]}`],
  ];
  for (const [kind, source] of rows) {
    const document = parseForHovers(kind, 'file', source);
    const last = source.split('\n').length - 1;
    for (const column of [0, 3, 8, 20, 1000, 1 << 19, (1 << 20) - 5]) {
      const hover = hoverAt(document, last, column);
      assert.ok(hover === null || renderMarkdown(hover).length < 4000, source.slice(0, 40));
    }
  }
});

test('a file of maps that are merged ninefold, twelve times over, and of services that extend in circles', () => {
  const laughs = Array.from({ length: 12 }, (_, level) => `x-${String(level)}: &x${String(level)}\n  key${String(level)}: 1\n${level === 0 ? '' : `  <<: [${Array.from({ length: 9 }, () => `*x${String(level - 1)}`).join(', ')}]\n`}`).join('');
  const circles = Array.from({ length: 2000 }, (_, at) => `  s${String(at)}:\n    extends: s${String((at + 1) % 2000)}\n    cap_add: [KILL]\n`).join('');
  const document = parseForHovers('compose', 'file', `${laughs}services:\n  a:\n    <<: *x11\n    cap_add: [KILL]\n    extends: s0\n${circles}`);
  let seen = 0;
  document.text.split('\n').forEach((_, line) => [2, 4, 8].forEach((column) => (seen += hoverAt(document, line, column) === null ? 0 : 1)));
  assert.ok(seen > 4000, String(seen));
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
