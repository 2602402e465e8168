import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { hostFs } from '../../../src/sources/hostFs.js';
import { watchSockets } from '../../../src/sources/socketWatch.js';

let folder = '';
let end = new AbortController();
let calls = 0;
const servers = new Set<Server>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockets-'));
  end = new AbortController();
  calls = 0;
});
afterEach(() => {
  end.abort();
  servers.forEach((server) => server.close());
  servers.clear();
  rmSync(folder, { recursive: true });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function listen(path: string): Promise<Server> {
  const server = createServer();
  servers.add(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}

const watched: string[] = [];
let others: () => void = () => undefined;
function begin(...paths: readonly string[]): void {
  watched.splice(0, watched.length, ...paths.map((path) => join(folder, path)));
  others = watchSockets(hostFs(), () => watched, () => (calls += 1), end.signal);
}

describe('watching where engines usually listen', { timeout: 20_000, skip: process.platform !== 'linux' }, () => {
  it('a socket comes, goes, and comes again', async () => {
    begin('docker.sock');
    const server = await listen(join(folder, 'docker.sock'));
    await until(() => calls === 1);
    server.close();
    await until(() => calls === 2);
    await listen(join(folder, 'docker.sock'));
    await until(() => calls === 3);
  });

  it('folders above it that are not there yet are waited for, made one by one or at once', async () => {
    begin('.colima/default/docker.sock', 'run/podman/podman.sock');
    mkdirSync(join(folder, '.colima'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    mkdirSync(join(folder, '.colima/default'));
    await listen(join(folder, '.colima/default/docker.sock'));
    await until(() => calls === 1);
    mkdirSync(join(folder, 'run/podman'), { recursive: true });
    await listen(join(folder, 'run/podman/podman.sock'));
    await until(() => calls === 2);
    rmSync(join(folder, '.colima'), { recursive: true });
    await until(() => calls === 3);
  });

  it('what else happens in those folders is no news, nor is anything after the end', async () => {
    begin('docker.sock', 'a/b/c.sock');
    for (let index = 0; index < 50; index += 1) {
      writeFileSync(join(folder, `file-${index}`), '');
    }
    mkdirSync(join(folder, 'a')); // on the way to one, but no socket
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(calls, 0);
    end.abort();
    await listen(join(folder, 'docker.sock'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(calls, 0);
  });

  it('other places are watched from when it is told', async () => {
    begin('docker.sock');
    watched.push(join(folder, 'other.sock'));
    others();
    others();
    await listen(join(folder, 'other.sock'));
    await until(() => calls === 1);
    await listen(join(folder, 'docker.sock'));
    await until(() => calls === 2);
  });
});
