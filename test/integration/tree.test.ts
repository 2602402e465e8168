import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { whereWords } from '../../src/explain/machine/whereWords.js';
import { views } from '../../src/ids.js';
import type { Api } from '../../src/extension.js';
import { docker, relayAt, remove, start } from './engine.js';
import { containerRow, rows, theExtension, until } from './theExtension.js';

const setting = 'isolationLens.engine.host';
const setHost = (value: string | undefined) => vscode.workspace.getConfiguration().update(setting, value, vscode.ConfigurationTarget.Global);

describe('the tree of containers', () => {
  const name = 'lens-tree';
  let api: Api;
  let id: string;

  before(async () => {
    api = await theExtension();
    await remove(name);
    id = await start(name, '--memory', '64m', '--pids-limit', '50');
    await vscode.commands.executeCommand(`${views.containers}.focus`);
    await api.lens.refresh();
  });
  after(async () => {
    await setHost(undefined);
    await remove(name);
  });

  it('shows engine, container, sections and facts', () => {
    const found = containerRow(api, name);
    assert.ok(found, rows(api).map(({ label }) => label).join(', '));
    assert.match(found.description, /64 MiB/u);
    const below = rows(api, found.item);
    const labels = below.filter(({ item }) => item.kind === 'section').map(({ label }) => label);
    for (const title of ['Namespaces', 'Cgroup', 'Root', 'Privileges']) {
      assert.ok(labels.includes(title), labels.join(', '));
    }
    const engine = rows(api).find(({ item }) => item.kind === 'engine');
    assert.match(engine?.label ?? '', /^Docker · /u);
    assert.match(engine?.description ?? '', /\d+ running/u);
  });

  it('gives every row a name to be read out, an icon, and an id of its own', () => {
    const all = rows(api);
    assert.ok(all.length > 30);
    assert.equal(new Set(all.map(({ row }) => row.id)).size, all.length);
    for (const { row } of all) {
      assert.ok(row.accessibilityInformation?.label, row.id);
      assert.ok(row.iconPath instanceof vscode.ThemeIcon, row.id);
    }
  });

  it('names the source and the command of each fact, and trusts none of the text', () => {
    const facts = rows(api, containerRow(api, name)?.item).filter(({ item }) => item.kind === 'fact');
    const pid = facts.find(({ label }) => label === 'pid');
    assert.ok(pid?.row.tooltip instanceof vscode.MarkdownString);
    assert.match(pid.row.tooltip.value, /Source/u);
    for (const { row } of rows(api)) {
      assert.ok(row.tooltip instanceof vscode.MarkdownString && row.tooltip.isTrusted !== true && row.tooltip.supportHtml !== true, row.id);
    }
  });

  it('says in this machine’s row which machine it is, where the window is on another', () => {
    const machine = rows(api).find(({ item }) => item.kind === 'machine');
    const where = whereWords(vscode.env.remoteName);
    assert.ok(machine?.item.kind === 'machine');
    assert.deepEqual(machine.item.meaning.slice(1), where === '' ? [] : [where], `remoteName ${String(vscode.env.remoteName)}`);
    assert.ok(machine.row.tooltip instanceof vscode.MarkdownString && machine.row.tooltip.value.length > 20);
  });

  it('keeps its rows’ ids through a refresh', async () => {
    const before = rows(api, containerRow(api, name)?.item).map(({ row }) => row.id);
    await vscode.commands.executeCommand('isolationLens.refresh');
    assert.deepEqual(rows(api, containerRow(api, name)?.item).map(({ row }) => row.id), before);
  });

  it('follows containers that start and stop', async () => {
    const other = 'lens-tree-other';
    await remove(other);
    try {
      await start(other);
      await until('the new container is in the tree', () => containerRow(api, other));
      await docker('pause', other);
      await until('it is paused', () => containerRow(api, other)?.description.includes('paused'));
      await docker('unpause', other);
    } finally {
      await remove(other);
    }
    await until('it is out of the tree', () => containerRow(api, other) === undefined);
  });

  it('keeps the kernel’s facts when the engine goes, says why, and recovers when it is back', async () => {
    const socket = await relayAt();
    await socket.open();
    await setHost(socket.endpoint);
    try {
      await until('it is reached through the other socket', () => engineAt(socket.endpoint) === 'ok');
      await socket.close();
      const diagnosis = await until('a diagnosis', () => rows(api).find(({ item }) => item.kind === 'diagnosis'));
      assert.ok(diagnosis.label.length > 10);
      assert.ok(rows(api).some(({ item }) => item.kind === 'container' && item.container.id === id && item.container.engine === null));
      await socket.open();
      await until('the engine is back', () => engineAt(socket.endpoint) === 'ok' && containerRow(api, name));
    } finally {
      await setHost(undefined);
      await socket.close();
    }
    await until('the container is back', () => containerRow(api, name));
  });

  it('tells rubbish from an engine', async () => {
    const socket = await relayAt('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n<b>no</b>');
    await socket.open();
    try {
      await setHost(socket.endpoint);
      await until('it is seen', () => engineAt(socket.endpoint));
      assert.equal(engineAt(socket.endpoint), 'malformed');
    } finally {
      await setHost(undefined);
      await socket.close();
    }
    await until('the container is back', () => containerRow(api, name));
  });

  const engineAt = (endpoint: string) => rows(api)
    .flatMap(({ item }) => (item.kind === 'engine' && item.engine.endpoint === endpoint ? [item.engine.status] : []))[0];
});
