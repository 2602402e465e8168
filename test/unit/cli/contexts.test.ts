/** All contexts at once: two hundred of them, half of which hang, over real sockets. Bounded by the test's own time. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Server, createServer as httpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Container } from '../../../src/model/isolation.js';
import type { Machine } from '../../../src/model/machine.js';
import { containersOf } from '../../../src/model/containers.js';
import { ThisMachine } from '../../../src/thisMachine.js';
import { writeContext } from '../../support/faults.js';
import { dockerVersion, json } from '../sources/engineOverSocket.js';
import { fakeMachine } from '../sources/fakeProc.js';
import { called } from './called.js';

const many = 200;
const folder = mkdtempSync(join(tmpdir(), 'contexts-'));
const machine = fakeMachine();
const places = ['--path.procfs', machine.procfs, '--path.sysfs', machine.sysfs];
const own = { DOCKER_CONFIG: join(folder, 'config'), HOME: folder, XDG_RUNTIME_DIR: folder, DOCKER_HOST: `unix://${folder}/0.sock` };
const before_ = Object.fromEntries(Object.keys(own).map((name) => [name, process.env[name]]));
const servers: (Server | ReturnType<typeof createServer>)[] = [];
const idOf = (index: number): string => String(index).padStart(64, 'a');
const hangs = (index: number): boolean => index % 2 === 1;
const nameOf = (index: number): string => `${hangs(index) ? 'hangs' : 'runs'}-${String(index).padStart(3, '0')}`;
let atOnce = 0;
let most = 0;

function listen(server: Server | ReturnType<typeof createServer>, path: string): Promise<void> {
  servers.push(server);
  return new Promise((resolve) => server.listen(path, resolve));
}

/** It takes the connection and never says a word. */
function silent(): ReturnType<typeof createServer> {
  return createServer((socket) => {
    atOnce += 1;
    // What was given up in the same turn is closed a moment later.
    setTimeout(() => (most = Math.max(most, atOnce)), 20);
    socket.on('error', () => undefined).on('close', () => (atOnce -= 1)).resume();
  });
}

function engine(index: number): Server {
  return httpServer((request, response) => {
    const { url = '' } = request;
    if (url.includes('/events')) {
      response.write('\n');
    } else {
      json(response, url === '/version' ? dockerVersion : url.endsWith('/info') ? { ID: `engine ${index}`, Name: 'x' }
        : url.endsWith(`${idOf(index)}/json`) ? { Id: idOf(index), State: { Status: 'running', Pid: 0 }, Config: {}, HostConfig: {} }
        : [{ Id: idOf(index), Names: [`/on-${index}`], Image: 'x', State: 'running' }]);
    }
  });
}

before(async () => {
  Object.assign(process.env, own);
  for (let index = 0; index < many; index += 1) {
    await listen(hangs(index) ? silent() : engine(index), join(folder, `${index}.sock`));
    writeContext(own.DOCKER_CONFIG, nameOf(index), `unix://${folder}/${index}.sock`);
  }
});
after(() => {
  for (const [name, value] of Object.entries(before_)) {
    Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, value !== undefined && { [name]: value });
  }
  servers.forEach((server) => {
    server.close();
    (server as Partial<Server>).closeAllConnections?.();
  });
  rmSync(folder, { recursive: true, force: true });
  rmSync(machine.folder, { recursive: true });
});

const expected = Array.from({ length: many }, (_, index) => index).filter((index) => !hangs(index)).map((index) => `on-${index}`).sort();

test('on a terminal: those that answer are listed, each of the others is named, and it is no error', { timeout: 40_000 }, async () => {
  const { code, out, err } = await called('list', '--context', 'all-contexts', '--json', ...places);
  assert.equal(code, 0, err);
  assert.deepEqual((JSON.parse(out) as Container[]).map(({ name }) => name).sort(), expected);
  const named = err.split('\n').flatMap((line) => /Docker context (hangs-\d+)\): The engine did not answer in time/.exec(line)?.[1] ?? []);
  assert.equal(new Set(named).size, many / 2, err);
  assert.ok(most <= 40, `${most} that hang were waited for at the same time`);
});

test('each has its own health in what the machine is', { timeout: 40_000 }, async () => {
  const { engines } = JSON.parse((await called('machine', '--context', 'all-contexts', '--json', ...places)).out) as Machine;
  const of = (status: string): number => engines.filter((one) => one.status === status && one.context !== undefined).length;
  assert.deepEqual([of('ok'), of('timeout')], [many / 2, many / 2]);
});

test('one that is asked for by its name beside them must answer', { timeout: 40_000 }, async () => {
  const { code, err } = await called('list', '--context', 'all-contexts', '--context', nameOf(1), ...places);
  assert.equal(code, 1);
  assert.match(err, new RegExp(nameOf(1)));
});

test('in the window: no look waits for those that hang, and those that answer stay while the others go on hanging', { timeout: 60_000 }, async () => {
  let late = 0;
  const window = new ThisMachine(() => ({ host: '', engines: ['all-contexts'], procfs: machine.procfs, sysfs: machine.sysfs }), () => (late += 1));
  const end = window.follow(() => undefined);
  const namesIn = async (): Promise<readonly string[]> => containersOf((await window.look({ depth: 'list' })).snapshot).map(({ name }) => name).sort();
  let names = await namesIn();
  while (names.length < expected.length) {
    names = await namesIn(); // each that was not waited for is there in the next look
  }
  for (let count = 0; count < 5; count += 1) {
    assert.deepEqual(await namesIn(), expected);
  }
  end();
  window.close();
});
