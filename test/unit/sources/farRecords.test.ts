/** What the script on another machine prints, as entries: whatever bytes are in the files, and wherever it is cut off. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { systemTrouble } from '../../../src/sources/errno.js';
import { farFiles } from '../../../src/sources/farFiles.js';
import { NoFarAnswer, farRecordsIn } from '../../../src/sources/farRecords.js';
import { farInput, farScript } from '../../../src/sources/farScript.js';

const mark = '0123456789abcdef0123456789abcdef';
type Bytes = Uint8Array | string;
const record = (word: string, body: Bytes = ''): Buffer => Buffer.concat([Buffer.from(`\n${mark} ${word}\n`), Buffer.from(body as string)]);
const named = (name: Bytes, ...rest: readonly Buffer[]): Buffer => Buffer.concat([record('name', name), ...rest]);
const answer = (...records: readonly Buffer[]): Buffer => Buffer.concat([record('start'), ...records, record('end')]);
const text = (bytes: Bytes): string => Buffer.from(bytes as string).toString('utf8');

/** Bytes as an attacker would choose them: headers of ours with a mark that is nearly right. */
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.array(fc.constantFrom('\n', `${mark.slice(1)} end\n`, ` ${mark}`, `${mark} `, '\0', '\n\n', 'name\n', 'x', `${mark}\n`)).map((parts) => Buffer.from(parts.join(''))),
).filter((bytes) => !Buffer.from(bytes).includes(`\n${mark} `) && !Buffer.from(bytes).toString('latin1').startsWith(`${mark} `));

it('the short names of layers are 26 capital letters and digits, as the local reader has them', { skip: process.platform === 'win32' }, () => {
  const asked = (path: string): string =>
    spawnSync('sh', ['-c', `${farScript}\ncase $1 in /*/l/$layer) echo yes ;; *) echo no ;; esac`, 'sh', path], { encoding: 'utf8' }).stdout.trim();
  const name = 'ABCDEFGHIJKLMNOPQRSTUVW789';
  assert.equal(asked(`/var/lib/docker/overlay2/l/${name}`), 'yes');
  for (const other of [name.toLowerCase(), `${name}X`, name.slice(1), `${name.slice(2)}/x`, `${name.slice(2)}..`, `/root/l/${'?'.repeat(26)}`]) {
    assert.equal(asked(`/var/lib/docker/overlay2/l/${other}`), 'no', other);
  }
});

describe('records', () => {
  it('give any file with any bytes back, after any greeting and before any farewell', () => {
    fc.assert(fc.property(fc.array(fc.tuple(body, body), { maxLength: 8 }), body, body, (files, greeting, farewell) => {
      const printed = Buffer.concat([greeting, answer(...files.map(([name, bytes]) => named(name, record('text', bytes)))), farewell]);
      const expected = new Map(files.map(([name, bytes]) => [text(name), text(bytes)]));
      assert.deepEqual(farRecordsIn(printed, mark).entries, expected);
    }));
  });

  it('are none of them believed where the answer was cut off, wherever that was', () => {
    fc.assert(fc.property(fc.array(fc.tuple(body, body), { minLength: 1, maxLength: 4 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (files, part) => {
      const printed = answer(...files.map(([name, bytes]) => named(name, record('text', bytes))));
      assert.throws(() => farRecordsIn(printed.subarray(0, Math.floor(part * printed.length)), mark), NoFarAnswer);
    }));
  });

  it('of anything else are no answer', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      assert.throws(() => farRecordsIn(Buffer.from(bytes), mark), NoFarAnswer);
    }));
    assert.throws(() => farRecordsIn(answer(named('/a', record('surprise', 'x'))), mark), /does not know/);
    assert.throws(() => farRecordsIn(answer(named('/a', record('text', 'x'))), mark.replace('0', '1')), /did not begin/);
  });

  it('of links, inodes and long files', () => {
    const { entries } = farRecordsIn(answer(
      named('/proc/5/ns/net', record('link', 'net:[4026531840]\n')), named('/a', record('link', 'to\nthere\n')),
      named('/proc/5/net/dev#inode', record('inode', ' 4026532285 /proc/5/net/dev\n')), named('/b#inode', record('inode', 'nothing')),
      named('/long', record('text', 'x'.repeat(4 * 1024 * 1024 + 1))),
    ), mark);
    assert.deepEqual([...entries.values()], [
      { link: 'net:[4026531840]' }, { link: 'to\nthere' }, { inode: '4026532285' }, { unread: 'malformed', detail: 'no inode number' },
      { unread: 'malformed', detail: 'longer than 4 MB' },
    ]);
  });

  it('of a file that ended in the middle are the reason, not its beginning', () => {
    const { entries } = farRecordsIn(answer(named('/a', record('text', 'half of'), record('trouble', 'cat: /a: No such process\n'))), mark);
    assert.deepEqual(entries.get('/a'), { unread: 'gone', detail: 'ESRCH: no such process' });
  });
});

