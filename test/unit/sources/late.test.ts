/** An engine that starts after the window: its socket appears at a well-known place, and it is there without a reload. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { ThisMachine } from '../../../src/thisMachine.js';
import { dockerThat, json } from './engineOverSocket.js';
import { type FakeMachine, fakeMachine } from './fakeProc.js';

const names = ['HOME', 'XDG_RUNTIME_DIR', 'DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG'] as const;
const kept = Object.fromEntries(names.map((name) => [name, process.env[name]]));
let [home, machine] = ['', undefined] as unknown as [string, FakeMachine];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'late-'));
  machine = fakeMachine();
  names.forEach((name) => Reflect.deleteProperty(process.env, name));
  Object.assign(process.env, { HOME: home, XDG_RUNTIME_DIR: join(home, 'run'), DOCKER_HOST: `unix://${home}/nowhere.sock` });
});
afterEach(() => {
  names.forEach((name) => Reflect.deleteProperty(process.env, name));
  Object.assign(process.env, Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)));
  rmSync(home, { recursive: true, force: true });
  rmSync(machine.folder, { recursive: true });
});

async function listen(path: string): Promise<Server> {
  const server = createServer(dockerThat((request, response) => (request.url?.includes('/events') === true ? void response.write('\n') : json(response, []))));
  mkdirSync(dirname(path), { recursive: true });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}

const stop = (server: Server): Promise<void> => new Promise((resolve) => {
  server.close(() => resolve());
  server.closeAllConnections();
});

for (const [product, path] of [['Colima', '.colima/default/docker.sock'], ['Podman, rootless', 'run/podman/podman.sock'], ['Docker Desktop', '.docker/run/docker.sock']] as const) {
  test(`${product}: comes, goes, and comes again`, { timeout: 30_000, skip: process.platform !== 'linux' }, async () => {
    let changes = 0;
    const window = new ThisMachine(() => ({ host: '', engines: [], procfs: machine.procfs, sysfs: machine.sysfs }), () => undefined);
    const end = window.follow(() => (changes += 1));
    const status = async (): Promise<string | undefined> => (await window.look({ depth: 'list' })).snapshot.engines.find((one) => one.product === product)?.status;
    const changed = async (since: number): Promise<void> => {
      while (changes === since) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    assert.equal(await status(), undefined);

    const before = changes;
    let server = await listen(join(home, path));
    await changed(before);
    assert.equal(await status(), 'ok');

    const running = changes;
    await stop(server);
    await changed(running);
    assert.equal(await status(), 'absent', 'it was there, so its absence is news');

    const stopped = changes;
    server = await listen(join(home, path));
    await changed(stopped);
    assert.equal(await status(), 'ok');
    end();
    window.close();
    await stop(server);
  });
}
