import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileTrouble, systemMessage } from '../../../src/sources/errno.js';
import { BadAnswer, answerTrouble, engineTrouble } from '../../../src/sources/errors.js';
import { engineVersion } from '../../../src/sources/apiVersion.js';

const error = (code: string, message = `${code}: said the system, connect /x`): Error => Object.assign(new Error(message), { code, syscall: 'connect' });

describe('errors', () => {
  for (const [code, status] of [
    ['ENOENT', 'absent'], ['ENOTFOUND', 'absent'], ['EACCES', 'denied'], ['EPERM', 'denied'], ['ECONNREFUSED', 'refused'], ['EHOSTUNREACH', 'refused'],
    ['ETIMEDOUT', 'timeout'], ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'], ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'], ['CERT_HAS_EXPIRED', 'tls'], ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'], ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'], ['EPROTO', 'tls'], ['HPE_INVALID_CONSTANT', 'malformed'], ['ECONNRESET', 'malformed'],
  ] as const) {
    it(`${code} is ${status}`, () => {
      assert.deepEqual(engineTrouble(error(code)), { status, detail: `${code}: said the system` });
    });
  }

  for (const [status, message, expected] of [
    [400, 'HTTP 400: Client sent an HTTP request to an HTTPS server.', 'tls'],
    [400, 'HTTP 400: client version 1.51 is too new. Maximum supported API version is 1.41', 'incompatible'],
    [400, 'HTTP 400: client version 1.24 is too old. Minimum supported API version is 1.44', 'incompatible'],
    [403, 'HTTP 403: no', 'denied'], [401, 'HTTP 401: no', 'denied'], [500, 'HTTP 500: oh', 'malformed'], [0, 'not JSON', 'malformed'],
  ] as const) {
    it(`${message} is ${expected}`, () => assert.equal(engineTrouble(new BadAnswer(status, message)).status, expected));
  }

  it('of one call', () => {
    assert.equal(answerTrouble(error('EACCES')).unread, 'denied');
    assert.equal(answerTrouble(error('ECONNREFUSED')).unread, 'failed');
    assert.equal(answerTrouble('odd').unread, 'failed');
    assert.equal(answerTrouble(new BadAnswer(500, 'oh')).unread, 'failed');
  });

  it('of a file', () => {
    assert.deepEqual(fileTrouble(error('EIO')), { unread: 'failed', detail: 'EIO: said the system' });
    assert.deepEqual(fileTrouble(error('ENODEV')).unread, 'gone');
    assert.equal(systemMessage('text'), 'text');
  });
});

describe('what an engine says about itself', () => {
  it('Podman has an API of its own beside Docker\'s', () => {
    const podman = { Version: '4.3.1', ApiVersion: '1.41', MinAPIVersion: '1.24', Components: [{ Name: 'Podman Engine', Details: { APIVersion: '4.3.1', MinAPIVersion: '4.0.0' } }] };
    assert.deepEqual(engineVersion(podman), { kind: 'podman', version: '4.3.1', api: '1.41', libpod: '4.0.0' });
  });

  it('one whose oldest API is newer than all that is known is asked in that', () => {
    assert.equal(engineVersion({ Version: '99', ApiVersion: '1.90', MinAPIVersion: '1.80' })?.api, '1.80');
  });

  for (const answer of [null, 'OK', [], {}, { ApiVersion: 5 }, { ApiVersion: 'new' }, { ApiVersion: '1.41/../x' }]) {
    it(`${JSON.stringify(answer)} is none`, () => assert.equal(engineVersion(answer), null));
  }
});