describe('the reason, by the words of the tools there', () => {
  for (const [said, unread, detail] of [
    ['cat: /proc/1/environ: Permission denied', 'denied', 'EACCES: permission denied'],
    ['cat: can\'t open \'/proc/1/environ\': Permission denied', 'denied', 'EACCES: permission denied'],
    ['ls: cannot read symbolic link \'/proc/1/ns/net\': Permission denied\n', 'denied', 'EACCES: permission denied'],
    ['ls: /proc/1/ns/net: cannot read link: Operation not permitted', 'denied', 'EPERM: operation not permitted'],
    ['cat: /x: No such file or directory', 'absent', 'ENOENT: no such file or directory'],
    ['cat: /x/y: Not a directory', 'absent', 'ENOTDIR: not a directory'],
    ['cat: /proc/9/status: No such process', 'gone', 'ESRCH: no such process'],
    ['cat: memory.max: No such device', 'gone', 'ENODEV: no such device'],
    ['cat: attr/current: Invalid argument', 'unsupported', 'EINVAL: invalid argument'],
    ['cat: cgroup.procs: Operation not supported', 'unsupported', 'EOPNOTSUPP: operation not supported'],
    ['cat: read error: Not supported', 'unsupported', 'EOPNOTSUPP: not supported'],
    ['cat: /x: I/O error', 'failed', 'EIO: i/o error'],
    ['sh: cat: not found', 'failed', 'sh: cat: not found'],
    ['cat: /a: Permission denied\n: No such thing', 'failed', 'cat: /a: Permission denied\n: No such thing'],
    ['', 'failed', 'no reason was given'],
  ] as const) {
    it(said === '' ? 'nothing said' : said.trim(), () => assert.deepEqual(systemTrouble(said), { unread, detail }));
  }
});

