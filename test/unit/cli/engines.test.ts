/** What the command line says of engines that go wrong, each played over a socket. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import type { Container } from '../../../src/model/isolation.js';
import { type Answers, dockerThat, dockerVersion, json, withEngine } from '../sources/engineOverSocket.js';
import { fakeMachine } from '../sources/fakeProc.js';
import { type Called, called } from './called.js';

const machine = fakeMachine();
after(() => rmSync(machine.folder, { recursive: true }));

async function listOf(answers: Answers, ...words: readonly string[]): Promise<Called> {
  let result: Called | undefined;
  await withEngine(answers, async ({ endpoint }) => {
    result = await called('list', '--host', endpoint, '--path.procfs', machine.procfs, '--path.sysfs', machine.sysfs, ...words);
  });
  assert.ok(result);
  return result;
}

const ids = Array.from({ length: 60 }, (_, index) => String(index).padStart(64, 'a'));
const listing = (others: Answers): Answers => dockerThat((request, response) => (
  request.url === '/v1.41/containers/json' ? json(response, ids.map((id) => ({ Id: id, Names: [`/${id}`], State: 'running' }))) : others(request, response)
));

describe('an engine', { concurrency: true }, () => {
  test('that lists 60 containers and never tells more is waited for once; its list is shown, and a line says so', { timeout: 9000 }, async () => {
    const { code, out, err } = await listOf(listing(() => undefined), '--json');
    assert.equal(code, 0);
    assert.equal((JSON.parse(out) as Container[]).length, ids.length);
    assert.match(err, /did not answer in time\. The system said: no answer within 5 s\. .* What it told before follows\.\n$/);
    assert.equal(err.trimEnd().split('\n').length, 1);
  });

  test('that goes away after its list is said to', async () => {
    const { code, out, err } = await listOf(listing((request) => request.socket.destroy()));
    assert.equal(code, 0);
    assert.equal(out.trimEnd().split('\n').length, ids.length);
    assert.match(err, /What it told before follows\.\n$/);
  });

  test('on another kernel and not behind ssh is not read with --far-proc: it says why, and what would do', async () => {
    const [id = ''] = ids;
    const inspect = { Id: id, State: { Pid: 4711, Status: 'running' } };
    const elsewhere = dockerThat(({ url = '' }, response) => json(response, url.endsWith('/info') ? { KernelVersion: '6.6-linuxkit' }
      : url.includes('/containers/json') ? [{ Id: id, Names: ['/web'], State: 'running' }] : inspect));
    await withEngine(elsewhere, async ({ endpoint }) => {
      const words = ['explain', 'web', '--host', endpoint, '--path.procfs', machine.procfs, '--path.sysfs', machine.sysfs];
      const { code, out, err } = await called(...words, '--far-proc');
      assert.deepEqual([code, out], [1, '']);
      assert.match(err, /--far-proc goes by ssh, and the engine of web is at unix:.* nothing is ever changed\. Reach it by --host ssh:/);
      const plain = await called(...words);
      assert.equal(plain.code, 0);
      assert.match(plain.out, /a\s+container would have to be started there/);
    });
  });

  test('that has stopped the container leaves --far-proc nothing to read', async () => {
    const [id = ''] = ids;
    const stopped = dockerThat(({ url = '' }, response) => json(response, url.includes('/containers/json') ? [{ Id: id, Names: ['/web'], State: 'exited' }]
      : { Id: id, State: { Pid: 0, Status: 'exited' } }));
    await withEngine(stopped, async ({ endpoint }) => {
      const { code, err } = await called('explain', 'web', '--host', endpoint, '--path.procfs', machine.procfs, '--path.sysfs', machine.sysfs, '--far-proc');
      assert.equal(code, 0);
      assert.match(err, /nothing was run elsewhere, for there is nothing to read of web there: the container is exited/);
    });
  });

  test('that lists what is no list ends with 1', async () => {
    const { code, out, err } = await listOf(dockerThat((_, response) => json(response, { rubbish: true })));
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /The system said: its answer is no list of containers\. .*1\) See what listens at /);
  });

  test('of Windows containers is to be switched, not updated', async () => {
    const { code, err } = await listOf((_, response) => json(response, { ...dockerVersion, Os: 'windows' }));
    assert.equal(code, 1);
    assert.match(err, /: The engine runs Windows containers\. .*Switch Docker Desktop to Linux containers\.\n$/);
  });

  test('that is too old is to be updated', async () => {
    assert.match((await listOf((_, response) => json(response, { ...dockerVersion, ApiVersion: '1.10' }))).err, /: The engine’s API is too old\. .* Update the engine\. If DOCKER_API_VERSION is set, remove it\.\n$/);
  });

  test('that redirects is told of in plain words', async () => {
    const { code, err } = await listOf((_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    assert.equal(code, 1);
    assert.match(err, /The system said: it redirects to another address, which is not followed\./);
    assert.doesNotMatch(err, /maxRedirects|property/);
  });
});
