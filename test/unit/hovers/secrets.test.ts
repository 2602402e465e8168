/** What looks like a secret, by its name or by its value. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { looksSecret } from '../../../src/explain/hovers/settings/environment.js';

describe('a variable', () => {
  for (const [name, value, secret] of [
    ['DB_PASSWORD', 'hunter2', true], ['DB_PASSWORD', undefined, true], ['API_KEY', 'x', true], ['LINK', 'postgres://me:pw@db/x', true],
    ['DB_PASSWORD_FILE', '/run/secrets/db', false], ['MYSQL_ALLOW_EMPTY_PASSWORD', '1', false], ['ALLOW_EMPTY_PASSWORD', 'yes', false],
    ['PWD', '/srv', false], ['KEYBOARD', 'de', false], [undefined, undefined, false],
  ] as const) {
    test(`${name ?? 'without a name'}=${value ?? ''} ${secret ? 'does' : 'does not'}`, () => assert.equal(looksSecret(name, value), secret));
  }
});
