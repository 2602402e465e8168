/** The question mark on a row: there on every kind of row, and each leads to a concept. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { conceptArgument } from '../../../src/views/concept/conceptArgument.js';

interface Manifest {
  readonly contributes: { readonly menus: Readonly<Record<'view/item/context', readonly { readonly command: string; readonly when: string; readonly group: string }[]>> };
}

const kinds = ['machine', 'engine', 'node', 'task', 'diagnosis', 'container', 'hidden', 'problem', 'findings', 'finding', 'section', 'fact'] as const;

test('the tree has these kinds of rows and no other', () => {
  const text = readFileSync(new URL('../../../src/views/tree/item.ts', import.meta.url), 'utf8');
  assert.deepEqual([...text.matchAll(/readonly kind: '(\w+)'/gu)].map(([, kind]) => kind).sort(), [...kinds].sort());
});

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as Manifest;
const entry = manifest.contributes.menus['view/item/context'].find(({ command, group, when }) => command === 'isolationLens.explainConcept' && group.startsWith('inline') && when.includes('containers'));
const pattern = new RegExp(/=~ \/(.*)\/$/u.exec(entry?.when ?? '')?.[1] ?? assert.fail('no question mark'), 'u');

for (const kind of kinds) {
  test(`${kind}: has one, and it leads somewhere`, () => {
    assert.match(`${kind} running`, pattern);
    assert.ok(conceptArgument({ kind }) !== null && conceptArgument({ kind }) !== undefined);
  });
}

test('the machine leads to what it is, an engine that fails to what an engine is', () => {
  assert.deepEqual(['machine', 'diagnosis', 'container'].map((kind) => conceptArgument({ kind })), ['virtual-machine', 'docker', 'container-virtualization']);
});
