/** Each setting in the real editor: it takes effect while the window stays open, and a workspace cannot set what belongs to the machine. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.js';
import { views } from '../../src/ids.js';
import { machineSettingIds, settingIds } from '../../src/settings.js';
import { fakeMachine } from '../unit/sources/fakeProc.js';
import { relayAt, remove, start } from './engine.js';
import { containerRow, rows, theExtension, until } from './theExtension.js';

const set = (id: string, value: unknown): Thenable<void> => vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);

describe('the settings', () => {
  const name = 'lens-settings';
  const folder = mkdtempSync(join(tmpdir(), 'lens-settings-'));
  let api: Api;

  before(async () => {
    api = await theExtension();
    await remove(name);
    await start(name);
    await vscode.commands.executeCommand(`${views.containers}.focus`);
    await until('the container is there', () => containerRow(api, name));
  });
  afterEach(async () => {
    for (const id of Object.values(settingIds)) {
      await set(id, undefined);
    }
    await until('all is as it was', () => containerRow(api, name)?.item.kind === 'container' && api.lens.failure === null);
  });
  after(async () => {
    await remove(name);
    rmSync(folder, { recursive: true, force: true });
  });

  const engines = () => rows(api).flatMap(({ item }) => (item.kind === 'engine' ? [item.engine] : []));

  for (const id of machineSettingIds) {
    it(`${id}: no workspace may set it`, async () => {
      await assert.rejects(async () => vscode.workspace.getConfiguration().update(id, id === settingIds.engines ? ['x'] : 'x', vscode.ConfigurationTarget.Workspace));
    });
  }

  it('engines: they come and go with it, in its order', async () => {
    const [one, other] = ['unix:///nonexistent/one.sock', 'unix:///nonexistent/other.sock'];
    const order = () => engines().map(({ endpoint }) => endpoint).filter((endpoint) => endpoint.includes('nonexistent')).join(' ');
    for (const wanted of [[one, other], [other, one], [other]]) {
      await set(settingIds.engines, wanted);
      await until(`the order is ${wanted.join(' ')}`, () => order() === wanted.join(' '));
    }
  });

  it('hideRuntimes: its containers are counted and not listed', async () => {
    const runtime = 'docker';
    await set(settingIds.hideRuntimes, [runtime]);
    const hidden = await until('the count is there', () => rows(api).find(({ item }) => item.kind === 'hidden'));
    assert.match(hidden.label, /^\d+ containers? hidden$/u);
    assert.match(hidden.description, /^\d+ docker$/u);
    assert.equal(hidden.row.command?.command, 'workbench.action.openSettings');
    assert.ok(!rows(api).some(({ item }) => item.kind === 'container' && item.container.runtime === runtime));
    assert.ok(api.lens.known?.containers.some((one) => one.name === name), 'it is still known');
  });

  it('path.procfs and path.sysfs: another machine is looked at; one that cannot be read is said', async () => {
    const machine = fakeMachine();
    try {
      machine.process(100, { nsPids: [100, 1], comm: 'elsewhere', namespaces: { pid: 4026532003 } });
      machine.file('proc/sys/kernel/osrelease', '4.19.0-elsewhere\n');
      await set(settingIds.procfs, machine.procfs);
      await set(settingIds.sysfs, machine.sysfs);
      const found = await until('its process is listed', () => containerRow(api, 'elsewhere-100'));
      assert.equal(found.item.kind, 'container');
      assert.match(rows(api).find(({ item }) => item.kind === 'machine')?.description ?? '', /^Linux 4\.19/u);
      const nowhere = join(machine.folder, 'nowhere');
      await set(settingIds.procfs, nowhere);
      await until('it is said', () => api.lens.failure?.includes(settingIds.procfs) === true && api.lens.failure.includes(nowhere));
    } finally {
      rmSync(machine.folder, { recursive: true });
    }
  });

  it('path.ssh: the program that it names connects to engines behind ssh', async () => {
    const socket = await relayAt();
    await socket.open();
    try {
      const program = join(folder, 'my-ssh');
      const bridge = join(folder, 'bridge.mjs');
      writeFileSync(bridge, 'import { connect } from "node:net"; const far = connect(process.argv[2]); process.stdin.pipe(far).pipe(process.stdout); far.on("close", () => process.exit());');
      writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${bridge}' '${socket.endpoint.replace('unix://', '')}'\n`);
      chmodSync(program, 0o755);
      const endpoint = 'ssh://me@nowhere.invalid';
      const status = () => engines().find((engine) => engine.endpoint === endpoint)?.status;
      await set(settingIds.ssh, join(folder, 'no-such-ssh'));
      await set(settingIds.host, endpoint);
      await until('there is no such program', () => status() === 'ssh');
      await set(settingIds.ssh, program);
      await until('it leads to the engine', () => status() === 'ok' && containerRow(api, name));
    } finally {
      await set(settingIds.host, undefined);
      await socket.close();
    }
  });
});
