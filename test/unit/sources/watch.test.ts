import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { type Engine, connectEngine, isEngine } from '../../../src/sources/connection.js';
import { matters, watch } from '../../../src/sources/watch.js';
import { dockerThat, withEngine } from './engineOverSocket.js';

const event = (action: string, type = 'container'): string => `${JSON.stringify({ Type: type, Action: action, Actor: { ID: 'a' } })}\n`;

/** Waits until it holds; the test's own time limit ends it where it never does. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('which events matter', () => {
  for (const action of ['create', 'start', 'die', 'stop', 'pause', 'unpause', 'rename', 'update', 'oom', 'destroy', 'health_status: healthy', 'init', 'remove']) {
    it(`${action} does`, () => assert.equal(matters({ Type: 'container', Action: action }), true));
  }
  for (const action of ['top', 'exec_create: sh -c x', 'exec_start: sh', 'exec_die', 'exec', 'exec_died', 'attach', 'detach', 'resize', 'archive-path', 'export', 'copy', 'commit']) {
    it(`${action} does not`, () => assert.equal(matters({ Type: 'container', Action: action }), false));
  }
  it('nor what is of no container, or no event', () => {
    assert.deepEqual([{ Type: 'image', Action: 'pull' }, null, 'start', {}, { Type: 'container' }, []].map(matters), [false, false, false, false, false, false]);
  });
});

describe('watching an engine', { timeout: 20_000 }, () => {
  it('many events become one call; noise none; a stop and a return are told', async () => {
    let stream: ServerResponse | undefined;
    const events = (): ServerResponse | undefined => stream;
    await withEngine(dockerThat((_, response) => {
      stream = response;
      response.write('\n');
    }), async ({ endpoint, requests, stop, start }) => {
      const end = new AbortController();
      let calls = 0;
      const connect = async (): Promise<Engine | null> => {
        const found = await connectEngine({ endpoint, chosenBy: 'option', why: '' });
        return isEngine(found) ? found : null;
      };
      const done = watch({ connect, onChange: () => (calls += 1), signal: end.signal, together: 100, firstPause: 20, longestPause: 40 });
      await until(() => events() !== undefined);
      assert.match(requests.at(-1) ?? '', /^GET \/v1\.41\/events\?filters=%7B%22type%22%3A%5B%22container%22%5D%7D$/);

      events()?.write(event('top') + event('exec_start: x') + event('start', 'network') + 'rubbish\n');
      const halves = event('start');
      events()?.write(halves.slice(0, 9));
      for (let count = 0; count < 50; count += 1) {
        events()?.write((count === 0 ? halves.slice(9) : '') + event('die'));
      }
      await until(() => calls > 0);
      assert.equal(calls, 1);
      // Whatever is still under way had its time: an event that is noise, then the next real one, gives one call more.
      events()?.write(event('top') + event('rename'));
      await until(() => calls > 1);
      assert.equal(calls, 2);

      stream = undefined;
      await stop();
      await until(() => calls > 2);
      await start();
      await until(() => calls > 3 && events() !== undefined);
      end.abort();
      await done;
    });
  });

  it('keeps trying while there is no engine, until it is told to end', async () => {
    const end = new AbortController();
    let attempts = 0;
    let calls = 0;
    const done = watch({ connect: () => Promise.resolve((attempts += 1, null)), onChange: () => (calls += 1), signal: end.signal, firstPause: 1, longestPause: 2 });
    await until(() => attempts > 3);
    end.abort();
    await done;
    assert.equal(calls, 0);
  });

  for (const [what, refuse] of [
    ['403, as socket proxies do', (response: ServerResponse) => void response.writeHead(403).end('Forbidden\n')],
    ['404 and words that never end', (response: ServerResponse) => void response.writeHead(404).write('x')],
    ['a broken connection', (response: ServerResponse) => void response.destroy()],
  ] as const) {
    it(`calls nothing where events are answered by ${what}`, async () => {
      await withEngine(dockerThat((_, response) => refuse(response)), async ({ endpoint, requests }) => {
        const end = new AbortController();
        let calls = 0;
        const connect = async (): Promise<Engine | null> => {
          const found = await connectEngine({ endpoint, chosenBy: 'option', why: '' });
          return isEngine(found) ? found : null;
        };
        const done = watch({ connect, onChange: () => (calls += 1), signal: end.signal, together: 0, firstPause: 5, longestPause: 5, refusedPause: 5 });
        await until(() => requests.filter((each) => each.includes('/events')).length > 3);
        end.abort();
        await done;
        assert.equal(calls, 0);
      });
    });
  }

  it('after a refusal asks rarely, whatever the pause after a stream', async () => {
    const end = new AbortController();
    let asked = 0;
    const refusing = { events: () => Promise.resolve((asked += 1, 'refused' as const)) } as unknown as Engine;
    const done = watch({ connect: () => Promise.resolve(refusing), onChange: () => undefined, signal: end.signal, firstPause: 1, longestPause: 1 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    end.abort();
    await done;
    assert.equal(asked, 1);
  });

  it('tells once that an engine went which broke off before it told events', async () => {
    const end = new AbortController();
    let calls = 0;
    let attempts = 0;
    const breaking = { events: () => Promise.resolve('failed' as const) } as unknown as Engine;
    const connect = (): Promise<Engine | null> => Promise.resolve((attempts += 1) < 3 ? breaking : null);
    const done = watch({ connect, onChange: () => (calls += 1), signal: end.signal, together: 0, firstPause: 5, longestPause: 5 });
    await until(() => attempts > 6);
    end.abort();
    await done;
    assert.equal(calls, 1);
  });
});
