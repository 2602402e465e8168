/** What is asked of an engine about its images: each image once, and only where somebody's base is there. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtOn } from '../../../src/model/imageLayers.js';
import type { Container } from '../../../src/model/isolation.js';
import { type Engine, connectEngine, isEngine } from '../../../src/sources/connection.js';
import { ImageMemory, askForImages } from '../../../src/sources/imageAsking.js';
import { container, engine, snapshot } from '../lens/madeUp.js';
import { type Answers, type PlayedEngine, dockerThat, json, withEngine } from './engineOverSocket.js';

const images: Readonly<Record<string, readonly string[]>> = { base: ['a', 'b'], mine: ['a', 'b', 'c'] };
const list = [{ Id: 'base', RepoTags: ['alpine:3.20'], RepoDigests: [], Labels: { secret: 'label' }, Size: 1 }, { Id: 'mine', RepoTags: null, RepoDigests: null }];

function playing(answer: unknown = list): Answers {
  return dockerThat((request, response) => {
    const id = /^\/v1\.41\/images\/([\w:]+)\/json$/.exec(request.url ?? '')?.[1];
    const layers = images[id ?? ''];
    if (request.url === '/v1.41/images/json') {
      json(response, answer);
    } else {
      json(response, layers === undefined ? { message: 'No such image' } : { Id: id, Config: { Env: ['TOKEN=x'] }, RootFS: { Type: 'layers', Layers: layers } }, layers === undefined ? 404 : 200);
    }
  });
}

async function connected({ endpoint }: PlayedEngine): Promise<Engine> {
  const found = await connectEngine({ endpoint, chosenBy: 'option', why: '--host' }, { timeLimit: 2000 });
  assert.ok(isEngine(found));
  return found;
}

/** A look that found these containers in the engine, with their images' ids. */
function looked({ endpoint }: PlayedEngine, imageIds: readonly string[]) {
  const containers: Container[] = imageIds.map((_, index) => container({ id: `c${String(index)}`, engine: { kind: 'docker', endpoint, version: '1' } }));
  const inspected = Object.fromEntries(containers.map(({ id }, index) => [`GET /containers/${id}/json`, { Image: imageIds[index] }]));
  return { snapshot: snapshot([engine({ endpoint })], { engine: inspected }), containers };
}

const asked = ({ requests }: PlayedEngine) => requests.filter((one) => one.includes('/images/')).map((one) => one.replace('GET /v1.41', '')).sort();

describe('what is asked about images', { timeout: 20_000 }, () => {
  it('names, then the base and the images of the containers, each once and never again', async () => {
    await withEngine(playing(), async (played) => {
      const it = await connected(played);
      const { snapshot: look, containers } = looked(played, ['mine', 'mine', 'gone']);
      const memory = new ImageMemory();
      const first = await askForImages([it], { snapshot: look, containers, bases: ['alpine:3.20', 'debian'] }, memory);
      assert.deepEqual(asked(played), ['/images/base/json', '/images/gone/json', '/images/json', '/images/mine/json']);
      assert.equal(builtOn(first, look, containers[0]!, 'alpine:3.20'), 'more');
      assert.equal(builtOn(first, look, containers[2]!, 'alpine:3.20'), undefined);
      assert.doesNotMatch(JSON.stringify([...first]), /TOKEN|label/);
      const second = await askForImages([it], { snapshot: look, containers, bases: ['alpine:3.20'] }, memory);
      assert.deepEqual(asked(played).filter((one) => one !== '/images/json' && !one.includes('gone')), ['/images/base/json', '/images/mine/json']);
      assert.equal(builtOn(second, look, containers[1]!, 'alpine:3.20'), 'more');
      it.close();
    });
  });

  it('nothing but the names where the base is not there', async () => {
    await withEngine(playing(), async (played) => {
      const it = await connected(played);
      await askForImages([it], { ...looked(played, ['mine']), bases: ['debian', 'scratch', '../../etc', ''] }, new ImageMemory());
      assert.deepEqual(asked(played), ['/images/json']);
      it.close();
    });
  });

  it('no more than so many at one time; the others come the next time', async () => {
    await withEngine(playing(), async (played) => {
      const it = await connected(played);
      const ids = Array.from({ length: 450 }, (_, index) => `i${String(index)}`);
      const memory = new ImageMemory();
      ids.forEach((id) => Object.assign(images, { [id]: ['a', 'b', id] }));
      const look = looked(played, ids);
      for (const most of [200, 400, 451]) {
        await askForImages([it], { ...look, bases: ['alpine:3.20'] }, memory);
        assert.equal(asked(played).filter((one) => one !== '/images/json').length, most);
      }
      it.close();
    });
  });

  for (const answer of [null, {}, 'text', [null, { Id: 7 }, { Id: 'x', RepoTags: 'alpine:3.20' }]]) {
    it(`an answer that is no list of images: ${JSON.stringify(answer)}`, async () => {
      await withEngine(playing(answer), async (played) => {
        const it = await connected(played);
        const look = looked(played, ['mine']);
        const said = await askForImages([it], { ...look, bases: ['alpine:3.20'] }, new ImageMemory());
        assert.equal(builtOn(said, look.snapshot, look.containers[0]!, 'alpine:3.20'), undefined);
        it.close();
      });
    });
  }

  it('each engine has its own, and one that fails costs the other nothing', async () => {
    await withEngine(playing(), async (one) => withEngine(dockerThat((_, response) => json(response, { message: 'no' }, 500)), async (other) => {
      const engines = [await connected(other), await connected(one)];
      const look = looked(one, ['mine']);
      const said = await askForImages(engines, { ...look, bases: ['alpine:3.20'] }, new ImageMemory());
      assert.equal(builtOn(said, look.snapshot, look.containers[0]!, 'alpine:3.20'), 'more');
      assert.equal(builtOn(said, look.snapshot, { ...look.containers[0]!, engine: { kind: 'docker', endpoint: other.endpoint, version: '1' } }, 'alpine:3.20'), undefined);
      engines.forEach((each) => each.close());
    }));
  });
});
