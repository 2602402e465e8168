/** What hovers tell of a container that is known by its image's layers alone. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.js';
import { docker, remove, start } from './engine.js';
import { documentIn, hoverAt } from './hoverIn.js';
import { closeAll, openPanels, theExtension, until } from './theExtension.js';

describe('hovers of a Dockerfile whose image is built on another', () => {
  let folder: string;
  const [name, base, built] = ['lens-hover-built', 'lens-hover-base:1', 'lens-hover-built:1'];
  let id: string;
  const clean = async () => {
    await remove(name, `${name}-maker`);
    await docker('image', 'rm', '--force', built, base).catch(() => undefined);
  };
  before(async () => {
    await theExtension();
    folder = await mkdtemp(join(tmpdir(), 'lens-hovers-'));
    await clean();
    const layer = await start(`${name}-maker`);
    await docker('exec', layer, 'sh', '-c', 'echo more > /made');
    await docker('tag', process.env.LENS_IMAGE ?? 'lens-busybox', base);
    await docker('commit', layer, built); // the layers of the base and one more
    await remove(`${name}-maker`);
    id = await docker('run', '--detach', '--name', name, '--stop-timeout', '0', '--label', 'lens.test=1', '--memory', '32m', built, 'sleep', '1000');
  });
  after(async () => {
    await closeAll();
    await clean();
    await rm(folder, { recursive: true, force: true });
  });

  const dockerfile = `ARG BASE=${base}\nFROM golang AS tools\nUSER 7\nFROM \${BASE} AS first\nFROM first\nUSER root\n`;

  it('tell of the container that begins with the same layers, and claim no more than that', async () => {
    const document = await documentIn(folder, 'Dockerfile.built', dockerfile);
    const said = await until('a live line', async () => {
      const text = await hoverAt(document, 5, 6);
      return text?.includes(name) === true && text;
    });
    assert.match(said, /now, on the same base: `lens-hover-built`/);
    assert.match(said, /uid 0, gid 0\..*\/proc\/\d+\/status/);
    assert.match(said, /Built on `lens-hover-base:1`: the image begins with its layers/);
    assert.doesNotMatch(said, /labels/);
    const other = await hoverAt(document, 2, 6);
    assert.doesNotMatch(other ?? '', /now/, 'a line of a stage that leaves nothing in the image');
  });

  it('have links to the concept and to the container', async () => {
    const document = await documentIn(folder, 'Dockerfile.built', dockerfile);
    const said = await until('a live line', async () => {
      const text = await hoverAt(document, 5, 6);
      return text?.includes(name) === true && text;
    });
    for (const [command, kind, title] of [[commands.explainContainer, 'isolationLens.explanation', /lens-hover-built/], [commands.explainConcept, 'isolationLens.concept', /^/]] as const) {
      const links = [...said.matchAll(/\(command:([\w.]+)\?([^)]+)\)/g)].filter(([, name]) => name === command);
      const [argument] = JSON.parse(decodeURIComponent(links.at(-1)?.[2] ?? '')) as [string];
      assert.ok(command !== commands.explainContainer || argument === id, argument);
      await vscode.commands.executeCommand(command, argument);
      await until(`the panel of ${command}`, () => openPanels(kind).some((label) => title.test(label)));
    }
  });

  it('say nothing of containers for an empty base, and for one that the engine does not have', async () => {
    for (const from of ['scratch', 'lens-hover-nowhere:1', 'lens-hover-base:2']) {
      const document = await documentIn(folder, `Dockerfile.${from.replace(':', '-')}`, `FROM ${from}\nUSER root\n`);
      await until('a hover', () => hoverAt(document, 1, 6));
      assert.doesNotMatch(await hoverAt(document, 1, 6) ?? '', /now/, from);
    }
  });

  it('are the same on the terminal', async () => {
    await writeFile(join(folder, 'Dockerfile.built'), dockerfile);
    const cli = join(vscode.extensions.getExtension('isolation-lens.isolation-lens')?.extensionPath ?? '', 'dist', 'cli.js');
    const { stdout } = await promisify(execFile)('node', [cli, 'hover', join(folder, 'Dockerfile.built'), '6', '7']);
    assert.match(stdout, /now, on the same base: `lens-hover-built`[\s\S]*Built on `lens-hover-base:1`/);
  });
});
