/** What a Dockerfile's last stage begins with. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDockerfile } from '../../../src/explain/hovers/dockerfile/parse.js';
import { substitute } from '../../../src/explain/hovers/substitute.js';

const rows: readonly (readonly [text: string, base: string | undefined])[] = [
  ['FROM alpine:3.20', 'alpine:3.20'],
  ['FROM --platform=linux/arm64 alpine AS x', 'alpine'],
  ['from alpine as x\nfrom X', 'alpine'],
  ['FROM a AS one\nFROM one AS two\nFROM b AS three\nFROM two', 'a'],
  ['FROM a AS one\nFROM b AS one\nFROM one', 'b'],
  ['FROM alpine AS alpine', 'alpine'],
  ['FROM one\nFROM b AS one', 'b'],
  ['FROM scratch', undefined],
  ['FROM scratch AS base\nFROM base', undefined],
  ['ARG BASE=busybox:1.36\nFROM ${BASE}', 'busybox:1.36'],
  ['ARG V="3.20"\nFROM alpine:$V', 'alpine:3.20'],
  ['ARG V=3.20\nARG IMAGE=alpine:$V\nFROM $IMAGE', 'alpine:3.20'],
  ['ARG V=1 W=2\nFROM a:$V-$W', 'a:1-2'],
  ['FROM alpine:${V:-3.20}', 'alpine:3.20'],
  ['ARG V=\nFROM alpine:${V:-edge}', 'alpine:edge'],
  ['ARG V=1\nFROM alpine${V:+:3.20}', 'alpine:3.20'],
  ['FROM x\nARG V=1\nFROM alpine:$V', undefined],
  ['ARG V\nFROM alpine:$V', undefined],
  ['FROM --platform=$BUILDPLATFORM golang AS build\nFROM registry.example:5000/a/b@sha256:0123', 'registry.example:5000/a/b@sha256:0123'],
  ['# escape=`\nFROM `\n  alpine', 'alpine'],
  ['FROM alpine \\\n# why\n  AS x\nFROM x', 'alpine'],
  ['RUN <<EOF\nFROM no\nEOF\nFROM yes', 'yes'],
  ['FROM', undefined],
  ['', undefined],
];

for (const [text, base] of rows) {
  test(`base of ${JSON.stringify(text)}`, () => assert.equal(parseDockerfile('Dockerfile', text).lastStage.base, base));
}

test('a chain of very many stages', () => {
  const chain = Array.from({ length: 20_000 }, (_, index) => `FROM ${index === 0 ? 'alpine' : `s${String(index - 1)}`} AS s${String(index)}`).join('\n');
  assert.equal(parseDockerfile('Dockerfile', chain).lastStage.base, 'alpine');
});

test('variables are put in, with their operators, and what is not known stays unknown', () => {
  const of = (text: string) => substitute(text, (name) => new Map([['A', 'a'], ['E', '']]).get(name));
  assert.deepEqual(['$A${A}b', '${X:-d}', '${X-d}', '${E:-d}', '${E-d}', '${A:-d}', '${A:+y}', '${X:+y}', '${E:+y}', '${E+y}', '${X:-${A}}', '${X:-${Y:-z}}', 'plain'].map(of),
    ['aab', 'd', 'd', 'd', '', 'a', 'y', '', '', 'y', 'a', 'z', 'plain']);
  assert.deepEqual(['$X', '${X}', '${X:?needed}', '${A', '${A#a}', '${', '${X:-$Y}'].map(of), Array(7).fill(undefined));
  assert.equal(of(`${'${X:-'.repeat(50)}z${'}'.repeat(50)}`), undefined);
});
