import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact, Section, SectionId } from '../../../src/explain/explanation.js';
import type { Came, LiveContainer } from '../../../src/explain/hovers/live.js';
import { liveFor, liveForDevContainer, liveForDockerfile } from '../../../src/explain/hovers/liveFor.js';
import type { BuiltOn } from '../../../src/model/imageLayers.js';
import { hoverOver, textOf } from './cursor.js';

const fact = (id: string, label: string, value: string, source: string, children?: Fact[]): Fact => ({
  id, label, value, source, meaning: '', concept: 'memory', unread: false, ...children === undefined ? {} : { children },
});
const section = (id: SectionId, facts: Fact[]): Section => ({ id, title: id, summary: '', concept: 'cgroups', facts });

const sections: Section[] = [
  section('namespaces', [fact('user', 'user', 'initial', '/proc/1/ns/user')]),
  section('cgroup', [fact('memory', 'memory', '41 MiB of 64 MiB', '/sys/fs/cgroup/x/memory.max', [fact('memory.swapLimit', 'swap limit', 'unlimited', '/sys/fs/cgroup/x/memory.swap.max')])]),
  section('privileges', [fact('user', 'user', 'uid 0, root out here too', '/proc/9/status')]),
];

const container = (name: string, labels: Record<string, string>, image = 'img'): LiveContainer => ({
  container: { id: `id-${name}`, name, image }, labels: new Map(Object.entries(labels)), builtOn: () => undefined, sections: () => sections,
});
const composed = (name: string, service: string, files = '/p/compose.yaml', image = 'img'): LiveContainer => container(name, {
  'com.docker.compose.project': 'p', 'com.docker.compose.service': service, 'com.docker.compose.project.working_dir': '/p', 'com.docker.compose.project.config_files': files,
}, image);

/** Made of an image that begins with the layers of `base`, and has more unless it is the `same`. */
const on = (name: string, base: string, by: BuiltOn = 'more', labels: Record<string, string> = {}): LiveContainer => ({ ...container(name, labels), builtOn: (image) => (image === base ? by : undefined) });

const names = (found: readonly Came[]): string[] => found.map(({ live }) => live.container.name);

test('a service’s line ends with what is true of its container', () => {
  const hover = hoverOver('/p/compose.yaml', 'services:\n  web:\n    mem_lim¦it: 64m', [composed('p-web-1', 'web'), composed('p-db-1', 'db'), container('other', {})]);
  assert.deepEqual(hover?.live, [{ container: 'p-web-1', id: 'id-p-web-1', label: 'memory', value: '41 MiB of 64 MiB', source: '/sys/fs/cgroup/x/memory.max', onBase: false }]);
  assert.match(textOf(hover), /Found by the labels of Compose\./);
  assert.match(textOf(hover), /now: `p-web-1` memory 41 MiB of 64 MiB \(`\/sys\/fs\/cgroup\/x\/memory\.max`\)/);
});

test('facts that bear the same id in two sections are told apart, and children are found', () => {
  const of = (line: string): string | undefined => hoverOver('/p/compose.yaml', `services:\n  web:\n    ${line}`, [composed('a', 'web')])?.live[0]?.value;
  assert.equal(of('us¦er: root'), 'uid 0, root out here too');
  assert.equal(of('userns_m¦ode: host'), 'initial');
  assert.equal(of('memswap_li¦mit: 1g'), 'unlimited');
  assert.equal(of('p¦id: host'), undefined);
});

test('what is mounted at the place of the line, before what is said of all mounts', () => {
  const mounts = fact('root.mounts', 'mounts', '29 mounts', '/proc/9/mountinfo', [fact('root.mounts.7', '/data', 'ext4 /dev/vda1, folder /v', '/proc/9/mountinfo')]);
  const live: LiveContainer = { ...composed('a', 'web', '/p/compose.yaml', 'p-web'), sections: () => [section('root', [mounts])] };
  const of = (line: string): string | undefined => hoverOver('/p/compose.yaml', `services:\n  web:\n    ${line}`, [live])?.live.map(({ label, value }) => `${label} ${value}`.trim()).join();
  for (const line of ['volumes: ["da¦ta:/data"]', 'volumes: ["./da¦ta:/data/:ro"]', 'volumes: [{type: bind, source: /d¦ata, target: /data}]', 'tmpfs: /da¦ta:size=1m']) {
    assert.equal(of(line), '/data ext4 /dev/vda1, folder /v', line);
  }
  for (const line of ['vol¦umes: [a:/x, b:/y]', 'volumes: ["data:/oth¦er"]', 'volumes: ["data:${WHE¦RE}"]', 'tm¦pfs: []']) {
    assert.equal(of(line), '29 mounts', line);
  }
  const file = (marked: string) => hoverOver('/p/Dockerfile', marked, [live])?.live[0]?.label;
  assert.deepEqual(['FROM a\nVOL¦UME /data', 'FROM a\nVOLUME /other /da¦ta', 'FROM a\nVOLUME ["/da¦ta", "/x"]', 'FROM a\nVOLUME /ot¦her'].map(file), ['/data', '/data', '/data', '']);
});

