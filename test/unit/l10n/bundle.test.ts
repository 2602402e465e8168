/** English and Korean are equal: what the one says the other says too, in the program and in package.json. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { getL10nJson } from '@vscode/l10n-dev';
import { faultsOf } from './faults.js';
import { sourceStrings } from './sourceStrings.js';

type Texts = Readonly<Record<string, string>>;

function read(file: string): string {
  return readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
}

const { texts, unreadable } = sourceStrings();
const korean = JSON.parse(read('l10n/bundle.l10n.ko.json')) as Texts;
const english = JSON.parse(read('package.nls.json')) as Texts;
const koreanOfPackage = JSON.parse(read('package.nls.ko.json')) as Texts;

/** What the other one lacks. */
function lacking(keys: Iterable<string>, other: (key: string) => boolean): string[] {
  return [...keys].filter((key) => !other(key));
}

/** Translations that may end in a particle of their own: what stands in the placeholder always ends in the same syllable. */
const sure = new Set(['may use {0}', 'may use {0} and {1}']);

test('every text of the program can be extracted', () => {
  assert.deepEqual(unreadable, []);
  assert.ok(texts.size > 1000, String(texts.size));
});

test('every text of the program has a Korean one, and no Korean one is left over', () => {
  assert.deepEqual(lacking(texts.keys(), (key) => Object.hasOwn(korean, key)), [], 'missing');
  assert.deepEqual(lacking(Object.keys(korean), (key) => texts.has(key)), [], 'stale');
});

test('every text of package.json is there in both languages, and none is left over', () => {
  const used = new Set(Array.from(read('package.json').matchAll(/"%([^%"]+)%"/g), ([, key]) => key ?? ''));
  assert.ok(used.size > 10);
  for (const [file, there] of [['package.nls.json', english], ['package.nls.ko.json', koreanOfPackage]] as const) {
    assert.deepEqual(lacking(used, (key) => Object.hasOwn(there, key)), [], `missing in ${file}`);
    assert.deepEqual(lacking(Object.keys(there), (key) => used.has(key)), [], `stale in ${file}`);
  }
});

test('no translation loses a placeholder, a command or a link', () => {
  const pairs: [string, string, string][] = [
    ...[...texts].map(([key, text]): [string, string, string] => [key, text, korean[key] ?? '']),
    ...Object.entries(english).map(([key, text]): [string, string, string] => [key, text, koreanOfPackage[key] ?? '']),
  ];
  const faults = pairs.flatMap(([key, text, translation]) => faultsOf(text, translation)
    .filter((fault) => !(sure.has(key) && fault.startsWith('has a particle')))
    .map((fault) => `${key}: ${fault}: ${translation}`));
  assert.deepEqual(faults, []);
});

test('a translation with a fault is found', () => {
  const cases: [string, string, string][] = [
    ['{0} of {1}', '{1} 중', 'has other placeholders'],
    ['Remove `{0}`', '`{0}`과 `a` 삭제', 'has other code'],
    ['the `a` and `a`', '`a` 둘', 'has other code'],
    ['a [layer](layers)', '[레이어](layer)', 'has other links'],
    ['Docker', 'Dockers', 'has no Hangul'],
    ['folder', '폴더', 'calls a directory 폴더'],
    ['{0} runs', '{0}는 실행됩니다', 'has a particle that fits some words only'],
    ['one', '하나 ', 'begins or ends with a space'],
    ['one', '', 'is empty'],
  ];
  for (const [text, translation, fault] of cases) {
    assert.ok(faultsOf(text, translation).includes(fault), `${translation}: ${faultsOf(text, translation).join(', ')}`);
  }
  assert.deepEqual(faultsOf('{0} uses `a` of a [layer](layers)', '{0}은(는) [레이어](layers)의 `a`를 씁니다'), []);
});

test('the editor\'s own exporter finds the same strings, so that a translator\'s tools see what these tests hold', async () => {
  const folder = fileURLToPath(new URL('../../../src/', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    .map((name) => ({ extension: '.ts' as const, contents: readFileSync(folder + name, 'utf8') })).filter(({ contents }) => contents.includes('@vscode/l10n'));
  assert.deepEqual(Object.keys(await getL10nJson(files)).sort(), [...texts.keys()].sort());
});
