// The recorder and the rule by which the product's requests are judged: without these, that check could pass on nothing.
import assert from 'node:assert/strict';
import { createServer, get, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { isAllowed } from '../../support/allowedRequests.mjs';
import { requestLines } from '../../support/requestLines.mjs';
import { startRequestLog } from '../../support/requestLog.mjs';

interface Recorded { method: string; path: string }

const conversation = Buffer.from(
  'GET /_ping HTTP/1.1\r\nHost: x\r\n\r\n'
  + 'POST /a HTTP/1.1\r\nContent-Length: 24\r\n\r\nGET /hidden HTTP/1.1\r\n\r\n'
  + 'PUT /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nDELETE\r\n2;x=y\r\nab\r\n0\r\n\r\n'
  + 'HEAD /version HTTP/1.1\r\n\r\n'
  + 'POST /attach HTTP/1.1\r\nUpgrade: tcp\r\n\r\nGET /not-http HTTP/1.1\r\n\r\n',
);

test('request lines are found however the bytes are cut, and never inside a body', () => {
  fc.assert(fc.property(fc.array(fc.nat(conversation.length), { maxLength: 12 }), (cuts) => {
    const found: Recorded[] = [];
    const read = requestLines((one) => found.push(one));
    const places = [0, ...cuts.sort((a, b) => a - b), conversation.length];
    places.slice(1).forEach((end, at) => read(conversation.subarray(places[at], end)));
    assert.deepEqual(found.map(({ method, path }) => `${method} ${path}`), ['GET /_ping', 'POST /a', 'PUT /b', 'HEAD /version', 'POST /attach']);
  }));
});

test('what is no HTTP is recorded as something that is not allowed', () => {
  const found: Recorded[] = [];
  requestLines((one) => found.push(one))(Buffer.from('hello\r\n\r\n'));
  assert.equal(found.length, 1);
  assert.equal(found.every(isAllowed), false);
});

for (const [method, path, allowed] of [
  ['GET', '/v1.41/containers/json?all=1', true], ['HEAD', '/_ping', true], ['GET', '/containers/abc/json', true], ['GET', '/v1.41/containers/abc/top?ps_args=-o%20pid', true],
  ['GET', '/images/lens-busybox:latest/history', true], ['GET', '/images/registry.example/a/b:1/json', true], ['GET', '/v1.41/events?filters=%7B%7D', true],
  ['POST', '/containers/json', false], ['GET', '/containers/abc/stats', false],
  ['GET', '/v1.41/containers/abc/stats?stream=false&one-shot=true', true], ['GET', '/containers/abc/stats?stream=true', false], ['GET', '/containers/abc/exec/json', false], ['GET', '/containers/abc/archive', false],
  ['GET', '/images/../containers/abc/json', false], ['GET', '/containers/a%2F..%2Fb/json', false], ['DELETE', '/containers/abc', false], ['GET', '/v1.41/secrets', false],
] as const) {
  test(`${method} ${path} is ${allowed ? 'allowed' : 'not allowed'}`, () => {
    assert.equal(isAllowed({ method, path }), allowed);
  });
}

test('the recorder passes requests and answers on and keeps their lines', async () => {
  const engine = createServer((asked, answer) => asked.pipe(answer.setHeader('x-path', asked.url ?? '')));
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  const log = await startRequestLog(`tcp://127.0.0.1:${(engine.address() as AddressInfo).port}`);
  after(async () => {
    await log.stop();
    engine.close();
  });
  const socketPath = log.host.slice('unix://'.length);
  const body = await new Promise<string>((resolve, reject) => {
    const asked = request({ socketPath, path: '/echo', method: 'POST' }, (answer) => {
      answer.setEncoding('utf8').on('data', resolve);
    });
    asked.on('error', reject).end('there and back');
  });
  const header = await new Promise((resolve, reject) => {
    get({ socketPath, path: '/second' }, (answer) => resolve(answer.resume().headers['x-path'])).on('error', reject);
  });
  assert.equal(body, 'there and back');
  assert.equal(header, '/second');
  assert.deepEqual(log.requests.map(({ method, path }) => `${method} ${path}`), ['POST /echo', 'GET /second']);
});