test('no more than three containers have a line', () => {
  const many = Array.from({ length: 9 }, (_, index) => composed(`p-web-${String(index)}`, 'web'));
  const hover = hoverOver('/p/compose.yaml', 'services:\n  web:\n    mem_lim¦it: 64m', many);
  assert.equal(hover?.live.length, 3);
  assert.match(textOf(hover), /And 6 more\./);
});

test('a uid comes with who that is outside, and a namespace is called one', () => {
  const uid: Fact = { ...fact('user', 'user', 'uid 0, gid 0', '/proc/9/status'), meaning: 'It is root, and root out here too.', concept: 'user-ids' };
  const live: LiveContainer = { ...composed('a', 'web'), sections: () => [section('privileges', [uid]), section('namespaces', [fact('net', 'net', 'initial', '/proc/9/ns/net')])] };
  const of = (line: string): string => textOf(hoverOver('/p/compose.yaml', `services:\n  web:\n    ${line}`, [live])!);
  assert.match(of('us¦er: root'), /now: `a` uid 0, gid 0\. It is root, and root out here too\. \(`\/proc\/9\/status`\)/);
  assert.match(of('network_m¦ode: host'), /now: `a` net namespace initial/);
});

test('the sections of containers from elsewhere are not asked for', () => {
  const far: LiveContainer = { ...container('far', {}), sections: () => assert.fail('asked') };
  assert.deepEqual(hoverOver('/p/compose.yaml', 'services:\n  web:\n    mem_lim¦it: 64m', [far])?.live, []);
});

test('compose: one of several files, relative names, Windows paths', () => {
  assert.deepEqual(names(liveFor('/p/compose.yaml', 'web', [composed('a', 'web', '/p/compose.yaml,/p/compose.prod.yaml')])), ['a']);
  assert.deepEqual(names(liveFor('/p/compose.prod.yaml', 'web', [composed('a', 'web', 'compose.yaml,./compose.prod.yaml')])), ['a']);
  assert.deepEqual(names(liveFor('C:\\p\\compose.yaml', 'web', [composed('a', 'web', 'c:/p/compose.yaml')])), ['a']);
  assert.deepEqual(names(liveFor('/q/compose.yaml', 'web', [composed('a', 'web')])), []);
  assert.deepEqual(names(liveFor('/p/compose.yaml', undefined, [composed('a', 'web'), composed('b', 'db')])), ['a', 'b']);
  assert.deepEqual(names(liveFor('/p/compose.yaml', '__proto__', [composed('a', '__proto__'), container('b', {})])), ['a']);
});

test('dev containers: by the configuration’s path, else by the workspace’s folder', () => {
  const found = [
    container('file', { 'devcontainer.config_file': '/w/.devcontainer/devcontainer.json', 'devcontainer.local_folder': '/w' }),
    container('folder', { 'devcontainer.local_folder': '/w' }),
    container('other file', { 'devcontainer.config_file': '/w/.devcontainer/b/devcontainer.json', 'devcontainer.local_folder': '/w' }),
    container('none', {}),
  ];
  assert.deepEqual(names(liveForDevContainer('/w/.devcontainer/devcontainer.json', found)), ['file', 'folder']);
  assert.deepEqual(names(liveForDevContainer('/w/.devcontainer.json', found)), ['folder']);
});

test('Dockerfiles: what compose built here, a dev container’s, or a title of its own', () => {
  const found = [
    composed('built', 'web', '/p/compose.yaml', 'p-web'), composed('pulled', 'db', '/p/compose.yaml', 'postgres:16'), composed('api', 'api', '/p/compose.yaml', 'p-api:latest'),
    container('titled', { 'org.opencontainers.image.title': 'shop' }), container('dev', { 'devcontainer.local_folder': '/p' }),
  ];
  const of = (fileName: string, title?: string): string[] => names(liveForDockerfile({ fileName, title, base: undefined }, found));
  assert.deepEqual(of('/p/Dockerfile'), ['built', 'api']);
  assert.deepEqual(of('/p/api/Dockerfile'), ['api']);
  assert.deepEqual(of('/p/.devcontainer/Dockerfile'), ['dev']);
  assert.deepEqual(of('/p/.devcontainer-old/Dockerfile'), []);
  assert.match(textOf(hoverOver('/p/Dockerfile', 'FROM a\nUSER ro¦ot', found)!), /Built by Compose in this project\. Labels do not tell from which Dockerfile\./);
  assert.deepEqual(of('/x/Dockerfile', 'shop'), ['titled']);
  assert.equal(hoverOver('/x/Dockerfile', 'FROM a\nLABEL org.opencontainers.image.title="shop"\nUSER ro¦ot', found)?.live[0]?.container, 'titled');
});

