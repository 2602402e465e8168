import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, contextKeys, panels, views } from '../../src/ids.js';
import { theExtension } from './theExtension.js';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
  };
}

describe('the manifest and the code', () => {
  let manifest: Manifest;
  before(async () => {
    await theExtension();
    manifest = vscode.extensions.getExtension('isolation-lens.isolation-lens')?.packageJSON as Manifest;
  });
  const declared = () => manifest.contributes.commands.map(({ command }) => command);

  it('name the same commands, and each is registered', async () => {
    const known = await vscode.commands.getCommands(true);
    const ours = Object.values(commands);
    assert.deepEqual([...declared()].sort(), [...ours].sort());
    assert.deepEqual(ours.filter((id) => !known.includes(id)), []);
  });

  it('name the same views and panels', () => {
    const ids = Object.values(manifest.contributes.views).flat().map(({ id }) => id);
    assert.deepEqual(ids.filter((id) => !Object.values(views).some((view) => view === id)), []);
    assert.deepEqual(Object.values(views).filter((view) => !ids.includes(view)), []);
    for (const panel of Object.values(panels)) {
      assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${panel}`), panel);
    }
  });

  it('agree in menus and welcomes', () => {
    const used = Object.values(manifest.contributes.menus).flat().map(({ command }) => command);
    assert.deepEqual(used.filter((command) => !declared().includes(command)), []);
    for (const { view, when } of manifest.contributes.viewsWelcome) {
      assert.equal(view, views.containers);
      assert.ok(when.startsWith(`${contextKeys.nothing} == `), when);
    }
  });

  it('bring every text in', () => {
    assert.doesNotMatch(JSON.stringify(vscode.extensions.getExtension('isolation-lens.isolation-lens')?.packageJSON), /"%[\w.]+%"/u);
  });
});
