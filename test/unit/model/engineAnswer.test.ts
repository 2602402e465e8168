/** The door for what an engine answers: anything may come, nothing is trusted. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  at, booleanAt, inspected, listAt, listedContainers, numberAt, plainName, textAt, textMapAt, textsAt,
} from '../../../src/model/engineAnswer.js';
import { isRead } from '../../../src/model/reading.js';
import { snapshotWith } from './madeUp.js';

describe('reading a value', () => {
  const answer = JSON.parse('{"a":{"b":[1,"x",null,true]},"n":1e400,"__proto__":{"evil":"yes"},"labels":{"__proto__":"p","constructor":"c","k":1}}') as unknown;

  test('what is there, of the kind that was asked for', () => {
    assert.equal(textAt(answer, 'a', 'b', 1), 'x');
    assert.equal(numberAt(answer, 'a', 'b', 0), 1);
    assert.equal(booleanAt(answer, 'a', 'b', 3), true);
    assert.deepEqual(textsAt(answer, 'a', 'b'), ['x']);
    assert.equal(listAt(answer, 'a', 'b')?.length, 4);
    assert.deepEqual([...textMapAt(answer, 'labels')], [['__proto__', 'p'], ['constructor', 'c']]);
  });

  test('what is not there, or is something else, is undefined', () => {
    assert.equal(textAt(answer, 'a'), undefined);
    assert.equal(numberAt(answer, 'n'), undefined, 'infinite');
    assert.equal(textAt(answer, 'toString'), undefined);
    assert.equal(at(answer, 'a', 'constructor'), undefined);
    assert.equal(at(null, 'a'), undefined);
    assert.equal(listAt(answer, 'a'), undefined);
    assert.equal(textMapAt(answer, 'nothing').size, 0);
  });

  test('no path through any JSON throws', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.array(fc.oneof(fc.string(), fc.nat())), (value, path) => {
      for (const pick of [at, textAt, numberAt, booleanAt, listAt, textsAt, textMapAt]) {
        pick(value, ...path);
      }
    }));
  });
});

describe('the list of containers', () => {
  const listed = (answer: unknown) => listedContainers(snapshotWith({ engine: { 'GET /containers/json': answer } }));

  test('names lose their slash, entries without an id, or with one that no engine gives, are none', () => {
    const reading = listed([{ Id: 'x', Names: ['/web', '/other/web'], Labels: { a: 'b' } }, { Names: ['/y'] }, null, { Id: '' }, ...['../info', 'a/b', 'a?b', 'a b', 'a\nb', 'a\n', '-a', '\u202ea'].map((Id) => ({ Id }))]);
    assert.ok(isRead(reading));
    assert.deepEqual(reading.value, [{ id: 'x', name: 'web', image: undefined, state: undefined, labels: new Map([['a', 'b']]) }]);
    assert.equal(plainName('/'), undefined);
  });

  test('an answer that is no list is malformed, one that did not come has its reason', () => {
    for (const answer of ['x', 1, null, {}]) {
      assert.deepEqual(listed(answer), { unread: 'malformed', from: 'GET /containers/json', detail: 'not a list of containers' });
    }
    assert.deepEqual(listed({ unread: 'denied', detail: 'EACCES' }), { unread: 'denied', from: 'GET /containers/json', detail: 'EACCES' });
    assert.deepEqual(listedContainers(snapshotWith({})), { unread: 'absent', from: 'GET /containers/json' });
  });

  test('no JSON makes it throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (answer) => {
      const reading = listed(answer);
      assert.ok(!isRead(reading) || reading.value.every(({ id }) => id !== ''));
    }));
  });
});

test('a fact of an inspection, or why there is none', () => {
  const snapshot = snapshotWith({ engine: { 'GET /containers/x/json': { HostConfig: { Privileged: false } } } });
  const privileged = (id: string) => inspected(snapshot, { id, engine: null }, (answer) => booleanAt(answer, 'HostConfig', 'Privileged'));
  assert.deepEqual(privileged('x'), { value: false, from: 'GET /containers/{id}/json' });
  assert.deepEqual(privileged('y'), { unread: 'absent', from: 'GET /containers/{id}/json' });
  assert.deepEqual(inspected(snapshot, { id: 'x', engine: null }, () => undefined), { unread: 'absent', from: 'GET /containers/{id}/json', detail: 'not in the answer' });
});