test('Dockerfiles: what is built on the same image, and no more is claimed than that', () => {
  const found = [on('shell', 'alpine:3.20', 'same'), on('web', 'alpine:3.20'), on('other', 'debian:12'), container('none', {})];
  const hover = hoverOver('/x/Dockerfile', 'FROM alpine:3.20\nUSER ro¦ot', found);
  assert.deepEqual(hover?.live.map((line) => [line.container, line.onBase]), [['web', true], ['shell', true]]);
  const text = textOf(hover);
  assert.match(text, /now, on the same base: `web` user uid 0/);
  assert.match(text, /Built on `alpine:3\.20`: the image begins with its layers\. Layers do not tell whether this file made it\./);
  assert.doesNotMatch(text, /labels|more\.|no others/);
  assert.match(textOf(hoverOver('/x/Dockerfile', 'FROM alpine:3.20\nUSER ro¦ot', [found[0]!])!), /The image has the layers of `alpine:3\.20` and no others\. Layers do not tell/);
});

test('Dockerfiles: labels are stronger than layers', () => {
  const found = [on('stranger', 'alpine:3.20'), on('mine', 'alpine:3.20', 'more', { 'org.opencontainers.image.title': 'shop' })];
  const hover = hoverOver('/x/Dockerfile', 'FROM alpine:3.20\nLABEL org.opencontainers.image.title=shop\nUSER ro¦ot', found);
  assert.deepEqual(hover?.live.map((line) => [line.container, line.onBase]), [['mine', false]]);
  assert.match(textOf(hover), /Found by the title that this file’s `LABEL` gives its image\./);
});

test('Dockerfiles: an empty base, and one that cannot be known, find nothing', () => {
  const any: LiveContainer = { ...container('any', {}), builtOn: () => 'more' };
  for (const from of ['FROM scratch', 'FROM ${BASE}', 'ARG BASE\nFROM $BASE', 'FROM', 'RUN true']) {
    assert.deepEqual(hoverOver('/x/Dockerfile', `${from}\nUSER ro¦ot`, [any])?.live, [], from);
  }
});

test('Dockerfiles: a line of a stage that leaves nothing in the image has no live line', () => {
  const found = [on('web', 'alpine:3.20')];
  const of = (marked: string): number | undefined => hoverOver('/x/Dockerfile', marked, found)?.live.length;
  assert.equal(of('FROM golang AS build\nUSER ro¦ot\nFROM alpine:3.20\nUSER 1'), 0);
  assert.equal(of('FROM golang AS build\nUSER root\nFROM alpine:3.20\nUSER ¦1'), 1);
  assert.equal(of('FROM alpine:3.20 AS base\nUSER ro¦ot\nFROM golang AS build\nFROM base\nRUN true'), 1);
  assert.equal(of('FROM alpine:3.20 AS base\nUSER root\nFROM golang AS build\nUSER ¦1\nFROM base\nRUN true'), 0);
});

test('many containers on one base: a few lines, and how many more there are', () => {
  const many = Array.from({ length: 40 }, (_, index) => on(`c${String(index)}`, 'alpine:3.20'));
  const hover = hoverOver('/x/Dockerfile', 'FROM alpine:3.20\nUSER ro¦ot', many);
  assert.equal(hover?.live.length, 2);
  assert.match(textOf(hover), /And 38 more\./);
});

test('hostile names and values of a container stay text', () => {
  const evil = '<img src=x>`](command:x)\u001b[31m\n# a';
  const live: LiveContainer = {
    ...composed(evil, 'web'), sections: () => [section('cgroup', [fact('memory', 'memory', evil, evil)])],
  };
  const text = textOf(hoverOver('/p/compose.yaml', 'services:\n  web:\n    mem_lim¦it: 64m', [live])!);
  // eslint-disable-next-line no-control-regex -- it must not come out
  assert.doesNotMatch(text, /\u001b|\n#|(?<![\\`])<img src=x>(?!`)/);
});
