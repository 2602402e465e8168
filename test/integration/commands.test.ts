import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, panels } from '../../src/ids.js';
import type { Api } from '../../src/extension.js';
import { docker, remove, start } from './engine.js';
import { closeAll, containerRow, failureOf, openPanels, rows, theExtension, until } from './theExtension.js';

describe('the commands', () => {
  const name = 'lens-commands';
  let api: Api;
  let id: string;
  const explain = (argument?: unknown) => vscode.commands.executeCommand(commands.explainContainer, argument);

  before(async () => {
    api = await theExtension();
    await remove(name);
    id = await start(name);
    await api.lens.refresh();
  });
  after(async () => {
    await closeAll();
    await remove(name);
  });
  beforeEach(closeAll);

  const opened = () => until('its panel is open', () => openPanels(panels.explanation).includes(name));

  it('explain a container by name, by id, by the beginning of an id and by its row, in one panel', async () => {
    for (const argument of [name, id, id.slice(0, 8), containerRow(api, name)?.item]) {
      await explain(argument);
      await opened();
    }
    assert.deepEqual(openPanels(panels.explanation), [name]);
  });

  it('explain a container that has stopped', async () => {
    const stopped = 'lens-commands-stopped';
    await remove(stopped);
    await start(stopped);
    await docker('kill', stopped);
    try {
      await explain(stopped);
      await until('its panel is open', () => openPanels(panels.explanation).some((title) => title.startsWith(stopped)));
    } finally {
      await remove(stopped);
    }
  });

  it('say on the panel that the container ended', async () => {
    const ending = 'lens-commands-ending';
    await remove(ending);
    await start(ending);
    await explain(ending);
    await until('its panel is open', () => openPanels(panels.explanation).includes(ending));
    await remove(ending);
    await until('the panel says so', () => openPanels(panels.explanation).some((title) => title.startsWith(ending) && title !== ending));
  });

  it('say in one message that there is no such container', async () => {
    assert.match(await failureOf(api, () => explain('no-such-container')), /no-such-container/u);
    assert.match(await failureOf(api, () => explain({ kind: 'fact' })), /no container/u);
    assert.deepEqual(openPanels(panels.explanation), []);
  });

  it('make no link and no second line of what is foreign', async () => {
    const message = await failureOf(api, () => explain('[x](command:workbench.action.quit)\u001b[31m\nnext'));
    assert.doesNotMatch(message, /\]\(/u);
    assert.ok(!['\n', '\u001b'].some((character) => message.includes(character)), message);
    assert.ok((await failureOf(api, () => explain('x'.repeat(1_000_000)))).length < 500);
  });

  it('copy a value', async () => {
    await vscode.commands.executeCommand(commands.copyValue, '41 MiB');
    assert.equal(await vscode.env.clipboard.readText(), '41 MiB');
    await api.lens.refresh();
    const fact = rows(api, containerRow(api, name)?.item).find(({ item }) => item.kind === 'fact');
    assert.ok(fact?.item.kind === 'fact');
    await vscode.commands.executeCommand(commands.copyValue, fact.item);
    assert.equal(await vscode.env.clipboard.readText(), fact.item.fact.value);
    assert.notEqual(await failureOf(api, () => vscode.commands.executeCommand(commands.copyValue, { kind: 'section' })), '');
  });

  it('show the log and refresh', async () => {
    await vscode.commands.executeCommand(commands.showLog);
    await vscode.commands.executeCommand(commands.refresh);
    assert.equal(api.lens.failure, null);
  });
});
