import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkEngines, engineTrouble } from '../../../src/cli/engineTrouble.js';
import { matrixTable, type MatrixRow } from '../../../src/cli/matrixTable.js';
import { table } from '../../../src/cli/table.js';
import type { Namespace, NamespaceType } from '../../../src/model/isolation.js';
import { unread } from '../../../src/model/reading.js';
import type { EngineState } from '../../../src/model/snapshot.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { namespaces } from '../explain/pictures.js';

test('columns are aligned, and no name leaves its line', () => {
  assert.equal(table([['a', 'bb'], ['한글', 'c'], ['x\ny', '']]), 'a     bb\n한글  c\nx\\ny\n');
});

test('the matrix gives one letter to one namespace, and ? to what is not known', () => {
  const row = (name: string, changes: Partial<Record<NamespaceType, Partial<Namespace>>>): MatrixRow => ({ name, namespaces: namespaces(changes) });
  const shared = (...sharedWith: string[]): Partial<Namespace> => ({ relation: 'shared', sharedWith });
  const text = matrixTable([
    row('a', { net: shared('b'), pid: { relation: 'initial' } }), row('b', { net: shared('a') }),
    row('c', { net: shared('d'), uts: { relation: 'unknown', id: unread('denied', '/x') } }), row('d', { net: shared('c') }),
  ]);
  assert.match(text, /^container .*\nthis machine( +A){8}\n/);
  const cells = text.split('\n').map((line) => line.split(/ {2,}/));
  assert.deepEqual(cells.slice(2, 6).map(([name, pid, net, , , , uts]) => [name, pid, net, uts]), [
    ['a', 'A', 'B', 'private'], ['b', 'private', 'B', 'private'], ['c', 'private', 'C', '?'], ['d', 'private', 'C', 'private'],
  ]);
  assert.match(text, /Shared by:\nnet {2}B {2}a, b\nnet {2}C {2}c, d\n$/);
});

test('in the matrix what is the own namespace of another machine is not this machine\'s, nor are its letters', () => {
  const far = 'ssh://far';
  const row = (name: string, elsewhere: string | undefined): MatrixRow => ({
    name, namespaces: namespaces({ net: { relation: 'initial' }, ipc: { relation: 'shared', sharedWith: [name === 'a' ? 'b' : 'a'] } }), ...(elsewhere !== undefined && { elsewhere }),
  });
  const text = matrixTable([row('a', undefined), row('b', undefined), row('a', far), row('b', far)]);
  const cells = text.split('\n').slice(2, 6).map((line) => line.split(/ {2,}/));
  assert.deepEqual(cells.map(([name, , net]) => [name, net]), [['a', 'A'], ['b', 'A'], ['a', '*'], ['b', '*']]);
  assert.deepEqual(cells.map((line) => line.filter((cell) => /^[B-Z]$/.test(cell))), [['B'], ['B'], ['C'], ['C']]);
  assert.match(text, /\* is the own one of the engine’s machine/);
  assert.match(text, /ipc {2}C {2}a, b \(ssh:\/\/far\)\n/);
  assert.doesNotMatch(matrixTable([row('a', undefined)]), /\*/);
});

describe('an engine that does not answer', () => {
  const state = (changes: Partial<EngineState>): EngineState => ({ kind: 'docker', endpoint: 'unix:///x', chosenBy: 'default', status: 'denied', detail: 'EACCES', ...changes });
  const asked = (...engines: EngineState[]) => ({ snapshot: { ...snapshotOfFixture('runc'), engines }, diagnoses: [], options: { context: ['named'] } });

  test('is named, with what the system said and what to do', () => {
    const states = ['absent', 'denied', 'refused', 'timeout', 'tls', 'ssh', 'incompatible', 'malformed'] as const;
    const words = states.map((status) => engineTrouble(state({ status, chosenBy: 'DOCKER_HOST' })));
    assert.equal(new Set(words).size, states.length);
    assert.ok(words.every((text) => /^unix:\/\/\/x \(chosen by DOCKER_HOST\): .*The system said: EACCES\. [A-Z1]/.test(text)));
  });

  test('is an error only where it was asked for', () => {
    const said: string[] = [];
    checkEngines(asked(state({})), (line) => said.push(line));
    checkEngines(asked(), (line) => said.push(line));
    checkEngines(asked(state({}), state({ status: 'ok' })), (line) => said.push(line));
    assert.equal(said.length, 1);
    checkEngines(asked(state({ chosenBy: 'DOCKER_HOST' }), state({ status: 'ok', chosenBy: 'well-known' })), (line) => said.push(line));
    assert.match(said[1] ?? '', /chosen by DOCKER_HOST/);
    assert.throws(() => checkEngines(asked(state({ status: 'ok', chosenBy: 'option' }), state({ chosenBy: 'option', endpoint: 'unix:///y' })), () => undefined), /unix:\/\/\/y/);
    assert.throws(() => checkEngines(asked(state({ chosenBy: 'option' })), () => undefined), /chosen by an option/);
    assert.throws(() => checkEngines(asked(state({ chosenBy: 'option', context: 'named' })), () => undefined), /Docker context named/);
  });

  test('is told of and no error where it is one of all contexts, each on a line of its own', () => {
    const said: string[] = [];
    const all = [state({ chosenBy: 'option', context: 'one' }), state({ chosenBy: 'option', context: 'other', endpoint: 'unix:///y' })];
    checkEngines(asked(...all), (line) => said.push(line));
    assert.equal(said.length, 2);
    assert.match(said[0] ?? '', /Docker context one\): .*needs no group\.$/);
    assert.match(said[1] ?? '', /Docker context other\): .* What follows is what the kernel shows\.$/);
  });

  test('Docker\'s settings that cannot be used are told of, whether it answers or not', () => {
    for (const status of ['ok', 'absent'] as const) {
      const said: string[] = [];
      checkEngines(asked(state({ status, configTrouble: '/h/.docker/config.json: EACCES: permission denied' })), (line) => said.push(line));
      assert.match(said[0] ?? '', /^Docker’s settings cannot be used, .*config\.json: EACCES: permission denied\.$/);
    }
  });
});
