import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fixParts } from '../../../media/panel/fixParts.js';
import { isToPanel } from '../../../media/panel/message.js';
import { plainText } from '../../../media/panel/plainText.js';
import { headAndTail, splitSources } from '../../../media/panel/source.js';
import { fill, setWords, word } from '../../../media/panel/words.js';

describe('plainText', () => {
  it('spells out what would not be seen or would turn the line around', () => {
    assert.equal(plainText('a\u001b[31m\u202eexe.gnp'), 'a\\u{1b}[31m\\u{202e}exe.gnp');
  });
  it('cuts a megabyte', () => {
    assert.equal(plainText('x'.repeat(1_000_000)).length, 2000);
  });
  it('leaves HTML as the text that it is', () => {
    assert.equal(plainText('<b>&amp;'), '<b>&amp;');
  });
});

describe('sources', () => {
  it('are taken apart where a new path or request begins', () => {
    assert.deepEqual(splitSources('/proc/1/status, /proc/1/uid_map, GET /containers/{id}/json'), ['/proc/1/status', '/proc/1/uid_map', 'GET /containers/{id}/json']);
    assert.deepEqual(splitSources('/a, b/c'), ['/a, b/c']);
    assert.deepEqual(splitSources(''), []);
  });
  it('show the last component whole', () => {
    assert.deepEqual(headAndTail('/proc/5873/status'), ['/proc/5873', '/status']);
    assert.deepEqual(headAndTail('status'), ['', 'status']);
    assert.deepEqual(headAndTail('/'), ['', '/']);
  });
  it('lose nothing', () => {
    fc.assert(fc.property(fc.string(), (source) => {
      assert.equal(headAndTail(source).join(''), source);
    }));
  });
});

describe('fixParts', () => {
  it('finds the places where something can be changed', () => {
    assert.deepEqual(fixParts('Give it a limit. docker run: --memory 256m · compose: mem_limit: 256m · Dockerfile: USER 1'), {
      words: 'Give it a limit.',
      ways: [{ where: 'docker run', text: '--memory 256m' }, { where: 'compose', text: 'mem_limit: 256m' }, { where: 'Dockerfile', text: 'USER 1' }],
    });
  });
  it('is all words where no place is named', () => {
    assert.deepEqual(fixParts('Start it with a limit.'), { words: 'Start it with a limit.', ways: [] });
  });
});

describe('words', () => {
  it('are filled in, and a placeholder without value stays', () => {
    assert.equal(fill('{1} of {0}, {2}', ['a', '{1}']), '{1} of a, {2}');
  });
  it('fall back to the id, also for names of Object.prototype', () => {
    setWords({ refresh: 'Neu laden' });
    assert.equal(word('refresh'), 'Neu laden');
    assert.equal(word('findings'), 'findings');
    assert.equal(word('constructor' as 'findings'), 'constructor');
    setWords({});
  });
});

describe('isToPanel', () => {
  const explanation = { container: {}, sentence: '', findings: [], sections: [] };
  for (const [name, data, accepted] of [
    ['an explanation', { type: 'explanation', explanation, words: {} }, true],
    ['an explanation without sections', { type: 'explanation', explanation: { ...explanation, sections: undefined }, words: {} }, false],
    ['a sample', { type: 'sample', sample: { at: 1 } }, true],
    ['a sample without time', { type: 'sample', sample: {} }, false],
    ['an end', { type: 'ended', name: 'web', says: 'It ended.' }, true],
    ['a problem', { type: 'problem', says: 'No.' }, true],
    ['a problem without words', { type: 'problem' }, false],
    ['an unknown type', { type: 'html', html: '<b>' }, false],
    ['null', null, false],
    ['a string', 'explanation', false],
  ] as const) {
    it(`${accepted ? 'takes' : 'refuses'} ${name}`, () => assert.equal(isToPanel(data), accepted));
  }
  it('refuses whatever else', () => {
    fc.assert(fc.property(fc.anything(), (data) => assert.equal(isToPanel(data), false)));
  });
});
