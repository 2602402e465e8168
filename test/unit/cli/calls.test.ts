import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Container, IsolationWithFindings } from '../../../src/model/isolation.js';
import { namespaceTypes } from '../../../src/model/isolation.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { called } from './called.js';
import { temporaryFolder, writeMachine } from './folders.js';

const recorded = snapshotOfFixture('docker-limited-v1');
const named = 'rt-limited';
const folder = temporaryFolder();
const file = join(folder.path, 'snapshot.json');
const elsewhere = ['--no-engine', '--path.procfs', join(folder.path, 'machine/proc'), '--path.sysfs', join(folder.path, 'machine/sys')];

function saved(name: string, content: unknown): string {
  const path = join(folder.path, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

before(() => {
  saved('snapshot.json', { ...recorded, subject: named });
  writeMachine(join(folder.path, 'machine'), recorded);
});
after(() => folder.remove());

/** Every line has Korean in it, and so has no sentence been left in English. */
function assertKorean(text: string): void {
  for (const line of text.trimEnd().split('\n')) {
    assert.match(line, /\p{Script=Hangul}/u);
  }
}

describe('wrong usage ends with 2, says why on stderr and prints nothing', () => {
  const calls: readonly [readonly string[], RegExp][] = [
    [[], /No command was given/],
    [['lst'], /no command “lst”/],
    [['list', '--jsn'], /There is no option --jsn\./],
    [['list', '--json=yes'], /The option --json takes no value\./],
    [['list', '--host'], /The option --host needs a value\./],
    [['list', '--host', '--json'], /The option --host needs a value\./],
    [['list', 'web'], /called as: isolation-lens list/],
    [['list', '--markdown'], /“list” has no option --markdown/],
    [['explain'], /explain CONTAINER/],
    [['explain', 'a', 'b'], /explain CONTAINER/],
    [['explain', 'a', '--json', '--markdown'], /cannot be used together/],
    [['explain', 'a', '--lang', 'fr'], /--lang knows en, ko, not “fr”/],
    [['explain', 'a', '--snapshot'], /--snapshot/],
    [['snapshot'], /snapshot CONTAINER/],
    [['list', '--host', 'unix:///x', '--no-engine'], /cannot be used together/],
    [['list', '--far-proc'], /“list” has no option --far-proc/],
    [['explain', 'a', '--far-proc', '--no-engine'], /cannot be used together/],
    [['explain', 'a', '--far-proc', '--snapshot', 'x'], /cannot be used together/],
    [['hover', 'Dockerfile', '1'], /hover FILE LINE COLUMN/],
    [['hover', 'Dockerfile', '0', 'x'], /LINE is a number from 1 on/],
  ];
  for (const [words, reason] of calls) {
    test(words.join(' ') || '(nothing)', async () => {
      const { code, out, err } = await called(...words);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, reason);
      assert.match(err, /--help/);
    });

    if (!words.includes('--lang')) {
      test(`${words.join(' ') || '(nothing)'}, in Korean`, async () => {
        const { code, out, err } = await called('--lang', 'ko', ...words);
        assert.deepEqual([code, out], [2, '']);
        assertKorean(err);
        assert.match((await called(...words)).err, reason, 'the next call is in English again');
      });
    }
  }
});

test('help and version are answers', async () => {
  assert.match((await called('--help')).out, /isolation-lens explain CONTAINER/);
  assert.match((await called('--version')).out, /^\d+\.\d+\.\d+\n$/);
  assert.match((await called('list', '-h')).out, /--path\.procfs/);
});

test('help in Korean has the same calls and options, and explains each in Korean', async () => {
  const [english, korean] = [await called('--help'), await called('--help', '--lang', 'ko')];
  assert.deepEqual([korean.code, korean.err], [0, '']);
  const names = (text: string): readonly string[] => text.split('\n').flatMap((line) => /^ {2}(isolation-lens .*|-{1,2}\S+(?: [A-Z]\S*| en\|ko| all-contexts)?)/.exec(line)?.[1]?.trim() ?? []);
  assert.deepEqual(names(korean.out), names(english.out));
  assert.ok(names(english.out).length > 15);
  assertKorean(korean.out.split('\n').filter((line) => line !== '' && !line.startsWith('  isolation-lens ')).join('\n'));
});

describe('a saved snapshot', () => {
  test('is explained as JSON, its subject where none is named', async () => {
    const { code, out, err } = await called('explain', '--snapshot', file, '--json');
    assert.deepEqual([code, err], [0, '']);
    const isolation = JSON.parse(out) as IsolationWithFindings;
    assert.equal(isolation.schema, 'isolation-lens/1');
    assert.equal(isolation.container.name, named);
    assert.deepEqual(Object.keys(isolation.namespaces).sort(), [...namespaceTypes].sort());
    const { limit } = isolation.cgroup.memory;
    assert.equal('value' in limit && limit.value, 50331648);
    assert.ok(isolation.findings.some(({ id }) => id === 'cgroup-namespace-initial'));
  });

  test('is explained as text and as Markdown', async () => {
    const text = (await called('explain', named, '--snapshot', file)).out;
    assert.match(text, /^rt-limited runs sleep on this machine’s own kernel, /);
    assert.match(text, /\$ readlink \/proc\/\d+\/ns\/net/);
    const markdown = (await called('explain', named, '--snapshot', file, '--markdown')).out;
    assert.match(markdown, /^# `rt-limited`\n/);
    assert.match(markdown, /\n## Namespaces\n/);
  });

  test('another container of it, by the beginning of its id', async () => {
    const list = JSON.parse((await called('list', '--json', ...elsewhere)).out) as Container[];
    const id = list[0]?.id ?? '';
    assert.match((await called('explain', id.slice(0, 4), '--snapshot', file)).out, /^rt-limited /);
  });

  test('may be longer than any file of the kernel', async () => {
    const long = { ...recorded, subject: named, files: { ...recorded.files, '/proc/9/cmdline': 'x'.repeat(6_000_000) } };
    assert.equal((await called('explain', '--snapshot', saved('long.json', long), '--json')).code, 0);
  });

  const broken: readonly [string, () => string, RegExp][] = [
    ['that is not there', () => join(folder.path, 'nowhere.json'), /could not be read: .*no such file/i],
    ['that is a folder', () => folder.path, /could not be read/],
    ['that is no JSON', () => saved('text.json', 'not JSON'), /is not JSON/],
    ['of another kind', () => saved('other.json', { schema: 'other/1' }), /no snapshot of the form/],
    ['that lacks a part', () => saved('part.json', { schema: recorded.schema, files: {} }), /part\.json is damaged: takenAt is not a text/],
    ['of many containers', () => saved('many.json', { ...recorded, subject: null }), /of many containers/],
    ['whose subject is not in it', () => saved('lost.json', { ...recorded, subject: 'nobody' }), /No container was found by the name, id or pid “nobody”/],
  ];
  for (const [what, path, reason] of broken) {
    test(`one ${what} ends with 1 and one message`, async () => {
      const { code, out, err } = await called('explain', '--snapshot', path());
      assert.deepEqual([code, out], [1, '']);
      assert.match(err, reason);
      assert.equal(err.trimEnd().split('\n').length, 1);
      assertKorean((await called('explain', '--snapshot', path(), '--lang', 'ko')).err);
    });
  }

  test('with names that every object has is only text', async () => {
    const strange = JSON.stringify({ ...recorded, subject: '__proto__' }).replace('"files":{', '"files":{"__proto__":"x","constructor":"y",');
    const { code, err } = await called('explain', '--snapshot', saved('strange.json', strange));
    assert.equal(code, 1);
    assert.match(err, /“__proto__”/);
  });
});

describe('a machine seen elsewhere', () => {
  test('its containers are listed, one a line, without an engine', async () => {
    const { code, out, err } = await called('list', ...elsewhere);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^docker {2}[0-9a-f]{12} {2}[0-9a-f]{12} {2}- {2}running {2}\d+\n/);
    const list = JSON.parse((await called('list', '--json', ...elsewhere)).out) as Container[];
    assert.equal(list.length, out.trimEnd().split('\n').length);
    assert.equal(list[0]?.engine, null);
  });

  test('one of them is explained by the pid of its process, with the paths that were opened', async () => {
    const [first] = JSON.parse((await called('list', '--json', ...elsewhere)).out) as Container[];
    const isolation = JSON.parse((await called('explain', String(first?.pid), '--json', ...elsewhere)).out) as IsolationWithFindings;
    assert.equal(isolation.container.id, first?.id);
    assert.equal(isolation.namespaces.pid.relation, 'private');
    assert.ok(isolation.cgroup.memory.limit.from.startsWith(join(folder.path, 'machine/sys/')));
    assert.equal('value' in isolation.cgroup.memory.limit && isolation.cgroup.memory.limit.value, 50331648);
  });

  test('its snapshot is a snapshot that explains the same', async () => {
    const [first] = JSON.parse((await called('list', '--json', ...elsewhere)).out) as Container[];
    const taken = await called('snapshot', first?.id ?? '', ...elsewhere);
    assert.equal((JSON.parse(taken.out) as Snapshot).subject, first?.id);
    const explained = await called('explain', '--snapshot', saved('taken.json', taken.out));
    assert.equal(explained.code, 0);
    assert.match(explained.out, /may use 48\s+MiB of memory and 0\.25 cores/);
  });

  test('its matrix names the eight types and each container', async () => {
    const { out } = await called('matrix', ...elsewhere);
    assert.match(out, /^container +pid +net +mnt +user +ipc +uts +cgroup +time\nthis machine( +A){8}\n/);
    const matrix = JSON.parse((await called('matrix', '--json', ...elsewhere)).out) as { schema: string; containers: unknown[] };
    assert.equal(matrix.schema, 'isolation-lens/1');
    assert.ok(matrix.containers.length > 0);
  });

  test('who is not there is said so, with who is', async () => {
    const { code, out, err } = await called('explain', 'nobody\u001b[31m', ...elsewhere);
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /“nobody\\u\{1b\}\[31m”\. Found: /);
  });

  test('a folder that is not there ends with 1', async () => {
    const { code, err } = await called('list', '--no-engine', '--path.procfs', join(folder.path, 'nowhere'));
    assert.equal(code, 1);
    assert.match(err, /--path\.procfs .*nowhere could not be read/);
  });
});

test('an engine that was asked for and is not there ends with 1; nothing is printed', async () => {
  const endpoint = `unix://${join(folder.path, 'no.sock')}`;
  for (const command of [['list'], ['matrix'], ['machine']]) {
    const { code, out, err } = await called(...command, '--host', endpoint);
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /no\.sock \(chosen by an option\): There is no engine at this address\. The system said: .* (Start|Install) /);
  }
});

test('the machine is told without an engine', async () => {
  const { code, out } = await called('machine', '--no-engine', '--json');
  assert.equal(code, 0);
  assert.equal((JSON.parse(out) as { schema: string }).schema, 'isolation-lens/1');
});

describe('hover', () => {
  test('prints what the editor would show, and nothing where there is nothing', async () => {
    const dockerfile = saved('Dockerfile', 'FROM scratch\nUSER root\n');
    const found = await called('hover', dockerfile, '2', '2', '--no-engine');
    assert.equal(found.code, 0);
    assert.ok(found.out.length > 10);
    assert.deepEqual(await called('hover', dockerfile, '9', '1', '--no-engine'), { code: 0, out: '', err: '' });
    assert.deepEqual(await called('hover', saved('notes.txt', 'FROM scratch'), '1', '1', '--no-engine'), { code: 0, out: '', err: '' });
  });

  test('a file that is not there ends with 1', async () => {
    assert.equal((await called('hover', join(folder.path, 'nowhere'), '1', '1')).code, 1);
  });
});

test('a reader that closes the pipe early is no error', () => {
  const program = `"${process.execPath}" --import tsx src/cli.ts explain --snapshot "${file}" --json`;
  const { stderr, stdout } = spawnSync('bash', ['-c', `set -o pipefail; ${program} | head -c 1; echo " $?"`], { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(stdout, '{ 0\n');
});
