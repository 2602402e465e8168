import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { builtOn, imageKey, imageNamed, imagesKey } from '../../../src/model/imageLayers.js';
import { fullName } from '../../../src/model/imageReference.js';
import type { Answers, Snapshot } from '../../../src/model/snapshot.js';
import { container, engine, snapshot } from '../lens/madeUp.js';

const digest = `sha256:${'0f'.repeat(32)}`;

/** The same image, however it is written. https://github.com/distribution/reference/blob/main/normalize_test.go */
const same: readonly (readonly [written: string, full: string])[] = [
  ['alpine', 'docker.io/library/alpine:latest'],
  ['alpine:3.20', 'docker.io/library/alpine:3.20'],
  ['library/alpine', 'docker.io/library/alpine:latest'],
  ['docker.io/alpine', 'docker.io/library/alpine:latest'],
  ['docker.io/library/alpine:latest', 'docker.io/library/alpine:latest'],
  ['index.docker.io/library/alpine', 'docker.io/library/alpine:latest'],
  ['grafana/grafana', 'docker.io/grafana/grafana:latest'],
  ['localhost/x', 'localhost/x:latest'],
  ['localhost:5000/x:1', 'localhost:5000/x:1'],
  ['quay.io/a/b/c:v1.2-rc_3', 'quay.io/a/b/c:v1.2-rc_3'],
  ['MYHOST/x', 'MYHOST/x:latest'],
  ['[2001:db8::1]:5000/x', '[2001:db8::1]:5000/x:latest'],
  ['foo_bar.com/x', 'docker.io/foo_bar.com/x:latest'],
  [`alpine@${digest}`, `docker.io/library/alpine@${digest}`],
  [`alpine:3.20@${digest}`, `docker.io/library/alpine@${digest}`],
];
for (const [written, full] of same) {
  test(`${written} is ${full}`, () => assert.equal(fullName(written), full));
}

for (const written of ['', 'scratch', 'Alpine', 'alpine:', ':3', 'a//b', '/a', 'a/', 'a b', '<none>:<none>', `alpine@${digest.slice(0, 30)}`, 'a:-b', `a:${'t'.repeat(129)}`, 'https://x/y', '-a', 'a'.repeat(2000)]) {
  test(`${JSON.stringify(written.slice(0, 40))} is no image's name`, () => assert.equal(fullName(written), undefined));
}

test('the full name of a full name is itself', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-zA-Z0-9./:@_-]{1,60}$/), (text) => {
    const full = fullName(text);
    assert.ok(full === undefined || fullName(full) === full, text);
  }));
});

const image = (id: string, layers: readonly unknown[]) => [imageKey(id), { RootFS: { Type: 'layers', Layers: layers } }] as const;
const entries: readonly (readonly [string, unknown])[] = [
  [imagesKey, [
    { Id: 'base', RepoTags: ['alpine:3.20', 'docker.io/me/own:1'], RepoDigests: [`alpine@${digest}`] },
    { Id: 'empty', RepoTags: ['nothing:latest'] }, { Id: 'local', RepoTags: ['localhost/mine:latest'] },
    { Id: 'untold', RepoTags: ['untold:latest'] }, { Id: 'odd', RepoTags: ['odd:latest'] }, { RepoTags: ['noid:latest'] }, null, 7, { Id: 'x', RepoTags: [null, '<none>:<none>'] },
  ]],
  image('base', ['a', 'b']), image('empty', []), image('local', ['a']), image('odd', ['a', 7]),
  image('more', ['a', 'b', 'c']), image('less', ['a']), image('other', ['a', 'x', 'c']), image('shifted', ['c', 'a', 'b']),
];
const answers: Answers = Object.fromEntries(entries);

test('an image is found by any of its names, in any form', () => {
  const of = (reference: string, kind: 'docker' | 'podman' = 'docker') => imageNamed(answers, reference, kind);
  assert.deepEqual(['alpine:3.20', 'docker.io/library/alpine:3.20', `alpine@${digest}`, `alpine:other@${digest}`, 'me/own:1'].map((name) => of(name)), Array(5).fill('base'));
  assert.deepEqual(['alpine', 'quay.io/library/alpine:3.20', 'noid', '<none>:<none>', 'scratch', `alpine@${digest.replace('0f', 'ff')}`].map((name) => of(name)), Array(6).fill(undefined));
  assert.equal(of('mine'), undefined);
  assert.equal(of('mine', 'podman'), 'local');
  assert.equal(imageNamed({}, 'alpine:3.20', 'docker'), undefined);
  assert.equal(imageNamed({ [imagesKey]: 'no list' }, 'alpine:3.20', 'docker'), undefined);
});

const [here, there] = ['unix:///here.sock', 'unix:///there.sock'];
const at = (endpoint: string) => container({ engine: { kind: 'docker', endpoint, version: '1' } });
const saying = (imageId: unknown): Snapshot => snapshot([engine({ endpoint: here })], { engine: { [`GET /containers/${container().id}/json`]: { Image: imageId } } });

test('a container is built on an image where its layers begin with those of it', () => {
  const of = (imageId: unknown, base = 'alpine:3.20') => builtOn(new Map([[here, answers]]), saying(imageId), at(here), base);
  assert.equal(of('more'), 'more');
  assert.equal(of('base'), 'same');
  assert.deepEqual(['less', 'other', 'shifted', 'empty', 'never heard of', '', 7, undefined].map((id) => of(id)), Array(8).fill(undefined));
  assert.deepEqual(['nothing', 'untold', 'odd', 'gone', 'scratch', ''].map((base) => of('more', base)), Array(6).fill(undefined));
});

test('each container is compared with the images of its own engine', () => {
  const images = new Map([[here, answers], [there, {}]]);
  assert.equal(builtOn(images, saying('more'), at(here), 'alpine:3.20'), 'more');
  assert.equal(builtOn(images, saying('more'), at(there), 'alpine:3.20'), undefined);
  assert.equal(builtOn(images, saying('more'), container({ engine: null }), 'alpine:3.20'), undefined);
});