describe('files of another machine', () => {
  const refused = record('trouble', 'ls: /x: Permission denied');
  const missing = record('trouble', 'cat: /x: No such file or directory');
  const files = (pid: number, again = record('text', 'again')): readonly Buffer[] => [
    named(`/proc/${pid}/stat`, record('text', 'stat')), named(`/proc/${pid}/status`, record('text', 'status')),
    named(`/proc/${pid}/timens_offsets`, record('text'), missing), named(`/proc/${pid}/stat#again`, record('text'), ...[again]),
  ];
  const records = farRecordsIn(answer(
    ...files(5), ...files(6, missing), named('/proc/7/status', record('text', 'kin')),
    named('/cg/own', record('folder')), named('/cg/own/memory.max', record('text', 'max\n')), named('/cg/own', record('inner')), named('/cg/own/in side', record('inner')), named('/cg/own/in side/cgroup.procs', record('text', '7\n')),
    named('/cg/closed', record('folder'), refused), named('/cg/closed', record('inner')),
    named('/run/a.sock#socket', record('link', '/run/real.sock\n')), named('/run/b.sock#socket', record('trouble', 'ls: /run/b.sock: Permission denied')),
    named('/run/c.sock#socket', record('text')), named('/run/d.sock#socket', missing),
  ), mark);
  const fs = farFiles(() => records);
  const reasonOf = (entry: unknown): unknown => (typeof entry === 'object' && entry !== null && 'unread' in entry ? entry.unread : entry);

  it('that were not brought are neither absent nor empty', () => {
    for (const entry of [fs.readText('/etc/passwd'), fs.readLink('/proc/8/ns/net'), fs.inode('/proc/8/net/dev'), fs.list('/'), fs.kind('/proc/8'), fs.readText('/cg/own/unknown')]) {
      assert.equal(reasonOf(entry), 'failed');
    }
  });

  it('are missing where their process lives, and gone with it', () => {
    assert.deepEqual([5, 6].map((pid) => reasonOf(fs.readText(`/proc/${pid}/timens_offsets`))), ['absent', 'gone']);
    assert.deepEqual([fs.readText('/proc/5/stat'), fs.readAgain('/proc/5/stat'), reasonOf(fs.readAgain('/proc/6/stat'))], ['stat', 'again', 'gone']);
    assert.deepEqual([fs.list('/proc'), fs.kind('/proc/7')], [{ list: ['5', '6'] }, 'folder']);
  });

  it('of a cgroup are absent only where its folder was looked at', () => {
    assert.equal(fs.readText('/cg/own/memory.max'), 'max\n');
    assert.deepEqual(['/cg/own/pids.max', '/cg/closed/pids.max', '/cg/other/pids.max'].map((path) => reasonOf(fs.readText(path))), ['absent', 'denied', 'failed']);
    assert.deepEqual([reasonOf(fs.readText('/cg/own/in side/pids.max')), fs.readText('/cg/own/in side/cgroup.procs')], ['failed', '7\n'], 'only who is in it was looked at');
    assert.deepEqual(fs.listFolders('/cg/own'), { list: ['in side'] });
  });

  it('that are sockets lead to where they are', () => {
    assert.deepEqual([fs.kind('/run/a.sock'), fs.resolve('/run/a.sock'), fs.resolve('/run/z.sock')], ['socket', '/run/real.sock', '/run/z.sock']);
    assert.deepEqual(['b', 'c', 'd', 'e'].map((name) => reasonOf(fs.kind(`/run/${name}.sock`))), ['denied', 'other', 'absent', 'failed']);
  });
});

describe('what goes into the script', () => {
  it('is a mark and process ids, each once, and nothing else', () => {
    assert.equal(farInput(mark, 5, [6, 5, 7]), `${farScript}\nlook ${mark} 5 6 7 </dev/null\n`);
    for (const wrong of [0, -1, 1.5, NaN, Infinity, 2 ** 60, '7; reboot' as unknown as number]) {
      assert.throws(() => farInput(mark, wrong, []));
      assert.throws(() => farInput(mark, 5, [wrong]));
    }
    assert.throws(() => farInput('$(reboot)', 5, []));
  });

  it('needs eight programs that read and print, and redirects nothing into a file', { skip: process.platform !== 'linux' }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'far-'));
    for (const program of ['cat', 'find', 'head', 'id', 'ls', 'readlink', 'sort', 'tr']) {
      const place = (process.env.PATH ?? '').split(delimiter).map((path) => join(path, program)).find((path) => existsSync(path)) ?? assert.fail(program);
      symlinkSync(place, join(folder, program));
    }
    const { stdout, stderr, status } = spawnSync('/bin/sh', ['-s'], { input: farInput(mark, process.pid, [process.ppid]), env: { PATH: folder } });
    rmSync(folder, { recursive: true });
    assert.deepEqual([status, stderr.toString()], [0, '']);
    assert.ok(farRecordsIn(stdout, mark).entries.size > 50);
    const targets = Array.from(farScript.replace(/^ *#.*$/gm, '').matchAll(/>+\s*([^\s;)]+)/g), ([, target]) => target);
    assert.deepEqual(targets.filter((target) => target !== '/dev/null' && target !== '&1'), []);
  });
});
