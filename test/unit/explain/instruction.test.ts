import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instructionOf } from '../../../src/explain/instruction.js';

const lines: readonly [history: string, instruction: string][] = [
  ['/bin/sh -c #(nop) COPY dir:abc in /srv ', 'COPY dir:abc in /srv'], ['/bin/sh -c make install', 'RUN make install'],
  ['RUN /bin/sh -c make # buildkit', 'RUN /bin/sh -c make # buildkit'], ['COPY a /a # buildkit', 'COPY a /a # buildkit'], ['', ''],
];
for (const [history, instruction] of lines) {
  test(`history: ${history}`, () => assert.equal(instructionOf(history), instruction));
}
