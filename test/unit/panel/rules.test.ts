// What the page must never do, read from its sources: HTML from strings, colours of its own, a second importer of the toolkit.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../media/panel/', import.meta.url));
const filesWith = (end: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(end));
const textOf = (name: string) => readFileSync(folder + name, 'utf8');

describe('the page', () => {
  it('has sources to look at', () => assert.ok(filesWith('.ts').length > 20 && filesWith('.css').length > 5));
  for (const name of filesWith('.ts')) {
    it(`${name} makes no HTML from strings`, () => {
      assert.doesNotMatch(textOf(name), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|setHTML|\beval\(|new Function/);
    });
    it(`${name} sets no style attribute and no remote address`, () => {
      assert.doesNotMatch(textOf(name), /setAttribute\('style'|cssText|https?:\/\/(?!www\.w3\.org\/2000\/svg)[^\s)]*['"`]/);
    });
  }
  for (const name of filesWith('.css')) {
    it(`${name} has no colour, shadow or remote address of its own`, () => {
      assert.doesNotMatch(textOf(name), /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|box-shadow|text-shadow|url\(/i);
    });
  }
  it('imports the toolkit in one place', () => {
    assert.deepEqual(filesWith('.ts').filter((name) => textOf(name).includes('@vscode/webview-ui-toolkit')), ['ui.ts']);
  });
});
