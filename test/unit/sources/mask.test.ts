import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { withoutEnvironment } from '../../../src/sources/mask.js';

const inspect = {
  Id: 'a', Config: { Env: ['PATH=/bin:/usr/bin', 'TOKEN=s3cret', 'TOKEN_LONG=s3cret=more', 'EMPTY=', 'NOVALUE'], Labels: { note: 'run with TOKEN=s3cret' }, Image: 's3cret' },
  HostConfig: { Binds: null, Memory: 64 },
};

describe('environment values', () => {
  it('are left out of the Env list, the names stay', () => {
    const answer = withoutEnvironment(new Map([['GET /containers/a/json', inspect]])).get('GET /containers/a/json') as typeof inspect;
    assert.deepEqual(answer.Config.Env, ['PATH=…', 'TOKEN=…', 'TOKEN_LONG=…', 'EMPTY=', 'NOVALUE']);
    assert.equal(answer.Config.Labels.note, 'run with TOKEN=…');
    assert.equal(answer.Config.Image, 's3cret');
    assert.deepEqual(answer.HostConfig, inspect.HostConfig);
  });

  it('are left out of the list that names the container, and of no other container\'s entry', () => {
    const answers = withoutEnvironment(new Map<string, unknown>([
      ['GET /containers/json', [{ Id: 'a', Labels: { x: 'TOKEN=s3cret' } }, { Id: 'b', Labels: { x: 'TOKEN=s3cret' } }]],
      ['GET /containers/a/json', inspect],
    ]));
    assert.deepEqual(answers.get('GET /containers/json'), [{ Id: 'a', Labels: { x: 'TOKEN=…' } }, { Id: 'b', Labels: { x: 'TOKEN=s3cret' } }]);
  });

  it('are left out of the history', () => {
    const key = 'GET /images/sha256:1/history';
    const history = ['/bin/sh -c #(nop)  ENV TOKEN=s3cret OTHER=x', 'ENV A=1', 'RUN make', 'ARG KEY=x', '/bin/sh -c #(nop) ADD file:1 in / '].map((CreatedBy) => ({ CreatedBy }));
    assert.deepEqual(
      (withoutEnvironment(new Map([[key, history]])).get(key) as typeof history).map(({ CreatedBy }) => CreatedBy),
      ['/bin/sh -c #(nop)  ENV TOKEN=…', 'ENV A=…', 'RUN make', 'ARG KEY=…', '/bin/sh -c #(nop) ADD file:1 in / '],
    );
  });

  for (const [line, masked] of [
    ['RUN |1 TOKEN=s3cret /bin/sh -c make # buildkit', 'RUN |1 TOKEN=… /bin/sh -c make # buildkit'],
    ['|2 A=s3cret B=more s3cret words /bin/sh -c apt-get update', '|2 A=… B=… /bin/sh -c apt-get update'],
    ['RUN |1 A=s3cret B=s3cret /bin/bash -o pipefail -c make', 'RUN |1 … /bin/bash -o pipefail -c make'],
    ['RUN |1 A=x /bin/sh -c s3cret /bin/sh -c make', 'RUN |1 A=… /bin/sh -c make'],
    ['RUN |1 A=s3cret make', 'RUN |1 A=…'],
    ['RUN |1 A=s3cret\nmore /bin/sh -c make', 'RUN |1 A=… /bin/sh -c make'],
    ['RUN /bin/sh -c a |1 B=c', 'RUN /bin/sh -c a |1 B=c'],
    ['RUN |x A=b', 'RUN |x A=b'],
  ] as const) {
    it(`build arguments are left out of ${JSON.stringify(line)}`, () => {
      const key = 'GET /images/sha256:1/history';
      assert.deepEqual(withoutEnvironment(new Map([[key, [{ CreatedBy: line }]]])).get(key), [{ CreatedBy: masked }]);
    });
  }

  it('any JSON keeps its shape; what has no Env is as it was', () => {
    fc.assert(fc.property(fc.json(), (text) => {
      const value: unknown = JSON.parse(text);
      assert.deepEqual(withoutEnvironment(new Map([['GET /info', value]])).get('GET /info'), value);
    }));
  });

  it('no value of an Env list is left in an answer', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.stringMatching(/^[A-Z_]{1,8}$/), fc.uuid())), (variables) => {
      const Env = variables.map(([name, value]) => `${name}=${value}`);
      const masked = JSON.stringify([...withoutEnvironment(new Map([['GET /containers/a/json', { Config: { Env, Labels: { all: Env.join(' ') } } }]])).values()]);
      assert.ok(variables.every(([, value]) => !masked.includes(value)));
    }));
  });

  it('a key named __proto__ stays a key', () => {
    const answer: unknown = JSON.parse('{"Config":{"Env":["A=secret"],"Labels":{"__proto__":"A=secret"}}}');
    assert.equal(JSON.stringify(withoutEnvironment(new Map([['GET /containers/a/json', answer]])).get('GET /containers/a/json')), '{"Config":{"Env":["A=…"],"Labels":{"__proto__":"A=…"}}}');
  });
});
