import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, theExtension, until } from './theExtension.js';

/** What our hover says there, as Markdown; undefined where it says nothing. */
async function hoverAt(document: vscode.TextDocument, line: number, character: number): Promise<string | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(line, character));
  const texts = hovers.flatMap(({ contents }) => contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')));
  return texts.find((text) => text.includes('isolationLens.'));
}

describe('hovers', () => {
  let folder: string;
  before(async () => {
    await theExtension();
    folder = await mkdtemp(join(tmpdir(), 'lens-hovers-'));
  });
  after(async () => {
    await closeAll();
    await rm(folder, { recursive: true, force: true });
  });

  const files = [
    ['Dockerfile', 'FROM busybox\nUSER root\n', 1, 7],
    ['compose.yaml', 'services:\n  web:\n    image: busybox\n    privileged: true\n', 3, 6],
    ['devcontainer.json', '{\n  "image": "busybox",\n  "privileged": true\n}\n', 2, 5],
  ] as const;
  for (const [name, text, line, character] of files) {
    it(`are loaded for a ${name} and say what a line does to isolation`, async () => {
      const path = join(folder, name);
      await writeFile(path, text);
      const document = await vscode.workspace.openTextDocument(path);
      const said = await until('a hover', () => hoverAt(document, line, character));
      assert.ok(said.length > 60, said);
    });
  }
});
