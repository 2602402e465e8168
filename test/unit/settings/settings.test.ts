/** Settings: what is written there becomes something to work with, and package.json declares each as it must be. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { hiddenRuntimes, liveInterval, liveIntervals, machineSettingIds, machineSettings, runtimeWords, settingIds } from '../../../src/settings.js';

interface Declared {
  readonly type: string;
  readonly scope: string;
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: { readonly enum?: readonly string[] };
}

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Declared>> } };
};
const { properties } = manifest.contributes.configuration;
const { restrictedConfigurations: restricted } = manifest.capabilities.untrustedWorkspaces;
const from = (values: Readonly<Record<string, unknown>>) => (id: string): unknown => values[id];
const declaredDefaults = from(Object.fromEntries(Object.entries(properties).map(([id, declared]) => [id, declared.default])));

test('package.json declares the settings that the code reads, and no other', () => {
  assert.deepEqual(Object.keys(properties).sort(), Object.values(settingIds).sort());
});

for (const id of machineSettingIds) {
  test(`${id} belongs to the machine: no workspace sets it, least of all one that is not trusted`, () => {
    assert.equal(properties[id]?.scope, 'machine');
    assert.ok(restricted.includes(id));
  });
}

test('a workspace that is not trusted hides no container, and nothing else is restricted', () => {
  assert.deepEqual([...restricted].sort(), [...machineSettingIds, settingIds.hideRuntimes].sort());
});

test('no setting is needed: with the defaults the usual engine is asked, nothing is hidden, and a page is read once a second', () => {
  assert.deepEqual(machineSettings(declaredDefaults), { host: '', engines: [] });
  assert.deepEqual(machineSettings(from({})), { host: '', engines: [] });
  assert.deepEqual([hiddenRuntimes(declaredDefaults).size, liveInterval(declaredDefaults)], [0, 1000]);
});

test('what may be hidden is what there is', () => {
  assert.deepEqual(properties[settingIds.hideRuntimes]?.items?.enum, runtimeWords);
  assert.deepEqual([...hiddenRuntimes(from({ [settingIds.hideRuntimes]: ['snap', 'no such', 7, ' chromium '] }))].sort(), ['chromium', 'snap']);
  assert.deepEqual([...hiddenRuntimes(from({ [settingIds.hideRuntimes]: 'lxc' }))], ['lxc']);
});

test('the interval is bounded, and 0 turns it off', () => {
  const { minimum, maximum } = properties[settingIds.liveInterval] ?? {};
  assert.deepEqual([minimum, maximum], [0, liveIntervals.slowest]);
  for (const [value, milliseconds] of [[0, null], [-5, null], [0.2, 1000], [1, 1000], [2.5, 2500], [60, 60_000], [1e9, 60_000], [Number.NaN, 1000], ['3', 1000], [null, 1000]] as const) {
    assert.equal(liveInterval(from({ [settingIds.liveInterval]: value })), milliseconds, String(value));
  }
});

test('texts are trimmed, and what says nothing is nothing', () => {
  const values = from({
    [settingIds.host]: ' unix:///a.sock ', [settingIds.engines]: ['', ' there ', 5], [settingIds.ssh]: '  ', [settingIds.procfs]: '/host/proc', [settingIds.sysfs]: [],
  });
  assert.deepEqual(machineSettings(values), { host: 'unix:///a.sock', engines: ['there'], procfs: '/host/proc' });
});

test('anything may be written there', () => {
  fc.assert(fc.property(fc.anything(), (value) => {
    const get = (): unknown => value;
    const { host, engines } = machineSettings(get);
    const interval = liveInterval(get);
    assert.ok(typeof host === 'string' && engines.every((engine) => engine.trim() !== ''));
    assert.ok(interval === null || (interval >= 1000 && interval <= 60_000));
    assert.ok([...hiddenRuntimes(get)].every((word) => runtimeWords.includes(word)));
  }));
});
