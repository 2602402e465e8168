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

  for (const [env, text, masked] of [
    [['TOKEN=s3cret'], 'docker run -eTOKEN=s3cret --env=TOKEN=s3cret', 'docker run -eTOKEN=… --env=TOKEN=…'],
    [['TOKEN=s3cret'], 'TOKEN=other s3cret', 'TOKEN=other s3cret'],
    [['A=s3', 'A=s3cret'], 'A=s3cret', 'A=…'],
    [['A=xB', 'B=secret'], 'A=xB=secret', 'A=…=…'],
    [['A=x B=1', 'B=12'], 'A=x B=12', 'A=…'],
    [['A=B=1', 'B=1'], '(A=B=1)(B=1)', '(A=…)(B=…)'],
    [['my name=more words'], 'x my name=more words y', 'x my name=… y'],
    [[`${'N'.repeat(500)}=s3cret`], `x ${'N'.repeat(500)}=s3cret`, `x ${'N'.repeat(500)}=…`],
    [[`A=${'v'.repeat(500)}`], `A=${'v'.repeat(400)}`, 'A=…'],
    [['__proto__=s3cret', 'constructor=s3cret'], '__proto__=s3cret constructor=s3cret', '__proto__=… constructor=…'],
    [Array.from({ length: 17 }, (_, index) => `A=v${index}`), 'B=1 A=v3 and more', 'B=1 A=…'],
    [['A=x'], '', ''],
    [['A=x'], '= =x A', '= =x A'],
  ] as const) {
    it(`of ${env.join(' ').slice(0, 40)} are left out of ${JSON.stringify(text.slice(0, 60))}`, () => {
      const answer = withoutEnvironment(new Map([['GET /containers/a/json', { Config: { Env: env, Labels: { text } } }]])).get('GET /containers/a/json');
      assert.equal((answer as { Config: { Labels: { text: string } } }).Config.Labels.text, masked);
    });
  }

  it('of a list of any length take as long as the list is: 60,000 in a list, a label that writes them all out, a label of equals signs', { timeout: 10_000 }, () => {
    const Env = Array.from({ length: 60_000 }, (_, index) => `VARIABLE_${index}=secret${index}`);
    const names = Array.from({ length: 128 }, (_, index) => `${'A'.repeat(index + 1)}=${'A='.repeat(20_000)}!`);
    const Labels = { all: Env.join(' '), signs: '='.repeat(500_000), pairs: 'A='.repeat(250_000) };
    const key = 'GET /containers/a/json';
    const answer = withoutEnvironment(new Map([[key, { Config: { Env: [...Env, ...names], Labels } }]])).get(key) as { Config: { Env: string[]; Labels: typeof Labels } };
    assert.equal(answer.Config.Env[59_999], 'VARIABLE_59999=…');
    assert.ok(answer.Config.Labels.all.endsWith('VARIABLE_59998=… VARIABLE_59999=…'));
    assert.equal(answer.Config.Labels.signs, Labels.signs);
  });
});
