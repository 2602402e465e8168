/** Engines out of reach, in the real editor: each has a row before this machine's, with the cause, and a tooltip with all that helps. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.js';
import { views } from '../../src/ids.js';
import { settingIds } from '../../src/settings.js';
import { type Fault, type Faults, provokeFaults } from '../support/faults.js';
import { remove, start } from './engine.js';
import { containerRow, rows, theExtension, until } from './theExtension.js';

const set = (id: string, value: unknown): Thenable<void> => vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);

describe('engines that are out of reach', () => {
  const name = 'lens-diagnosis';
  const { DOCKER_CONFIG, XDG_RUNTIME_DIR } = process.env;
  let api: Api;
  let faults: Faults;

  before(async () => {
    api = await theExtension();
    faults = await provokeFaults();
    await remove(name);
    await start(name);
    await vscode.commands.executeCommand(`${views.containers}.focus`);
  });
  after(async () => {
    for (const [variable, value] of Object.entries({ DOCKER_CONFIG, XDG_RUNTIME_DIR })) {
      Reflect.deleteProperty(process.env, variable);
      Object.assign(process.env, value !== undefined && { [variable]: value });
    }
    await set(settingIds.engines, undefined);
    await remove(name);
    faults.close();
  });

  const wordOf = ({ way }: Fault): string => ('host' in way ? way.host : way.context);
  const rowOf = (fault: Fault) => rows(api).find(({ item }) => item.kind === 'diagnosis'
    && ('host' in fault.way ? item.engine.endpoint === fault.way.host : item.engine.context === fault.way.context));
  const tooltipOf = (row: vscode.TreeItem | undefined): string => (row?.tooltip instanceof vscode.MarkdownString ? row.tooltip.value.replaceAll('\\', '').replaceAll('&nbsp;', ' ') : '');

  it('each says why, what the system said, and what to do; the containers of the others stay', async () => {
    process.env.DOCKER_CONFIG = faults.config;
    // An address without a slash would be the name of a context.
    const all = faults.all.filter((fault) => 'context' in fault.way || fault.way.host.includes('/'));
    await set(settingIds.engines, all.map(wordOf));
    for (const fault of all) {
      const found = await until(fault.what, () => {
        const row = rowOf(fault);
        return row?.label === fault.says && row;
      });
      const tooltip = tooltipOf(found.row);
      assert.match(found.description, fault.status === 'timeout' ? /no answer/u : fault.detail, fault.what);
      assert.ok(tooltip.includes(fault.says), tooltip);
      assert.match(tooltip.replaceAll(/\s+/gu, ' '), new RegExp(fault.todo.source.replace('^', ''), 'u'), fault.what);
      assert.doesNotMatch(tooltip, /chmod|666/u);
    }
    const kinds = api.tree.getChildren().map(({ kind }) => kind);
    assert.deepEqual(kinds.slice(0, all.length + 1), [...all.map(() => 'engine'), 'machine']);
    assert.ok(containerRow(api, name));
  });

  it('one that starts at a well-known place while the window is open is there without a reload', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lens-late-'));
    process.env.XDG_RUNTIME_DIR = folder;
    await set(settingIds.engines, undefined);
    await until('the failing ones are gone', () => !rows(api).some(({ item }) => item.kind === 'diagnosis'));
    const recorded = { Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12', Os: 'linux', Components: [{ Name: 'Engine' }] };
    const server = createServer((request, response) => (request.url?.includes('/events') === true ? void response.write('\n') : void response.end(JSON.stringify(
      request.url === '/version' ? recorded : request.url?.endsWith('/info') === true ? { ID: 'lens-late' } : []))));
    const endpoint = `unix://${folder}/docker.sock`;
    const statusOf = () => rows(api).flatMap(({ item }) => (item.kind === 'engine' && item.engine.endpoint === endpoint ? [item.engine.status] : []))[0];
    try {
      await new Promise<void>((resolve) => server.listen(join(folder, 'docker.sock'), resolve));
      await until('it is there', () => statusOf() === 'ok');
      server.close();
      server.closeAllConnections();
      await until('it is said to be away', () => statusOf() === 'absent');
    } finally {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
