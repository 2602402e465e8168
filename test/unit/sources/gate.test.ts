import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { gatedAgent, gatedSshAgent, gatedTlsAgent } from '../../../src/sources/gatedAgent.js';
import { isAllowed, pass } from '../../../src/sources/gate.js';
import { allTopColumns } from '../../../src/sources/topColumns.js';

const id = '0fd0844ce269'.padEnd(64, 'a');
const places = [
  '/_ping', '/version', '/info', '/events?filters=%7B%7D', '/containers/json', '/containers/json?all=1', `/containers/${id}/json`,
  `/containers/${id}/stats?stream=false`, `/containers/${id}/stats?stream=false&one-shot=true`, '/containers/my_web.1-a/json', '/images/json', `/images/sha256:${id}/json`, `/images/sha256:${id}/history`,
  '/libpod/containers/json?namespace=true',
];

describe('the gate', () => {
  for (const place of places) {
    it(`lets GET ${place.slice(0, 40)} pass, with and without a version`, () => {
      for (const prefix of ['', '/v1.41', '/v1.9', '/v4.0.0']) {
        assert.ok(isAllowed('GET', prefix + place));
        assert.ok(isAllowed('HEAD', prefix + place));
      }
    });
  }

  it('lets no other method pass, anywhere', () => {
    for (const method of [...METHODS.filter((name) => name !== 'GET' && name !== 'HEAD'), 'get', 'GET ', '']) {
      for (const place of places) {
        assert.equal(isAllowed(method, place), false, `${method} ${place}`);
      }
    }
  });

  for (const place of [
    '', '/', '/containers', '/containers//json', `/containers/${id}`, `/containers/${id}/archive?path=/`, `/containers/${id}/export`, `/containers/${id}/logs`,
    `/containers/${id}/attach/ws`, '/containers/../_ping', '/containers/a/../../exec/b/json', '/containers/a%2fexport/json', '/containers/./json', '/containers/-a/json',
    '/images', '/images/json?all=1', '/images/json?filters=%7B%7D', '/images/get', '/images/search?term=a', '/exec/a/json', '/secrets', '/configs', '/swarm', '/swarm/unlockkey', '/plugins', '/system/df', '/session', '/grpc', '/auth',
    '/v1.41/v1.41/info', '/vx/info', '/info/', '/info#', '//info', ' /info', '/info\r\nX: y', '/libpod/secrets/json', '/libpod/containers/a/json', 'http://elsewhere/info',
    `/containers/${id}/stats`, `/containers/${id}/stats?stream=true`, `/containers/${id}/stats?stream=false&all=1`,
    `/containers/${id}/top`, `/containers/${id}/top?ps_args=aux`, `/containers/${id}/top?ps_args=-o%20pid%20environ`,
  ]) {
    it(`refuses GET ${JSON.stringify(place)}`, () => {
      assert.equal(isAllowed('GET', place), false);
      assert.throws(() => pass('GET', place), /not on the list/);
    });
  }

  it('lets top pass with the columns that are known to start nothing, and nothing beside them', () => {
    for (const columns of allTopColumns) {
      const path = `/v1.41/containers/${id}/top?ps_args=${encodeURIComponent(columns)}`;
      assert.ok(isAllowed('GET', path));
      assert.equal(isAllowed('GET', `${path}&stream=true`), false);
      assert.equal(isAllowed('GET', `${path}%3Bid`), false);
    }
  });

  it('lets only what begins like one of the list pass, whatever it is given', () => {
    fc.assert(fc.property(fc.string(), (place) => {
      assert.ok(!isAllowed('GET', place) || /^\/(v[\d.]+\/)?(_ping|version|info|events|containers|images|libpod)\b/.test(place));
    }));
  });
});

describe('an agent behind the gate', () => {
  for (const agent of [gatedAgent({ keepAlive: true }), gatedTlsAgent({ keepAlive: true }), gatedSshAgent('ssh://user@host', { keepAlive: true })]) {
    it(`${agent.constructor.name} is one word to who inspects a request to any depth`, () => {
      assert.equal(inspect({ agent }, { showHidden: true, depth: null }), '{ agent: agent }');
    });
  }
});
