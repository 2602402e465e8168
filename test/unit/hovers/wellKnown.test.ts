import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseForHovers } from '../../../src/explain/hovers/documents.js';
import type { Hover } from '../../../src/explain/hovers/hover.js';
import { hoverAt } from '../../../src/explain/hovers/hoverAt.js';
import { covered } from './cursor.js';
import { composeFiles } from './wellKnownComposeFiles.js';
import { dockerfiles } from './wellKnownDockerfiles.js';

/** Each hover of the file once, in order. */
function sweep(kind: 'dockerfile' | 'compose', text: string): { readonly over: string; readonly hover: Hover }[] {
  const document = parseForHovers(kind, '/p/file', text);
  const seen = new Map<string, { over: string; hover: Hover }>();
  document.text.split(/\r\n|\n/).forEach((line, number) => {
    for (let column = 0; column < line.length; column += 1) {
      const hover = hoverAt(document, number, column);
      if (hover !== null) {
        const { start, end } = hover.range;
        assert.ok(start.line <= number && number <= end.line, 'the cursor is within the range');
        seen.set(JSON.stringify([start, end]), { over: covered(document.text, hover), hover });
      }
    }
  });
  return [...seen.values()];
}

const notableOf = (kind: 'dockerfile' | 'compose', text: string): string[] =>
  sweep(kind, text).filter(({ hover }) => hover.effect !== 'neutral').map(({ over, hover }) => `${hover.effect === 'weakens' ? '-' : '+'} ${over}`);

for (const [name, text, notable] of dockerfiles) {
  test(`a Dockerfile: ${name}`, () => {
    const all = sweep('dockerfile', text).map(({ over }) => over.toUpperCase());
    for (const [, keyword] of text.matchAll(/^(FROM|RUN|CMD|COPY|ADD|USER|WORKDIR|VOLUME|EXPOSE|ENV|ARG|ENTRYPOINT|HEALTHCHECK|STOPSIGNAL|SHELL|ONBUILD|LABEL|MAINTAINER) /gim)) {
      assert.ok(all.includes(keyword!.toUpperCase()), keyword);
    }
    assert.deepEqual(notableOf('dockerfile', text), notable);
  });
}

for (const [name, text, notable] of composeFiles) {
  test(`a compose file: ${name}`, () => assert.deepEqual(notableOf('compose', text), notable));
}
