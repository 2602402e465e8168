import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { asNobody, whyNotNobody } from '../../support/asNobody.js';
import { hostFs } from '../../../src/sources/hostFs.js';

const folder = mkdtempSync(join(tmpdir(), 'hostfs-'));
const fs = hostFs();
const unreadOf = (entry: unknown): unknown => (typeof entry === 'object' && entry !== null && 'unread' in entry ? entry.unread : entry);
after(() => rmSync(folder, { recursive: true }));

describe('reading files', () => {
  it('gives the kernel\'s texts as they are', () => {
    assert.equal(fs.readText('/proc/self/mountinfo'), readFileSync('/proc/self/mountinfo', 'utf8'));
    assert.deepEqual(fs.readLink('/proc/self/ns/pid'), { link: readlinkSync('/proc/self/ns/pid') });
    assert.equal(fs.readText('/proc/self/comm'), readFileSync('/proc/self/comm', 'utf8'));
  });

  it('gives a text longer than one read, and none longer than 4 MB', () => {
    const file = join(folder, 'long');
    const text = `${'ä'.repeat(1_000_000)}end`;
    writeFileSync(file, text);
    assert.equal(fs.readText(file), text);
    writeFileSync(file, 'x'.repeat(4 * 1024 * 1024 + 1));
    assert.deepEqual(fs.readText(file), { unread: 'malformed', detail: 'longer than 4 MB' });
    assert.equal(hostFs('/proc', 64).readText(file), 'x'.repeat(4 * 1024 * 1024 + 1));
  });

  it('replaces what is no UTF-8', () => {
    const file = join(folder, 'bytes');
    writeFileSync(file, Buffer.from([0x61, 0xff, 0x00, 0x0a]));
    assert.equal(fs.readText(file), 'a\ufffd\0\n');
  });

  it('gives an empty file as an empty text', () => {
    writeFileSync(join(folder, 'empty'), '');
    assert.equal(fs.readText(join(folder, 'empty')), '');
  });

  it('does not wait for a pipe that nobody writes to', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    assert.equal(fs.readText(join(folder, 'pipe')), '');
  });

  it('lists names, folders and inodes', () => {
    const inside = join(folder, 'tree');
    mkdirSync(join(inside, 'b'), { recursive: true });
    mkdirSync(join(inside, 'a'));
    writeFileSync(join(inside, 'file'), '');
    symlinkSync('a', join(inside, 'link'));
    assert.deepEqual(fs.list(inside), { list: ['a', 'b', 'file', 'link'] });
    assert.deepEqual(fs.listFolders(inside), { list: ['a', 'b'] });
    assert.deepEqual(fs.inode(join(inside, 'link')), fs.inode(join(inside, 'a')));
    assert.equal(fs.resolve(join(inside, 'link')), join(inside, 'a'));
    assert.equal(fs.resolve('/nonexistent'), '/nonexistent');
  });

  it('knows a socket, its owner and mode', async () => {
    const path = join(folder, 's.sock');
    const server = createServer().listen(path);
    await once(server, 'listening');
    chmodSync(path, 0o620);
    assert.deepEqual(fs.facts(path), { kind: 'socket', uid: process.getuid?.(), gid: process.getgid?.(), mode: 0o620 });
    server.close();
  });
});

describe('why a file cannot be read', () => {
  it('absent: the process lives, the file does not exist', () => {
    assert.equal(unreadOf(fs.readText('/proc/self/nonexistent')), 'absent');
    assert.equal(unreadOf(fs.readText(`/proc/${process.pid}/nonexistent`)), 'absent');
    assert.equal(unreadOf(fs.readText('/nonexistent')), 'absent');
    assert.equal(unreadOf(fs.list('/etc/hostname/x')), 'absent');
  });

  it('gone: the process is no more', async () => {
    const child = spawn('true');
    await once(child, 'exit');
    assert.deepEqual(fs.readText(`/proc/${child.pid ?? 0}/status`), { unread: 'gone', detail: 'ENOENT: no such file or directory' });
    assert.equal(unreadOf(fs.readLink(`/proc/${child.pid ?? 0}/ns/pid`)), 'gone');
  });

  it('gone also below another root', () => {
    mkdirSync(join(folder, 'proc/7'), { recursive: true });
    const elsewhere = hostFs(join(folder, 'proc'));
    assert.equal(unreadOf(elsewhere.readText(join(folder, 'proc/7/status'))), 'absent');
    assert.equal(unreadOf(elsewhere.readText(join(folder, 'proc/8/status'))), 'gone');
    assert.equal(unreadOf(elsewhere.readText(join(folder, 'proc/sys/x'))), 'absent');
  });

  it('unsupported, failed, with what the system said', () => {
    assert.deepEqual(fs.readLink('/etc/hostname'), { unread: 'unsupported', detail: 'EINVAL: invalid argument' });
    assert.deepEqual(fs.readText('/etc'), { unread: 'failed', detail: 'EISDIR: illegal operation on a directory' });
    assert.equal(unreadOf(fs.readText('/a\0b')), 'failed');
  });

  it('denied to an ordinary user', { skip: whyNotNobody() ?? false }, () => {
    const seen = asNobody(new URL('../../../src/sources/hostFs.ts', import.meta.url),
      `(m) => { const fs = m.hostFs(); return [fs.readLink('/proc/${process.pid}/ns/net'), fs.readText('/etc/shadow')]; }`);
    assert.deepEqual(seen, [
      { unread: 'denied', detail: 'EACCES: permission denied' }, { unread: 'denied', detail: 'EACCES: permission denied' },
    ]);
  });
});
