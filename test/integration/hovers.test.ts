import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../src/ids.js';
import { documentIn, hoverAt, markdownAt } from './hoverIn.js';
import { closeAll, theExtension, until } from './theExtension.js';

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
      const document = await documentIn(folder, name, text);
      const said = await until('a hover', () => hoverAt(document, line, character));
      assert.ok(said.length > 60, said);
    });
  }

  it('are trusted with our own two commands, and with nothing else', async () => {
    const document = await documentIn(folder, 'Dockerfile.trust', 'FROM busybox\nUSER root\n');
    const markdown = await until('a hover', () => markdownAt(document, 1, 7));
    assert.deepEqual(markdown.isTrusted, { enabledCommands: [commands.explainConcept, commands.explainContainer] });
    assert.notEqual(markdown.supportHtml, true);
  });
});
